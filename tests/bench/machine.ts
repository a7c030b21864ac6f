import { cpus, release, totalmem, type } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
  readonly processor: string;
  readonly threads: number;
  readonly memoryGB: number;
  readonly system: string;
  readonly browser: string;
  readonly node: string;
  readonly date: string;
}

export function describeMachine(browser: string): Machine {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? 'unknown',
    threads: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    browser,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}
