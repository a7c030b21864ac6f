import { beforeEach, describe, expect, it } from 'vitest';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { openClassifier } from '../../../src/engine/classifier.ts';
import type { Manifest } from '../../../src/engine/manifest.ts';
import { sha256Hex } from '../../../src/engine/sha256.ts';
import { randomWeights, SMALL } from './random-model.ts';
import { wasmUrls } from './shipped-model.ts';
import { jsonBytes, type ModelFiles, serve, smallModel, smallVocabulary } from './small-model.ts';

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

describe('loadArtifacts', () => {
  it('gives the encoder and the weights to the bit', async () => {
    const { encoder, weights } = await load();
    expect(encoder.vocabularySize).toBe(SMALL.vocabulary);
    for (const [name, { shape, values }] of randomWeights(SMALL, 1))
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
    ['another format', (found) => ({ ...found, formatVersion: 2 })],
    ['another version than its folder', (found) => ({ ...found, version: 'small-2' })],
    ['a temperature of zero', (found) => ({ ...found, temperature: 0 })],
    ['a file outside its folder', (found) => ({ ...found, vocabularyFile: '../current.json' })],
    ['a file that is not listed', (found) => ({ ...found, vocabularyFile: 'words.txt' })],
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

describe('openClassifier', () => {
  it('refuses a network of other shapes', async () => {
    const artifacts = await load();
    const weights = new Map(artifacts.weights).set('score.weight', {
      shape: [1, 1],
      values: Float32Array.of(1),
    });
    const opening = openClassifier({ ...artifacts, weights }, { wasmUrls, force: null });
    await expect(opening).rejects.toMatchObject({ code: 'model-invalid' });
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
