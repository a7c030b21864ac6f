import { beforeEach, describe, expect, it } from 'vitest';
import { createEncoder } from '../../../src/core/text/encoder.ts';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { openClassifier } from '../../../src/engine/classifier.ts';
import type { Manifest, TowerSizes } from '../../../src/engine/manifest.ts';
import { fingerprintEncoders } from '../../../src/engine/probe-texts.ts';
import { sha256Hex } from '../../../src/engine/sha256.ts';
import { checkWeights, expectedShapes } from '../../../src/engine/weights.ts';
import { alone, randomWeights, SMALL } from './random-model.ts';
import { wasmUrls } from './shipped-model.ts';
import { jsonBytes, type ModelFiles, packFloats, serve, smallModel, smallVocabulary } from './small-model.ts';

let files: ModelFiles;
let manifest: Manifest;
beforeEach(async () => {
  ({ files, manifest } = await smallModel());
});

const load = () => loadArtifacts(serve(files));
const rewrite = (changed: unknown) => files.set('small-1/manifest.json', jsonBytes(changed));

/** Replaces the vocabulary and its hash: a whole, undamaged model with another model's words. */
async function replaceVocabulary(entries: readonly string[]): Promise<void> {
  const bytes = new TextEncoder().encode(`${entries.join('\n')}\n`);
  files.set('small-1/vocabulary.txt', bytes);
  const file = { name: 'vocabulary.txt', bytes: bytes.length, sha256: await sha256Hex(bytes) };
  rewrite({ ...manifest, files: [manifest.files[0], file] });
}

function withVocabulary(found: Manifest, vocabularyFile: string): Manifest {
  const [tower] = found.architecture.towers;
  return { ...found, architecture: { ...found.architecture, towers: [{ ...tower!, vocabularyFile }] } };
}

function withNgrams(found: Manifest, tower: number): Manifest {
  const ngrams = { tensor: 'ngrams', outputs: 1, bucketBits: 4, longest: 2, tower };
  return { ...found, architecture: { ...found.architecture, ngrams } };
}

const NO_ROWS = [
  [0, 0, 0],
  [0, 0, 0],
];
const BAG = { rows: 5, width: 2, bucketBits: 4, shortest: 2, longest: 3 };

/** A second tower of the first one's vocabulary. */
function withTwin(found: Manifest, change: Partial<TowerSizes>): Manifest {
  const [tower] = found.architecture.towers;
  const twin = { ...tower!, prefix: 'twin.', ...change };
  const golden = found.golden.map((answer) => ({ ...answer, ids: [answer.ids[0]!, answer.ids[0]!] }));
  const heads = { binary: { weights: [1, 0, 1, 0], bias: 0 }, ternary: null };
  return { ...found, golden, heads, architecture: { ...found.architecture, towers: [tower!, twin] } };
}

