import * as Comlink from 'comlink';
import { RpcError } from './errors.ts';
import type { Reply } from './expose.ts';

/** A service in a worker, called as if it were here. Rejections are `RpcError`. */
export type Client<T> = T & {
  /** Ends the worker; every call under way, and every later one, rejects with code `worker-lost`. */
  readonly terminate: () => void;
};

/** What a client needs of a worker: the end of a message channel that reports its death. */
export interface WorkerLike extends Comlink.Endpoint {
  terminate(): void;
}

/** Connects to the service that the worker exposes. */
export function connect<T extends object>(worker: WorkerLike): Client<T> {
  const remote = Comlink.wrap(worker) as unknown as Record<string, (...args: unknown[]) => Promise<Reply>>;
  let reject: (reason: RpcError) => void;
  const lost = new Promise<never>((_resolve, rejectLost) => {
    reject = rejectLost;
  });
  lost.catch(() => undefined);
  const lose = (detail: string): void =>
    reject(new RpcError({ code: 'worker-lost', message: 'A background worker stopped.', detail }));
  worker.addEventListener('error', (event) => {
    // The module did not load or threw outside a call: whatever is pending would wait for ever.
    event.preventDefault();
    lose((event as ErrorEvent).message ?? 'error event');
  });
  const terminate = (): void => {
    worker.terminate();
    lose('terminated');
  };
  return new Proxy({} as Client<T>, {
    get(_target, name) {
      if (name === 'terminate') return terminate;
      // A client passes through `await`, which looks for a `then`.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return async (...args: unknown[]) => {
        const reply = await Promise.race([remote[name]!(...args), lost]);
        if (!reply.ok) throw new RpcError(reply.error);
        return reply.value;
      };
    },
  });
}
