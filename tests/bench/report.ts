import { markdownTable } from '../../model/markdown-table.ts';
import type { Machine } from './machine.ts';
import type { AppFigures, StartFigures } from './measure/app.ts';
import type { DashboardFigures } from './measure/dashboard.ts';
import type { EngineFigures, EngineSpeed } from './measure/engines.ts';
import type { ContestantName } from './page/types.ts';

/** All that a run of the benchmark measured. */
export interface BenchResult {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly modelVersion: string;
  readonly engines: EngineFigures;
  readonly apps: readonly AppFigures[];
  readonly dashboard: DashboardFigures;
  readonly start: StartFigures;
  readonly workers: number;
}

/** A figure beside what it should be. */
interface Bar {
  readonly name: string;
  readonly measured: string;
  readonly firstBar: string;
  readonly aim: string;
  readonly reached: 'aim' | 'first bar' | 'missed' | 'not measured';
}

const PEERS: Readonly<Record<ContestantName, string>> = {
  engine: 'Undertone',
  onnxruntime: 'onnxruntime-web, same weights, same batches of one length',
  'onnxruntime-padded': 'onnxruntime-web, same weights, one post at a time, padded to 50',
  'tf-layers': 'tf.layers on WASM, same sizes and batches, mean for attention',
  'distilbert-int8': 'onnxruntime-web, DistilBERT’s shape, int8',
};

/** The rows of the table of bars; `worst` of several apps is the largest file's. */
export function barsOf({ engines, apps, dashboard, start }: BenchResult): Bar[] {
  const largest = apps.at(-1)!;
  const size = shortCount(largest.rows);
  const most = Math.max(...engines.speeds.map(({ workers }) => workers));
  const ratio = (name: ContestantName) =>
    engines.speeds.find((speed) => speed.name === name && speed.workers === most)!.ratio;
  const engineSeconds = largest.rows / engines.scorePostsPerSecond;
  return [
    atLeast('Engine vs onnxruntime-web, same weights, batches and workers', ratio('onnxruntime'), 2.5, 4),
    atLeast('Engine vs the same, padded to 50 and one at a time', ratio('onnxruntime-padded'), 15, 40),
    atLeast('Engine vs DistilBERT’s shape, int8', ratio('distilbert-int8'), 100, 300),
    atMost(`Whole app at ${size} rows vs engine alone`, largest.seconds / engineSeconds, 1.35, 1.1, 'x'),
    atMost(`Memory above idle at ${size} rows`, largest.memoryMB, 600, 300, ' MB'),
    growth(apps),
    atMost(
      'Longest task of the page while running',
      Math.max(...apps.map((app) => app.longestTaskMs)),
      100,
      50,
      ' ms',
    ),
    atMost(`Filter to all redrawn at ${size} rows`, largest.filterMs, 250, 60, ' ms'),
    atMost(
      `Slowest step of the dashboard at ${count(dashboard.posts)} posts, median`,
      Math.max(...dashboard.steps.map(({ medianMs }) => medianMs)),
      250,
      60,
      ' ms',
    ),
    atMost('Single text, p95', engines.latencyMs.p95, 20, 5, ' ms'),
    atMost('App shell before the first interaction, gzip', start.shellKB, 350, 200, ' kB'),
  ];
}

function growth(apps: readonly AppFigures[]): Bar {
  const [smaller, larger] = apps.slice(-2);
  const name = `Growth of time from ${shortCount(smaller!.rows)} to ${shortCount(larger!.rows)} rows, beyond linear`;
  const beyond = 100 * (larger!.seconds / smaller!.seconds / (larger!.rows / smaller!.rows) - 1);
  return atMost(name, beyond, 15, 5, ' %');
}

function atLeast(name: string, value: number, firstBar: number, aim: number): Bar {
  const reached = value >= aim ? 'aim' : value >= firstBar ? 'first bar' : 'missed';
  return { name, measured: `${round(value)}x`, firstBar: `${firstBar}x`, aim: `${aim}x`, reached };
}

