import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Scores, SENTIMENTS } from '../src/core/scores/types.ts';
import { loadArtifacts } from '../src/engine/artifacts.ts';
import { openClassifier } from '../src/engine/classifier.ts';
import { ArtifactError } from '../src/engine/errors.ts';
import type { Manifest } from '../src/engine/manifest.ts';
import { type DomainChoice, type ScoreOptions, UserError } from './score-options.ts';
import type { FileScorer, ScoreTexts } from './score-table.ts';

/** The model that the app ships, open in Node. */
export interface Scorer extends FileScorer {
  readonly manifest: Manifest;
  close(): void;
}

const MODEL_FOLDER = new URL('../public/model/', import.meta.url);
const WASM_BINARIES = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
];

/**
 * Opens the app's model, to answer as posts of a domain are labelled or as a file's beginning tells. Throws `UserError`
 * where it is missing, damaged, or has no Neutral that was asked for.
 */
export async function openScorer(
  classes: ScoreOptions['classes'],
  choice: DomainChoice = 'auto',
): Promise<Scorer> {
  try {
    const artifacts = await loadArtifacts(readModelFile);
    const known: readonly string[] = artifacts.manifest.classes;
    if (classes !== null && classes > known.length) {
      throw new UserError(`--classes ${classes}: the model knows ${known.length}, ${known.join(' and ')}.`);
    }
    const classifier = await openClassifier(artifacts, { wasmUrls: wasmPaths(), force: null });
    const { signal } = new AbortController();
    const { manifest } = classifier;
    const scoreTexts: ScoreTexts = (texts, domain) => classifier.score(signal, texts, domain);
    return {
      manifest,
      domainOf: async (beginning) =>
        choice === 'auto' ? classifier.domainOf(signal, beginning) : choice === 'none' ? null : choice,
      scoreTexts:
        classes === 2
          ? async (texts, domain) => inTwoClasses(await scoreTexts(texts, domain), manifest)
          : scoreTexts,
      close: () => classifier.dispose(),
    };
  } catch (error) {
    if (error instanceof ArtifactError) throw new UserError(error.message);
    throw error;
  }
}

/** The same posts by the two-class head alone. */
function inTwoClasses({ probability }: Scores, { threshold }: Manifest): Scores {
  const label = Uint8Array.from(probability, (p) =>
    SENTIMENTS.indexOf(p >= threshold ? 'Positive' : 'Negative'),
  );
  return { probability, label, classes: new Float32Array(0) };
}

async function readModelFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(path, MODEL_FOLDER)));
}

/** The binaries of the WASM backend by file name, where npm has put them. */
export function wasmPaths(): Readonly<Record<string, string>> {
  const require = createRequire(fileURLToPath(import.meta.url));
  return Object.fromEntries(
    WASM_BINARIES.map((name) => [name, require.resolve(`@tensorflow/tfjs-backend-wasm/dist/${name}`)]),
  );
}
