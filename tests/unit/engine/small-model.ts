import { readFileSync } from 'node:fs';
import { createEncoder } from '../../../src/core/text/encoder.ts';
import type { FetchBytes } from '../../../src/engine/artifacts.ts';
import { type Manifest, manifestSchema, manifestV2 } from '../../../src/engine/manifest.ts';
import { fingerprintEncoders } from '../../../src/engine/probe-texts.ts';
import { sha256Hex } from '../../../src/engine/sha256.ts';
import { alone, randomWeights, SMALL } from './random-model.ts';

/** A whole model directory in memory, path to bytes, for tests to damage. */
export type ModelFiles = Map<string, Uint8Array<ArrayBuffer>>;

const encoderFile = new URL('../../../model/configs/encoder.json', import.meta.url);
const encoderConfig = manifestV2.shape.encoder.parse(JSON.parse(readFileSync(encoderFile, 'utf8')));
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** As many entries as `SMALL` has: the markers, letters, their continuations, and made-up words. */
export function smallVocabulary(): string[] {
  const known = [
    ...Object.values(encoderConfig.markers),
    ...LETTERS,
    ...LETTERS.map((letter) => `${encoderConfig.continuation}${letter}`),
  ];
  return [...known, ...Array.from({ length: SMALL.vocabulary - known.length }, (_, i) => `word${i}`)];
}

/** Bytes of JSON as a server would send them. */
export function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** A model of random weights whose files all check. Its golden answers are invented. */
export async function smallModel(): Promise<{ files: ModelFiles; manifest: Manifest }> {
  const vocabulary = smallVocabulary();
  const vocabularyBytes = new TextEncoder().encode(`${vocabulary.join('\n')}\n`);
  const { bytes, tensors } = packFloats(alone(SMALL));
  const described = async (name: string, content: Uint8Array<ArrayBuffer>) => ({
    name,
    bytes: content.length,
    sha256: await sha256Hex(content),
  });
  const manifest = manifestSchema.parse({
    formatVersion: 2,
    version: 'small-1',
    architecture: alone(SMALL),
    heads: { binary: { weights: [1, 0], bias: 0 }, ternary: null },
    encoder: encoderConfig,
    classes: ['Negative', 'Positive'],
    decisionOffsets: null,
    unsure: null,
    ternary: null,
    quantification: null,
    threshold: 0.5,
    training: { seed: 1 },
    dataHashes: {},
    metrics: {
      ...{ rows: 1, accuracy: 1, f1: 1, precision: 1, recall: 1, auc: 1, ece: 0 },
      confusion: { truePositive: 1, falsePositive: 0, trueNegative: 0, falseNegative: 0 },
    },
    files: [await described('weights.bin', bytes), await described('vocabulary.txt', vocabularyBytes)],
    tensors,
    probeFingerprint: await fingerprintEncoders([createEncoder(encoderConfig, vocabulary)]),
    golden: [{ text: 'a', ids: [[9]], probability: 0.5, classes: null }],
  });
  const files: ModelFiles = new Map([
    ['current.json', jsonBytes({ version: 'small-1' })],
    ['small-1/manifest.json', jsonBytes(manifest)],
    ['small-1/weights.bin', bytes],
    ['small-1/vocabulary.txt', vocabularyBytes],
  ]);
  return { files, manifest };
}

/** Random weights of a network, as a file and where they lie in it. */
export function packFloats(architecture: Manifest['architecture']): {
  bytes: Uint8Array<ArrayBuffer>;
  tensors: Manifest['tensors'];
} {
  const tensors: Manifest['tensors'] = [];
  const values: number[] = [];
  for (const [name, weight] of randomWeights(architecture, 1)) {
    const offset = 4 * values.length;
    tensors.push({ name, shape: [...weight.shape], dtype: 'float32', file: 'weights.bin', offset });
    values.push(...weight.values);
  }
  return { bytes: new Uint8Array(Float32Array.from(values).buffer), tensors };
}

/** Serves the files as a server would; a path that is not there is refused. */
export function serve(files: ModelFiles): FetchBytes {
  return async (path) => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`${path}: 404`);
    return bytes.slice();
  };
}