function atMost(name: string, value: number | null, firstBar: number, aim: number, unit: string): Bar {
  const bars = { firstBar: `${firstBar}${unit}`, aim: `${aim}${unit}` };
  if (value === null) return { name, measured: 'not measured', ...bars, reached: 'not measured' };
  const reached = value <= aim ? 'aim' : value <= firstBar ? 'first bar' : 'missed';
  return { name, measured: `${round(value)}${unit}`, ...bars, reached };
}

const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

/** 100000 as "100 k", 1600000 as "1.6 M". */
function shortCount(rows: number): string {
  return rows >= 1e6 ? `${rows / 1e6} M` : `${rows / 1000} k`;
}

/** The whole report as Markdown. */
export function markdownReport(result: BenchResult): string {
  const { machine, engines, apps, start, workers, modelVersion, quick } = result;
  const { processor, threads, memoryGB, system, browser, node, date } = machine;
  return [
    `Measured on ${date}: ${processor}, ${threads} threads, ${memoryGB} GB; ${system}; Chromium ${browser}; Node ${node}; ` +
      `model ${modelVersion}; ${engines.posts}${quick ? '; quick' : ''}.`,
    '',
    ...markdownTable(
      ['', 'Measured', 'First bar', 'Aim', 'Reached'],
      barsOf(result).map((bar) => [bar.name, bar.measured, bar.firstBar, bar.aim, bar.reached]),
    ),
    '',
    'Engines, alternating in one run on the same posts; ratio: how many times as fast Undertone was in the same rounds.',
    '',
    ...markdownTable(['', 'Workers', 'Posts/s', 'Ratio', 'Ratio, each round'], engines.speeds.map(engineRow)),
    '',
    `The app’s posts, from texts to scores with the encoder, ${workers} workers: ${count(engines.scorePostsPerSecond)} posts/s. ` +
      `One text: p50 ${round(engines.latencyMs.p50)} ms, p95 ${round(engines.latencyMs.p95)} ms.`,
    '',
    'The whole app, from the drop of a file of made-up posts to the last score:',
    '',
    ...markdownTable(
      [
        'Rows',
        'Seconds',
        'Rows/s',
        'Engine’s share',
        'First chart, s',
        'Longest task, ms',
        'Memory, MB',
        'Filter, ms (slowest)',
      ],
      apps.map((app) => [
        count(app.rows),
        round(app.seconds),
        count(app.rowsPerSecond),
        `${Math.round((100 * app.rows) / engines.scorePostsPerSecond / app.seconds)} %`,
        round(app.firstChartSeconds),
        round(app.longestTaskMs),
        app.memoryMB === null ? '' : round(app.memoryMB),
        `${round(app.filterMs)} (${round(app.slowestFilterMs)})`,
      ]),
    ),
    '',
    ...dashboardReport(result.dashboard),
    '',
    `First visit: ${round(start.shellKB)} kB of JavaScript for the page, ${round(start.firstUseMB)} MB in all to the first score ` +
      `(gzip), which came after ${round(start.firstScoreSeconds)} s.`,
    '',
  ].join('\n');
}

/** The steps of the dashboard and how long each took to show. */
export function dashboardReport({ source, posts, steps }: DashboardFigures): string[] {
  return [
    `The dashboard on ${count(posts)} posts (${source}), from the act to the last change on the page:`,
    '',
    ...markdownTable(
      ['', 'First, ms', 'Median, ms', 'Slowest, ms'],
      steps.map(({ name, firstMs, medianMs, slowestMs }) => [
        name,
        round(firstMs),
        round(medianMs),
        round(slowestMs),
      ]),
    ),
  ];
}

function engineRow({ name, workers, postsPerSecond, ratio, ratios }: EngineSpeed): string[] {
  return [PEERS[name], String(workers), count(postsPerSecond), round(ratio), ratios.map(round).join(', ')];
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
