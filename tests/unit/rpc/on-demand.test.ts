import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/rpc/client.ts';
import { onDemand } from '../../../src/rpc/on-demand.ts';

interface Service {
  read(): Promise<number>;
  close(): Promise<void>;
}

function fakeWorkers() {
  const log: string[] = [];
  let started = 0;
  let answer: () => void = () => undefined;
  const start = (): Client<Service> => {
    const own = ++started;
    log.push(`start ${own}`);
    return {
      read: () =>
        new Promise((resolve) => {
          answer = () => resolve(own);
        }),
      close: async () => undefined,
      terminate: () => void log.push(`end ${own}`),
    };
  };
  return { log, start, answer: () => answer() };
}

describe('a service on demand', () => {
  it('starts a worker with the first call, ends it after the last one, and starts another', async () => {
    const { log, start, answer } = fakeWorkers();
    const service = await Promise.resolve(onDemand(start, 'close'));
    await service.close();
    expect(log).toEqual([]);
    for (const own of [1, 2]) {
      const reading = service.read();
      answer();
      expect(await reading).toBe(own);
      await service.close();
    }
    expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
  });

  it('does not end a worker that still has something to answer', async () => {
    const { log, start, answer } = fakeWorkers();
    const service = onDemand(start, 'close');
    const reading = service.read();
    await service.close();
    expect(log).toEqual(['start 1']);
    answer();
    expect(await reading).toBe(1);
    await service.close();
    expect(log).toEqual(['start 1', 'end 1']);
  });
});
