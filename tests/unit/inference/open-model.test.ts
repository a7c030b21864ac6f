import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/engine/sha256.ts';
import { type OpenedModel, openModel } from '../../../src/services/inference/open-model.ts';
import { createCachedModels } from '../../../src/storage/browser-cache/cached-models.ts';
import { jsonBytes, type ModelFiles, serve } from '../engine/small-model.ts';
import { memoryCache, wholeModel } from './whole-model.ts';

const OPTIONS = {
  wasmUrls: {},
  force: 'cpu' as const,
  workers: 1,
  choices: { get: async () => undefined, set: async () => undefined },
};
let cache = memoryCache();
let server: ModelFiles = new Map();
let opened: OpenedModel[] = [];
beforeEach(async () => {
  cache = memoryCache();
  server = await wholeModel('m-1', 0);
});
afterEach(() => {
  for (const { classifier } of opened) classifier.dispose();
  opened = [];
});

/** What a page does that is loaded anew. */
async function open(fingerprint: string | null): Promise<OpenedModel> {
  const models = createCachedModels(async () => cache, 'https://app.example');
  const found = await openModel(serve(server), models, { ...OPTIONS, fingerprint });
  opened.push(found);
  return found;
}

const versionOf = ({ classifier }: OpenedModel): string => classifier.manifest.version;
const score = async ({ classifier }: OpenedModel): Promise<number> =>
  (await classifier.analyse('a b c')).probability;

function change(path: string, edit: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void {
  server.set(path, edit(server.get(path)!.slice()));
}

function flipBit(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  bytes[100]! ^= 1;
  return bytes;
}

/** A whole model, undamaged, whose vocabulary is not the one it was trained with. */
async function makeForeign(): Promise<void> {
  change('m-1/vocabulary.txt', (bytes) =>
    new TextEncoder().encode(new TextDecoder().decode(bytes).replace('##o\n', '##ö\n')),
  );
  const bytes = server.get('m-1/vocabulary.txt')!;
  const described = { name: 'vocabulary.txt', bytes: bytes.length, sha256: await sha256Hex(bytes) };
  const manifest = JSON.parse(new TextDecoder().decode(server.get('m-1/manifest.json')));
  server.set('m-1/manifest.json', jsonBytes({ ...manifest, files: [manifest.files[0], described] }));
}

const DAMAGES: [what: string, code: string, damage: () => void | Promise<void>][] = [
  ['corrupted', 'model-corrupted', () => change('m-1/weights.bin', flipBit)],
  ['truncated', 'model-corrupted', () => change('m-1/weights.bin', (bytes) => bytes.slice(0, -4))],
  ['foreign', 'model-foreign', makeForeign],
  ['missing', 'model-missing', () => void server.delete('m-1/vocabulary.txt')],
  ['not there at all', 'model-missing', () => server.clear()],
  [
    'described by nonsense',
    'model-invalid',
    () => change('m-1/manifest.json', (bytes) => bytes.slice(0, 50)),
  ],
];

describe('a model that opens', () => {
  it('is in use as it is, and kept', async () => {
    const found = await open(null);
    expect(found.fallback).toBeNull();
    expect(found.fingerprint).toBe(await sha256Hex(server.get('m-1/manifest.json')!));
    expect([...cache.entries.keys()].sort()).toEqual([
      ...[...server.keys()]
        .sort()
        .map((path) => `https://app.example/kept-model/${found.fingerprint}/${path}`),
      'https://app.example/kept-model/current',
    ]);
  });

  it('replaces the one kept before', async () => {
    await open(null);
    server = await wholeModel('m-2', 1);
    const newer = await open(null);
    expect(versionOf(newer)).toBe('m-2');
    expect(cache.entries.size).toBe(5);
    server.clear();
    expect(versionOf(await open(null))).toBe('m-2');
  });

  it('is used on a full disk too, and the one kept before stays', async () => {
    await open(null);
    const before = [...cache.entries.keys()];
    server = await wholeModel('m-2', 1);
    cache.failAfter = 2;
    expect(versionOf(await open(null))).toBe('m-2');
    expect([...cache.entries.keys()]).toEqual(before);
    server.clear();
    expect(versionOf(await open(null))).toBe('m-1');
  });

  it('is used where the browser has no cache', async () => {
    const models = createCachedModels(
      () => Promise.reject(new ReferenceError('caches')),
      'https://app.example',
    );
    const found = await openModel(serve(server), models, { ...OPTIONS, fingerprint: null });
    opened.push(found);
    expect(found.fallback).toBeNull();
  });
});

describe.each(DAMAGES)('a model that is %s', (_, code, damage) => {
  it('is refused, and the one that was kept stays in use and says why', async () => {
    const before = await score(await open(null));
    await damage();
    const found = await open(null);
    expect(found.fallback).toMatchObject({ code, message: expect.stringMatching(/model/) });
    expect(versionOf(found)).toBe('m-1');
    expect(await score(found)).toBe(before);
  });

  it('is an error at the first start, and nothing is kept of it', async () => {
    await damage();
    await expect(open(null)).rejects.toMatchObject({ code });
    expect(cache.entries.size).toBe(0);
  });
});

describe('a newer model that is corrupted', () => {
  it('leaves the older one in use until a whole one comes', async () => {
    const older = await score(await open(null));
    server = await wholeModel('m-2', 1);
    change('m-2/weights.bin', flipBit);
    const found = await open(null);
    expect([versionOf(found), found.fallback?.code]).toEqual(['m-1', 'model-corrupted']);
    expect(await score(found)).toBe(older);
    server = await wholeModel('m-2', 1);
    const repaired = await open(null);
    expect([versionOf(repaired), repaired.fallback]).toEqual(['m-2', null]);
    expect(await score(repaired)).toBeGreaterThan(older);
  });
});

describe('the kept model', () => {
  it.each(['weights.bin', 'manifest.json'])(
    'is refused with a changed %s: the first error stands',
    async (name) => {
      const { fingerprint } = await open(null);
      const key = `https://app.example/kept-model/${fingerprint}/m-1/${name}`;
      const bytes = cache.entries.get(key)!.slice();
      // Still the same description, but not the one that opened.
      cache.entries.set(key, name === 'manifest.json' ? new Uint8Array([...bytes, 32]) : flipBit(bytes));
      server.delete('current.json');
      await expect(open(null)).rejects.toMatchObject({ code: 'model-missing' });
    },
  );

  it('is what a further worker opens where the server has another model by now', async () => {
    const first = await open(null);
    server = await wholeModel('m-2', 1);
    const second = await open(first.fingerprint);
    expect([versionOf(second), second.fallback?.code]).toEqual(['m-1', 'model-changed']);
  });

  it('is no way around the fingerprint that was asked for', async () => {
    await open(null);
    await expect(open('0'.repeat(64))).rejects.toMatchObject({ code: 'model-changed' });
  });
});
