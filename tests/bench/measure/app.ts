import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { rendererMemory } from './memory.ts';
import { redrawMs } from './redraw.ts';
import { median } from './statistics.ts';

/** The whole app on one file, from the drop of the file to the last score. */
export interface AppFigures {
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly firstChartSeconds: number;
  /** Longest task of the page's thread while the run went on, milliseconds; 50 where none was longer. */
  readonly longestTaskMs: number;
  /** Most memory of the page's process above that of the idle page, MB; null where the system does not tell. */
  readonly memoryMB: number | null;
  /** From a click on a class to the last change on the page, milliseconds: middle and slowest. */
  readonly filterMs: number;
  readonly slowestFilterMs: number;
}

/** What a first visit costs. */
export interface StartFigures {
  readonly shellKB: number;
  readonly firstUseMB: number;
  readonly firstScoreSeconds: number;
}

const BROWSERS_LEAST_TASK_MS = 50;
const MEMORY_EVERY_MS = 1000;

/** Opens the app in a context of its own, as a first visit. */
export async function openApp(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const found = { longest: 0 };
    Object.assign(window, { benchTasks: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) found.longest = Math.max(found.longest, entry.duration);
    }).observe({ type: 'longtask' });
  });
  await page.goto(url);
  await page.getByTestId('backend').waitFor({ timeout: 120_000 });
  return page;
}

/** Drops a file of `rows` rows and waits for the end of the run, then filters by class. */
export async function measureApp(
  browser: Browser,
  url: string,
  file: string,
  rows: number,
): Promise<AppFigures> {
  const page = await openApp(browser, url);
  try {
    await page.waitForTimeout(1000);
    const idle = await rendererMemory(browser);
    let most = idle;
    const watch = setInterval(async () => {
      const now = await rendererMemory(browser).catch(() => null);
      if (now !== null && most !== null) most = Math.max(most, now);
    }, MEMORY_EVERY_MS);
    await page.evaluate(() =>
      Object.assign((window as never as { benchTasks: object }).benchTasks, { longest: 0 }),
    );
    const started = performance.now();
    await page.getByTestId('file-input').setInputFiles(file);
    await page.getByTestId('mapping-confirm').click();
    await page
      .locator('[data-testid=trend-chart] svg path')
      .first()
      .waitFor({ state: 'attached', timeout: 120_000 });
    const firstChart = performance.now() - started;
    await page.locator('[data-testid=run-status][data-state=done]').waitFor({ timeout: 3_600_000 });
    const seconds = (performance.now() - started) / 1000;
    clearInterval(watch);
    const longest = await page.evaluate(
      () => (window as never as { benchTasks: { longest: number } }).benchTasks.longest,
    );
    await page.waitForTimeout(2000);
    const filters = await filterTimes(page);
    return {
      rows,
      seconds,
      rowsPerSecond: rows / seconds,
      firstChartSeconds: firstChart / 1000,
      longestTaskMs: Math.max(BROWSERS_LEAST_TASK_MS, longest),
      memoryMB: idle === null || most === null ? null : most - idle,
      filterMs: median(filters),
      slowestFilterMs: Math.max(...filters),
    };
  } finally {
    await page.context().close();
  }
}

/** Milliseconds from a click on a class to the last change of anything on the page, on and off again. */
async function filterTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const name of ['Negative', 'Positive', 'Negative', 'Positive'])
    for (let click = 0; click < 2; click++) {
      const button = page.getByRole('button', { name: new RegExp(name) }).first();
      times.push(await redrawMs(button, { kind: 'click' }));
    }
  return times;
}

/** A first visit, to the first score of a text typed in. */
export async function measureStart(browser: Browser, url: string, folder: string): Promise<StartFigures> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const paths = new Set<string>();
  page.on('response', (response) => {
    if (response.ok()) paths.add(new URL(response.url()).pathname);
  });
  const started = performance.now();
  await page.goto(url);
  await page.getByTestId('single-text').fill('I love this phone');
  await page.locator('[data-testid=single-text]').press('Enter');
  const button = page.getByRole('button', { name: 'Score it' });
  await button.click({ timeout: 120_000 });
  await page.getByTestId('single-sentiment').waitFor({ timeout: 120_000 });
  const seconds = (performance.now() - started) / 1000;
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => ['script', 'link'].includes((entry as PerformanceResourceTiming).initiatorType))
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js')),
  );
  await context.close();
  const zipped = (path: string) =>
    gzipSync(readFileSync(folder + (path === '/' ? '/index.html' : path)), { level: 9 }).length;
  const sum = (all: Iterable<string>) => [...all].reduce((total, path) => total + zipped(path), 0);
  return {
    shellKB: sum(new Set(scripts)) / 1000,
    firstUseMB: sum(paths) / 1e6,
    firstScoreSeconds: seconds,
  };
}
