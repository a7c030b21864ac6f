import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import { openBackend } from '../../../src/engine/backends.ts';
import { answerOf } from '../../../src/engine/heads.ts';
import type { Manifest } from '../../../src/engine/manifest.ts';
import { createNetwork } from '../../../src/engine/network.ts';
import type { ModelCache } from '../../../src/storage/browser-cache/cached-models.ts';
import { jsonBytes, type ModelFiles, serve, smallModel } from '../engine/small-model.ts';

type Mixture = Manifest['heads']['binary']['mixture'];

/** The small model under a version of its own, with golden answers that it does give; `bias` moves its answers. */
export async function wholeModel(version: string, bias: number, mixture?: Mixture): Promise<ModelFiles> {
  const { files, manifest } = await smallModel();
  const heads: Manifest['heads'] = { binary: { weights: [1, 0], bias, mixture }, ternary: null };
  const { weights } = await loadArtifacts(serve(files));
  await openBackend('cpu', { wasmUrls: {}, allowSoftwareGpu: false });
  const network = createNetwork(weights, manifest.architecture);
  const golden = { ...manifest.golden[0]! };
  golden.probability = answerOf(
    heads,
    await network.logits([golden.ids.map((ids) => Int32Array.from(ids))]),
    0,
  ).probability;
  network.dispose();
  return new Map([
    ['current.json', jsonBytes({ version })],
    [`${version}/manifest.json`, jsonBytes({ ...manifest, version, heads, golden: [golden] })],
    [`${version}/weights.bin`, files.get('small-1/weights.bin')!],
    [`${version}/vocabulary.txt`, files.get('small-1/vocabulary.txt')!],
  ]);
}

/** A cache in memory. `failAfter` puts it refuses to take more, as on a full disk. */
export function memoryCache(): ModelCache & { readonly entries: Map<string, Uint8Array>; failAfter: number } {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    entries,
    failAfter: Number.POSITIVE_INFINITY,
    async match(address) {
      const bytes = entries.get(address);
      return bytes && new Response(bytes);
    },
    async put(address, response) {
      if (this.failAfter-- <= 0) throw new DOMException('full', 'QuotaExceededError');
      entries.set(address, new Uint8Array(await response.arrayBuffer()));
    },
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async (address) => entries.delete(address),
  };
}
