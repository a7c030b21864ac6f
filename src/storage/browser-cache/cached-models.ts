import type { KeptModel, ModelRepository } from '../ports.ts';

/** Name of the cache, apart from those of the service worker, which come and go with versions of the app. */
export const MODEL_CACHE_NAME = 'undertone-kept-model';

/** What is used of a cache of the browser. */
export interface ModelCache {
  match(address: string): Promise<Response | undefined>;
  put(address: string, response: Response): Promise<void>;
  keys(): Promise<readonly Pick<Request, 'url'>[]>;
  delete(address: string): Promise<boolean>;
}

const FINGERPRINT = /^[0-9a-f]{64}$/;

/**
 * Keeps a model in the browser's Cache Storage. The files lie under their model's fingerprint; one more entry, written
 * after them, names the model that is whole. Addresses are never fetched; a cache only takes those of an `origin`.
 */
export function createCachedModels(openCache: () => Promise<ModelCache>, origin: string): ModelRepository {
  const address = (path: string): string => new URL(`/kept-model/${path}`, origin).href;
  const pointer = address('current');

  async function deleteWhere(cache: ModelCache, isWanted: (url: string) => boolean): Promise<void> {
    const urls = (await cache.keys()).map(({ url }) => url);
    await Promise.all(urls.filter(isWanted).map((url) => cache.delete(url)));
  }

  async function fingerprintIn(cache: ModelCache): Promise<string | null> {
    const fingerprint = await (await cache.match(pointer))?.text();
    return fingerprint !== undefined && FINGERPRINT.test(fingerprint) ? fingerprint : null;
  }

  async function isWhole(cache: ModelCache, fingerprint: string, fileCount: number): Promise<boolean> {
    if ((await fingerprintIn(cache)) !== fingerprint) return false;
    const keys = await cache.keys();
    return keys.filter(({ url }) => url.startsWith(address(`${fingerprint}/`))).length === fileCount;
  }

  return {
    async kept(): Promise<KeptModel | null> {
      const cache = await openCache();
      const fingerprint = await fingerprintIn(cache);
      if (fingerprint === null) return null;
      return {
        fingerprint,
        async read(path) {
          const response = await cache.match(address(`${fingerprint}/${path}`));
          if (!response) throw new Error(`${path} is not kept`);
          return new Uint8Array(await response.arrayBuffer());
        },
      };
    },
    async keep(fingerprint, files) {
      const cache = await openCache();
      if (await isWhole(cache, fingerprint, files.size)) return;
      const own = address(`${fingerprint}/`);
      try {
        for (const [path, bytes] of files)
          await cache.put(address(`${fingerprint}/${path}`), new Response(bytes));
        await cache.put(pointer, new Response(fingerprint));
      } catch (error) {
        // What was written of it takes room that the datasets may need.
        await deleteWhere(cache, (url) => url.startsWith(own));
        throw error;
      }
      await deleteWhere(cache, (url) => url !== pointer && !url.startsWith(own));
    },
  };
}
