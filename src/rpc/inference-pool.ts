import type { InferenceService, ModelInfo, OpenModelRequest } from '../services/inference/types.ts';

/** What the pool holds: a worker's service that can be ended. */
export type PoolWorker = InferenceService & { readonly terminate: () => void };

/** The inference workers. All hold the same model on the same backend. */
export interface InferencePool {
  /** Opens the model in the first worker. Rejects where no backend can run it. */
  open(): Promise<ModelInfo>;
  /**
   * Every worker of the pool, each as soon as its model is open: the first at once. The first call starts those beyond
   * the first. One that has the graphics card is there twice, to be given two chunks: it encodes the one while the card
   * computes the other.
   */
  workers(): Promise<readonly Promise<InferenceService>[]>;
  /** Ends the workers beyond the first, which hold a copy of the model each, until they are asked for again. */
  rest(): void;
  /** The worker for single texts. */
  first(): InferenceService;
}

/**
 * A pool of up to `size` workers. One GPU serves one worker; on the processor each worker runs one thread, so
 * several of them scale where threads inside TensorFlow.js do not.
 */
export function createInferencePool(
  spawn: () => PoolWorker,
  size: number,
  request: Omit<OpenModelRequest, 'fingerprint'>,
): InferencePool {
  const first = spawn();
  let opened: Promise<ModelInfo> | undefined;
  let others: { readonly worker: PoolWorker; readonly ready: Promise<InferenceService> }[] = [];
  const open = (): Promise<ModelInfo> => {
    opened ??= first.open({ ...request, fingerprint: null });
    return opened;
  };

  // It takes the backend that the first was found to work with, and no other model than its own.
  function startOther({ backend, fingerprint }: ModelInfo): (typeof others)[number] {
    const worker = spawn();
    const ready = worker.open({ ...request, force: backend, fingerprint }).then(() => worker);
    ready.catch(rest);
    return { worker, ready };
  }

  function rest(): void {
    for (const { worker } of others) worker.terminate();
    others = [];
  }

  return {
    open,
    async workers() {
      const info = await open();
      const hasGpu = info.backend === 'webgpu';
      const wanted = hasGpu ? 0 : size - 1;
      if (others.length !== wanted) {
        rest();
        others = Array.from({ length: wanted }, () => startOther(info));
      }
      if (hasGpu) return [Promise.resolve(first), Promise.resolve(first)];
      return [Promise.resolve(first), ...others.map(({ ready }) => ready)];
    },
    rest,
    first: () => first,
  };
}
