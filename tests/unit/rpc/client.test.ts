import * as Comlink from 'comlink';
import { describe, expect, it } from 'vitest';
import { connect, type WorkerLike } from '../../../src/rpc/client.ts';
import { RpcError, toWireError } from '../../../src/rpc/errors.ts';
import { replying } from '../../../src/rpc/expose.ts';

interface Service {
  double(n: number): Promise<number>;
  fail(): Promise<never>;
  hang(): Promise<never>;
}

const service: Service = {
  double: async (n) => 2 * n,
  fail: async () => {
    throw Object.assign(new Error('The disk is full.'), { code: 'quota' });
  },
  hang: () => new Promise(() => undefined),
};

/** A message channel that behaves like a worker: it can die. */
function fakeWorker(): WorkerLike & { die(): void } {
  const { port1, port2 } = new MessageChannel();
  const methods = Object.entries(service).map(([name, method]) => [name, replying(method)]);
  Comlink.expose(Object.fromEntries(methods), port2 as unknown as Comlink.Endpoint);
  const listeners: ((event: Event) => void)[] = [];
  const endpoint = port1 as unknown as Comlink.Endpoint;
  return {
    postMessage: (message, transfer) => endpoint.postMessage(message, transfer),
    addEventListener: (type, listener) => {
      if (type === 'error') listeners.push(listener as (event: Event) => void);
      else endpoint.addEventListener(type, listener);
    },
    removeEventListener: (type, listener) => endpoint.removeEventListener(type, listener),
    start: () => port1.start(),
    terminate: () => {
      port1.close();
      port2.close();
    },
    die: () => {
      for (const listener of listeners) listener(new Event('error', { cancelable: true }));
    },
  };
}

describe('a client', () => {
  it('carries values and error codes over the wire', async () => {
    const worker = fakeWorker();
    const client = connect<Service>(worker);
    expect(await client.double(21)).toBe(42);
    const failure = await client.fail().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RpcError);
    expect(failure).toMatchObject({ code: 'quota', message: 'The disk is full.' });
    client.terminate();
  });

  it('rejects what is pending when the worker is terminated, and everything after', async () => {
    const client = connect<Service>(fakeWorker());
    const pending = client.hang().catch((error: RpcError) => error.code);
    client.terminate();
    expect(await pending).toBe('worker-lost');
    await expect(client.double(1)).rejects.toMatchObject({ code: 'worker-lost' });
  });

  it('rejects what is pending when the worker dies', async () => {
    const worker = fakeWorker();
    const client = connect<Service>(worker);
    const pending = client.hang().catch((error: RpcError) => error.code);
    worker.die();
    expect(await pending).toBe('worker-lost');
    client.terminate();
  });
});

describe('toWireError', () => {
  it('names an abort and keeps what is thrown without being an error', () => {
    expect(toWireError(new DOMException('stop', 'AbortError')).code).toBe('cancelled');
    expect(toWireError('plain')).toMatchObject({ code: 'failed', message: 'plain' });
  });
});
