import type { Client } from './client.ts';

/**
 * A service whose worker is started by the first call, and ended once `lastCall` was answered and nothing else is under
 * way: what the worker held in memory is free then, whatever its garbage collector thinks of it. The next call starts
 * another one.
 */
export function onDemand<T extends object>(start: () => Client<T>, lastCall: keyof T & string): T {
  let client: Client<T> | undefined;
  let pending = 0;
  const call = async (name: string, args: unknown[]): Promise<unknown> => {
    if (!client && name === lastCall) return undefined;
    client ??= start();
    const own = client as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    pending++;
    try {
      return await own[name]!(...args);
    } finally {
      pending--;
      if (name === lastCall && pending === 0) {
        client?.terminate();
        client = undefined;
      }
    }
  };
  return new Proxy({} as T, {
    get: (_target, name) =>
      // A service passes through `await`, which looks for a `then`.
      typeof name !== 'string' || name === 'then' ? undefined : (...args: unknown[]) => call(name, args),
  });
}
