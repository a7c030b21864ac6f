/** What is compared, by name. */
export const CONTESTANTS = [
  'engine',
  'onnxruntime',
  'onnxruntime-padded',
  'tf-layers',
  'distilbert-int8',
] as const;
export type ContestantName = (typeof CONTESTANTS)[number];

/** A worker with one contestant. */
export interface BenchWorker {
  /** Loads models and posts; `baseUrl` is the folder of the page. */
  open(name: ContestantName, baseUrl: string): Promise<void>;
  /** Works through some posts of the list, `share` of `of` workers; resolves to how many these were. */
  run(from: number, count: number, share: number, of: number): Promise<number>;
  /** Texts as the app's files have them to scores, encoder included: posts done. Of the engine only. */
  score(from: number, count: number, share: number, of: number): Promise<number>;
  /** Milliseconds of each of the texts scored alone, encoder included. Of the engine only. */
  latencies(from: number, count: number): Promise<number[]>;
}

/** What the page offers to the program that drives it. */
export interface BenchPage {
  /** Opens `workers` workers with the contestant; replaces those that it has. */
  open(name: ContestantName, workers: number): Promise<void>;
  /** Posts a second over `count` posts from `from` on, by the first `workers` of its workers. */
  turn(name: ContestantName, workers: number, from: number, count: number): Promise<number>;
  /** As `turn`, texts to scores. */
  scoreTurn(workers: number, from: number, count: number): Promise<number>;
  latencies(from: number, count: number): Promise<number[]>;
  close(name: ContestantName): void;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
