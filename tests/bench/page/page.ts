import { type Remote, wrap } from 'comlink';
import EngineWorker from './bench.worker.ts?worker';
import type { BenchWorker, ContestantName } from './types.ts';

interface Opened {
  readonly worker: Worker;
  readonly remote: Remote<BenchWorker>;
}

const opened = new Map<ContestantName, Opened[]>();
const baseUrl = new URL('./', document.baseURI).href;

function close(name: ContestantName): void {
  for (const { worker } of opened.get(name) ?? []) worker.terminate();
  opened.delete(name);
}

async function timed(
  name: ContestantName,
  workers: number,
  run: (remote: Remote<BenchWorker>, share: number) => Promise<number>,
): Promise<number> {
  const chosen = opened.get(name)!.slice(0, workers);
  const started = performance.now();
  const done = await Promise.all(chosen.map(({ remote }, share) => run(remote, share)));
  return (1000 * done.reduce((sum, posts) => sum + posts, 0)) / (performance.now() - started);
}

window.bench = {
  async open(name, workers) {
    close(name);
    const own = Array.from({ length: workers }, () => {
      const worker = new EngineWorker();
      return { worker, remote: wrap<BenchWorker>(worker) };
    });
    opened.set(name, own);
    for (const { remote } of own) await remote.open(name, baseUrl);
  },
  turn: (name, workers, from, count) =>
    timed(name, workers, (remote, share) => remote.run(from, count, share, workers)),
  scoreTurn: (workers, from, count) =>
    timed('engine', workers, (remote, share) => remote.score(from, count, share, workers)),
  latencies: (from, count) => opened.get('engine')![0]!.remote.latencies(from, count),
  close,
};
