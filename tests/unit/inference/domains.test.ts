import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { type Classifier, openClassifier } from '../../../src/engine/classifier.ts';
import { createInferenceService } from '../../../src/services/inference/inference-service.ts';
import { createCachedModels } from '../../../src/storage/browser-cache/cached-models.ts';
import { createMemoryStorage } from '../../../src/storage/memory/memory-storage.ts';
import { serve } from '../engine/small-model.ts';
import { chunk, dataset } from '../storage/fixtures.ts';
import { memoryCache, wholeModel } from './whole-model.ts';

const { signal } = new AbortController();
const TEXTS = Array.from({ length: 40 }, (_, i) => `word${i} a b`);
const logit = (p: number): number => Math.log(p / (1 - p));

/** A model whose second answer is 2 above the first, half of it for a post by itself; `unlike` is that of every post. */
const modelWith = (unlike: number) =>
  wholeModel('m-1', 0, {
    other: { weights: [1, 0], bias: 2 },
    gate: { weights: [0, 0], bias: 0 },
    unlike: { weights: [0, 0], bias: unlike },
  });

describe('a model that tells domains apart', () => {
  let classifier: Classifier | undefined;
  afterEach(() => {
    classifier?.dispose();
    classifier = undefined;
    vi.unstubAllGlobals();
  });
  const open = async (unlike: number): Promise<Classifier> => {
    const artifacts = await loadArtifacts(serve(await modelWith(unlike)));
    classifier = await openClassifier(artifacts, { wasmUrls: {}, force: 'cpu' });
    return classifier;
  };

  it('answers as each is labelled, and in between for a post by itself, kept answers included', async () => {
    const opened = await open(1);
    const alone = await opened.score(signal, TEXTS);
    const twoClass = await opened.score(signal, TEXTS, 'two-class');
    const threeClass = await opened.score(signal, TEXTS, 'three-class');
    for (const i of TEXTS.keys()) {
      const own = logit(twoClass.probability[i]!);
      expect(logit(threeClass.probability[i]!)).toBeCloseTo(own + 2, 4);
      expect(logit(alone.probability[i]!)).toBeCloseTo(own + 1, 4);
    }
    expect((await opened.analyse(TEXTS[3]!)).probability).toBe(alone.probability[3]);
  });

  it.each([
    [1, 'three-class'],
    [-1, 'two-class'],
  ] as const)(
    'takes a file of logit %d to be of the domain %s, where it is long enough',
    async (unlike, domain) => {
      const opened = await open(unlike);
      expect(await opened.domainOf(signal, TEXTS)).toBe(domain);
      expect(await opened.domainOf(signal, TEXTS.slice(0, 10))).toBeNull();
    },
  );

  it('scores every chunk of a dataset as the first one tells', async () => {
    const files = serve(await modelWith(-1));
    vi.stubGlobal(
      'fetch',
      async (url: URL) => new Response(await files(url.pathname.slice('/model/'.length))),
    );
    const storage = createMemoryStorage();
    const models = createCachedModels(async () => memoryCache(), 'https://app.example');
    const service = createInferenceService(storage, models);
    await service.open({
      modelUrl: 'https://app.example/model/',
      wasmUrls: {},
      force: 'cpu',
      workers: 1,
      fingerprint: null,
    });
    await storage.datasets.create(dataset('d'));
    await storage.posts.append('d', 0, chunk(TEXTS, 0));
    await storage.posts.append('d', 1, chunk(['a b c'], TEXTS.length));
    await service.scoreChunk('job', 'd', 1);
    const expected = await (await open(-1)).score(signal, ['a b c'], 'two-class');
    expect((await storage.scores.get('d', 1))!.probability).toEqual(expected.probability);
  });
});
