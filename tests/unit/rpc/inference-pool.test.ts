import { describe, expect, it } from 'vitest';
import { createInferencePool, type PoolWorker } from '../../../src/rpc/inference-pool.ts';
import type { ModelInfo, OpenModelRequest } from '../../../src/services/inference/types.ts';

const REQUEST = { modelUrl: 'm/', wasmUrls: {}, force: null, workers: 3 };

function fakeWorkers(open: (worker: number) => Promise<ModelInfo>) {
  const requests: OpenModelRequest[] = [];
  const ended: number[] = [];
  let started = 0;
  const spawn = (): PoolWorker => {
    const own = started++;
    const worker: Pick<PoolWorker, 'open' | 'terminate'> = {
      open: (request) => {
        requests.push(request);
        return open(own);
      },
      terminate: () => void ended.push(own),
    };
    return worker as PoolWorker;
  };
  return { spawn, requests, ended };
}

const opened = async () => ({ backend: 'cpu', fingerprint: 'f' }) as ModelInfo;

describe('the pool', () => {
  it('opens in every worker the model and the backend of the first', async () => {
    const { spawn, requests } = fakeWorkers(opened);
    const pool = createInferencePool(spawn, 3, REQUEST);
    expect(await Promise.all(await pool.workers())).toHaveLength(3);
    expect(requests.map(({ force, fingerprint }) => [force, fingerprint])).toEqual([
      [null, null],
      ['cpu', 'f'],
      ['cpu', 'f'],
    ]);
  });

  it('gives the first worker while the others are still opening', async () => {
    const { spawn } = fakeWorkers((worker) => (worker === 0 ? opened() : new Promise(() => undefined)));
    const pool = createInferencePool(spawn, 2, REQUEST);
    const [first] = await pool.workers();
    expect(await first).toBe(pool.first());
  });

  it('ends all but the first when it rests, and starts others when they are asked for again', async () => {
    const { spawn, requests, ended } = fakeWorkers(opened);
    const pool = createInferencePool(spawn, 3, REQUEST);
    await Promise.all(await pool.workers());
    pool.rest();
    expect(ended).toEqual([1, 2]);
    await Promise.all(await pool.workers());
    expect(requests).toHaveLength(5);
    expect(ended).toEqual([1, 2]);
  });

  it('tries again after a worker that did not open', async () => {
    let isBroken = true;
    const { spawn } = fakeWorkers(async (worker) => {
      if (worker > 0 && isBroken) throw new Error('no memory');
      return opened();
    });
    const pool = createInferencePool(spawn, 2, REQUEST);
    await expect(Promise.all(await pool.workers())).rejects.toThrow('no memory');
    isBroken = false;
    expect(await Promise.all(await pool.workers())).toHaveLength(2);
  });

  it('is one worker, there twice, where that has the graphics card', async () => {
    const { spawn, requests } = fakeWorkers(
      async () => ({ backend: 'webgpu', fingerprint: 'f' }) as ModelInfo,
    );
    const pool = createInferencePool(spawn, 3, REQUEST);
    expect(await Promise.all(await pool.workers())).toEqual([pool.first(), pool.first()]);
    expect(requests).toHaveLength(1);
  });
});
