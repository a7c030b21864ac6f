import { expect, it } from 'vitest';
import { createInferencePool } from '../../../src/rpc/inference-pool.ts';
import type { InferenceService, ModelInfo, OpenModelRequest } from '../../../src/services/inference/types.ts';

it('opens in every worker the model and the backend of the first', async () => {
  const requests: OpenModelRequest[] = [];
  const spawn = () =>
    ({
      open: async (request: OpenModelRequest) => {
        requests.push(request);
        return { backend: 'cpu', fingerprint: 'f' } as ModelInfo;
      },
    }) as InferenceService;
  const pool = createInferencePool(spawn, 3, { modelUrl: 'm/', wasmUrls: {}, force: null, workers: 3 });
  expect(await pool.workers()).toHaveLength(3);
  expect(requests.map(({ force, fingerprint }) => [force, fingerprint])).toEqual([
    [null, null],
    ['cpu', 'f'],
    ['cpu', 'f'],
  ]);
});