describe('loadArtifacts', () => {
  it('gives what reads texts, and the weights to the bit', async () => {
    const { reader, weights } = await load();
    expect(reader.encode('a b')).toEqual([Int32Array.of(9, 10)]);
    expect(reader.tokens('a b')).toEqual(['a', 'b']);
    for (const [name, { shape, values }] of randomWeights(alone(SMALL), 1))
      expect(weights.get(name)).toEqual({ shape: [...shape], values });
  });

  it.each(['current.json', 'small-1/manifest.json', 'small-1/weights.bin', 'small-1/vocabulary.txt'])(
    'says that %s is missing',
    async (path) => {
      files.delete(path);
      await expect(load()).rejects.toMatchObject({
        code: 'model-missing',
        message: expect.stringContaining(path),
      });
    },
  );

  it('takes the page that a server sends instead of a file for a missing file', async () => {
    files.set('current.json', new TextEncoder().encode('<!doctype html><title>App</title>'));
    await expect(load()).rejects.toMatchObject({ code: 'model-missing' });
  });

  it('refuses truncated weights', async () => {
    files.set('small-1/weights.bin', files.get('small-1/weights.bin')!.slice(0, -4));
    await expect(load()).rejects.toMatchObject({ code: 'model-corrupted' });
  });

  it.each(['small-1/weights.bin', 'small-1/vocabulary.txt'])(
    'refuses %s with one bit flipped',
    async (path) => {
      files.get(path)![100]! ^= 1;
      await expect(load()).rejects.toMatchObject({ code: 'model-corrupted' });
    },
  );

  it.each<[string, (found: Manifest) => unknown]>([
    ['another format', (found) => ({ ...found, formatVersion: 3 })],
    ['another version than its folder', (found) => ({ ...found, version: 'small-2' })],
    ['a threshold above one', (found) => ({ ...found, threshold: 1.5 })],
    [
      'a head of too few weights',
      (found) => ({ ...found, heads: { binary: { weights: [1], bias: 0 }, ternary: null } }),
    ],
    [
      'a gate of too few weights',
      (found) => {
        const { binary } = found.heads;
        const mixture = { other: binary, gate: { weights: [1], bias: 0 } };
        return { ...found, heads: { ...found.heads, binary: { ...binary, mixture } } };
      },
    ],
    [
      'golden answers of domains that its heads do not tell apart',
      (found) => {
        const byDomain = { 'two-class': 0.5, 'three-class': 0.5 };
        return { ...found, golden: found.golden.map((answer) => ({ ...answer, byDomain })) };
      },
    ],
    [
      'three classes and a head of two',
      (found) => ({ ...found, classes: ['Negative', 'Neutral', 'Positive'] }),
    ],
    ['a file outside its folder', (found) => withVocabulary(found, '../current.json')],
    ['a file that is not listed', (found) => withVocabulary(found, 'words.txt')],
    ['n-grams over the ids of no tower', (found) => withNgrams(found, 1)],
    ['a bag of no length', (found) => withTwin(found, { bag: { ...BAG, shortest: 4 } })],
    ['no golden answers', (found) => ({ ...found, golden: [] })],
    ['a tensor beyond its file', (found) => ({ ...found, tensors: [{ ...found.tensors[0], offset: 1e6 }] })],
    [
      'int8 without scales',
      (found) => ({ ...found, tensors: [{ ...found.tensors[0], dtype: 'int8-rows' }] }),
    ],
    ['nothing', () => null],
  ])('refuses a description with %s', async (_, change) => {
    rewrite(change(manifest));
    await expect(load()).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it('reads a text once for towers of one vocabulary', async () => {
    const changed = withTwin(manifest, { hidden: 3, bag: BAG });
    const { bytes, tensors } = packFloats(changed.architecture);
    files.set('small-1/weights.bin', bytes);
    const described = { name: 'weights.bin', bytes: bytes.length, sha256: await sha256Hex(bytes) };
    const encoder = createEncoder(manifest.encoder, smallVocabulary());
    const probeFingerprint = await fingerprintEncoders([encoder, encoder]);
    rewrite({ ...changed, files: [described, manifest.files[1]], tensors, probeFingerprint });
    const { reader, weights } = await load();
    const [first, second] = reader.encode('a b');
    expect(first).toEqual(Int32Array.of(9, 10));
    expect(second).toBe(first);
    checkWeights(weights, changed.architecture);
    expect(weights.get('twin.dense.weight')!.shape).toEqual([3, 4 * 3 + 2]);
  });

  it('refuses a description that is not JSON', async () => {
    files.set('small-1/manifest.json', new TextEncoder().encode('{"formatVersion": 1,'));
    await expect(load()).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it.each<[string, (entries: string[]) => string[]]>([
    ['in another order', (entries) => entries.reverse()],
    ['with other words', (entries) => entries.map((entry) => (entry === '##o' ? '##ö' : entry))],
    ['that is shorter', (entries) => entries.slice(0, -1)],
    ['without a marker', (entries) => entries.map((entry) => (entry === '<url>' ? 'url' : entry))],
  ])('refuses a vocabulary %s as foreign', async (_, change) => {
    await replaceVocabulary(change(smallVocabulary()));
    await expect(load()).rejects.toMatchObject({ code: 'model-foreign' });
  });

  it.each<Partial<Manifest['encoder']>>([
    { unicodeForm: 'NFC' },
    { halfCharacters: 1990 },
    { halfTokens: 63 },
    { elongationLength: 4 },
    { maxPieces: 9 },
    { continuation: '#' },
    { pattern: '(?<word>[a-z]+)' },
  ])('refuses other settings of the encoder as foreign: %o', async (change) => {
    rewrite({ ...manifest, encoder: { ...manifest.encoder, ...change } });
    await expect(load()).rejects.toMatchObject({ code: 'model-foreign' });
  });
});

describe('how far estimates are off elsewhere', () => {
  const [near, far] = [0.1, 0.3].map((points) => ({
    shares: [points, points, points],
    netSentiment: points,
  }));
  const sums = { rows: 1, answers: [1, 0, 0], probabilities: [1, 0, 0], products: [[1, 0, 0], ...NO_ROWS] };
  const known = { confusion: [[1, 0, 0], ...NO_ROWS], priors: [1, 0, 0], byTruth: [sums, sums, sums] };
  const others = { probabilistic: far, adjusted: far, adjustedProbabilistic: far, priorShift: far };

  it('is kept for each method', async () => {
    const transfer = { counted: near, ...others };
    rewrite({ ...manifest, quantification: { ...known, transfer } });
    expect((await load()).manifest.quantification!.transfer).toEqual(transfer);
  });

  it('is that of counts for all where a manifest knows no other', async () => {
    rewrite({ ...manifest, quantification: { ...known, transfer: near } });
    const { transfer } = (await load()).manifest.quantification!;
    expect(new Set(Object.values(transfer!))).toEqual(new Set([near]));
    expect(Object.keys(transfer!)).toEqual(['counted', ...Object.keys(others)]);
  });
});

describe('a model of the first format', () => {
  it('is loaded as one tower with one logit and its temperature', async () => {
    const { prefix: _, vocabularyFile, pooling: __, outputs: ___, ...sizes } = SMALL;
    const { architecture, heads, decisionOffsets, unsure, ternary, quantification, golden, ...rest } =
      manifest;
    const single: TowerSizes = { ...SMALL, prefix: '', pooling: 'attention', outputs: 1 };
    const { bytes, tensors } = packFloats(alone(single));
    files.set('small-1/weights.bin', bytes);
    const described = { name: 'weights.bin', bytes: bytes.length, sha256: await sha256Hex(bytes) };
    rewrite({
      ...rest,
      formatVersion: 1,
      architecture: { kind: 'bilstm-attention', ...sizes },
      vocabularyFile,
      temperature: 2,
      files: [described, manifest.files[1]],
      tensors,
      golden: [{ text: 'a', ids: [9], probability: 0.5 }],
    });
    const { manifest: upgraded, weights } = await load();
    expect(upgraded.architecture).toEqual(alone(single));
    expect(upgraded.heads).toEqual({ binary: { weights: [0.5], bias: 0 }, ternary: null });
    expect(upgraded.golden).toEqual([{ text: 'a', ids: [[9]], probability: 0.5, classes: null }]);
    expect([...weights.keys()]).toEqual([...expectedShapes(alone(single)).keys()]);
  });
});

describe('openClassifier', () => {
  it('refuses a network of other shapes', async () => {
    const artifacts = await load();
    const weights = new Map(artifacts.weights).set('small.score.weight', {
      shape: [1, 1],
      values: Float32Array.of(1),
    });
    const opening = openClassifier({ ...artifacts, weights }, { wasmUrls, force: null });
    await expect(opening).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it.each([
    ['that does not begin with the row of none', [0, 1, 2, 3, 4]],
    ['that is not in order', [-1, 3, 2, 4, 5]],
    ['beyond the last one', [-1, 2, 3, 4, 16]],
    ['that is no whole number', [-1, 2, 2.5, 3, 4]],
  ])('refuses a bag with a bucket %s', (_, buckets) => {
    const architecture = alone({ ...SMALL, bag: BAG });
    const values = Float32Array.from(buckets);
    const weights = new Map(randomWeights(architecture, 1));
    expect(() => checkWeights(weights, architecture)).not.toThrow();
    weights.set('small.bag.buckets', { shape: [5], values });
    expect(() => checkWeights(weights, architecture)).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    );
  });

  it('refuses every backend that does not give the golden answers, and names each', async () => {
    const opening = openClassifier(await load(), { wasmUrls, force: null });
    await expect(opening).rejects.toMatchObject({
      code: 'model-no-backend',
      message: expect.stringMatching(/webgpu.*wasm: golden.*cpu: golden/u),
    });
  });

  it('does not take WebGPU where it is forced and there is none', async () => {
    const opening = openClassifier(await load(), { wasmUrls, force: 'webgpu' });
    await expect(opening).rejects.toMatchObject({ code: 'model-no-backend' });
  });
});
