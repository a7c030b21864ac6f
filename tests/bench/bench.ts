/**
 * `npm run bench [-- --quick] [--only dashboard] [--data FOLDER] [--json FILE] [--markdown FILE] [--plot FILE.svg]`: measures the built app
 * and its engine beside its peers in Chromium and prints every figure beside its bar. `--quick` stops at 100,000 rows.
 * Real posts are taken from FOLDER (default ../shared/data) where it is there. Run it on an idle machine.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { preview } from 'vite';
import { findOrInstallBrowser } from '../browser/find-browser.ts';
import { BROWSER_ARGS } from '../browser/launch-options.ts';
import { describeMachine } from './machine.ts';
import { type AppFigures, measureApp, measureStart } from './measure/app.ts';
import { type DashboardFigures, measureDashboard } from './measure/dashboard.ts';
import { buildEnginePage, measureEngines } from './measure/engines.ts';
import { growthPlot } from './plot.ts';
import { writePostFile } from './post-file.ts';
import { benchPosts } from './posts.ts';
import { type BenchResult, dashboardReport, markdownReport } from './report.ts';

const APP_PORT = 4198;
const ENGINE_POSTS = 40_960;
const MOST_WORKERS = 4;
const DASHBOARD_ROWS = 188_112;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    data: { type: 'string', default: '../shared/data' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    plot: { type: 'string' },
    rows: { type: 'string' },
    only: { type: 'string' },
  },
});

const progress = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure(folder: string): Promise<BenchResult> {
  const sizes = values.rows?.split(',').map(Number) ?? [
    10_000,
    100_000,
    ...(values.quick ? [] : [1_600_000]),
  ];
  const workers = Math.min(MOST_WORKERS, availableParallelism());
  const posts = benchPosts(existsSync(values.data) ? values.data : null, ENGINE_POSTS);
  progress('building the page of the engines');
  await buildEnginePage(join(folder, 'engines'), posts);
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: BROWSER_ARGS });
  const server = await preview({ preview: { port: APP_PORT, strictPort: true }, logLevel: 'error' });
  const url = `http://localhost:${APP_PORT}/`;
  try {
    progress('engines');
    const engines = await measureEngines(
      browser,
      join(folder, 'engines'),
      posts,
      values.quick ? 3 : 5,
      workers,
    );
    progress('first visit');
    const start = await measureStart(browser, url, resolve('dist'));
    const apps: AppFigures[] = [];
    for (const rows of sizes) {
      progress(`the app on ${rows} rows`);
      const file = join(folder, `posts-${rows}.csv`);
      await writePostFile(file, rows, 1);
      apps.push(await measureApp(browser, url, file, rows));
      rmSync(file);
    }
    const dashboard = await dashboardFigures(browser, url, folder);
    const { version } = JSON.parse(readFileSync('public/model/current.json', 'utf8')) as { version: string };
    const machine = describeMachine(browser.version());
    return { machine, quick: values.quick, modelVersion: version, engines, apps, dashboard, start, workers };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The dashboard on the real posts of the crisis, where they are there; else on as many made-up ones. */
async function dashboardFigures(browser: Browser, url: string, folder: string): Promise<DashboardFigures> {
  const real = join(values.data, 'wework', 'posts.csv.gz');
  if (existsSync(real)) {
    progress('the dashboard on real posts');
    return measureDashboard(browser, url, real, 'tweets about a company in crisis');
  }
  progress(`the dashboard on ${DASHBOARD_ROWS} rows`);
  const file = join(folder, 'dashboard.csv');
  await writePostFile(file, DASHBOARD_ROWS, 2);
  return measureDashboard(browser, url, file, 'made-up posts');
}

/** The table of the dashboard's steps alone. */
async function dashboardAlone(folder: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: BROWSER_ARGS });
  const server = await preview({ preview: { port: APP_PORT, strictPort: true }, logLevel: 'error' });
  try {
    const figures = await dashboardFigures(browser, `http://localhost:${APP_PORT}/`, folder);
    process.stdout.write(`${dashboardReport(figures).join('\n')}\n`);
  } finally {
    await browser.close();
    await server.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'undertone-bench-'));
try {
  if (values.only === 'dashboard') {
    await dashboardAlone(folder);
    process.exit();
  }
  const result = await measure(folder);
  const report = markdownReport(result);
  process.stdout.write(report);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (values.markdown) writeFileSync(values.markdown, report);
  if (values.plot) writeFileSync(values.plot, growthPlot(result.apps));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
