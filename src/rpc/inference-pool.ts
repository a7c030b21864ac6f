import type { InferenceService, ModelInfo, OpenModelRequest } from '../services/inference/types.ts';

/** The inference workers. All hold the same model on the same backend. */
export interface InferencePool {
  /** Opens the model in the first worker. Rejects where no backend can run it. */
  open(): Promise<ModelInfo>;
  /** Every worker of the pool, opened; the first call starts those beyond the first. */
  workers(): Promise<readonly InferenceService[]>;
  /** The worker for single texts. */
  first(): InferenceService;
}

/**
 * A pool of up to `size` workers. One GPU serves one worker; on the processor each worker runs one thread, so
 * several of them scale where threads inside TensorFlow.js do not.
 */
export function createInferencePool(
  spawn: () => InferenceService,
  size: number,
  request: Omit<OpenModelRequest, 'fingerprint'>,
): InferencePool {
  const first = spawn();
  let opened: Promise<ModelInfo> | undefined;
  let all: Promise<readonly InferenceService[]> | undefined;
  const open = (): Promise<ModelInfo> => {
    opened ??= first.open({ ...request, fingerprint: null });
    return opened;
  };

  async function openAll(): Promise<readonly InferenceService[]> {
    const { backend, fingerprint } = await open();
    const others = Array.from({ length: backend === 'webgpu' ? 0 : size - 1 }, spawn);
    // The others take the backend that the first was found to work with, and no other model than its own.
    await Promise.all(others.map((worker) => worker.open({ ...request, force: backend, fingerprint })));
    return [first, ...others];
  }

  return {
    open,
    workers() {
      all ??= openAll();
      all.catch(() => {
        all = undefined;
      });
      return all;
    },
    first: () => first,
  };
}
