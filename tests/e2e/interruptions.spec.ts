import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { madeUpPosts } from '../../src/core/sample/sample-csv.ts';
import {
  csv,
  exportedText,
  importFile,
  runCounts,
  startImport,
  stoppedCounts,
  type TestFile,
  untilCount,
} from './app-page.ts';

/** Few texts, many rows: quick to score, so that reading is a good part of the run. */
function manyRows(rows: number): TestFile {
  const [header, ...posts] = madeUpPosts(11, 100).trimEnd().split('\n');
  const lines = Array.from({ length: rows }, (_, i) => posts[i % posts.length]!);
  return csv('many.csv', [header, ...lines, ''].join('\n'));
}

const status = (page: Page) => page.getByTestId('run-status');
const isDone = (page: Page) =>
  expect(status(page)).toHaveAttribute('data-state', 'done', { timeout: 150_000 });

/** What a closed tab is to the app: nothing of its own runs any more, not even an event handler. */
async function close(page: Page): Promise<void> {
  await page.close({ runBeforeUnload: false });
}

/** The process of the page dies, its workers with it. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

async function exportOf(context: BrowserContext, file: TestFile): Promise<string> {
  const page = await context.newPage();
  await page.goto('/');
  await importFile(page, file);
  const text = await exportedText(page);
  await page.close();
  return text;
}

/** The phase of the newest dataset as it is stored, asked from a page without the app. */
async function storedPhase(context: BrowserContext): Promise<unknown> {
  const page = await context.newPage();
  await page.goto('/icons/icon.svg');
  const phase = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('undertone');
        opening.onsuccess = () => {
          const all = opening.result.transaction('datasets').objectStore('datasets').getAll();
          all.onsuccess = () => {
            const records = all.result as { createdAtMs: number; phase: string }[];
            opening.result.close();
            resolve(records.toSorted((a, b) => b.createdAtMs - a.createdAtMs)[0]?.phase);
          };
        };
      }),
  );
  await page.close();
  return phase;
}

for (const [how, end] of [
  ['closed', close],
  ['crashed', crash],
] as const) {
  test(`a tab that is ${how} while the file is read: the run goes on without the file, to the same bytes`, async ({
    context,
  }) => {
    const file = manyRows(60_000);
    const expected = await exportOf(context, file);
    const page = await context.newPage();
    await page.goto('/');
    await startImport(page, file);
    await untilCount(page, 'read', 2000);
    const address = page.url();
    await end(page);
    expect(await storedPhase(context)).toBe('reading');
    const next = await context.newPage();
    await next.goto(address);
    await isDone(next);
    expect(await runCounts(next)).toMatchObject({ read: 60_000 });
    expect(await exportedText(next)).toBe(expected);
  });
}

// Enough that each tab has something stored: one that was taken up and ended without any is not taken up by itself again.
const ROWS = 60_000;

test('a tab that is closed again and again while posts are scored: the same bytes as without', async ({
  context,
}) => {
  test.setTimeout(300_000);
  const file = csv('scored.csv', madeUpPosts(12, ROWS));
  const expected = await exportOf(context, { ...file, name: 'whole.csv' });
  let page = await context.newPage();
  await page.goto('/');
  await startImport(page, file);
  for (const [share, end] of [
    [0.05, close],
    [0.3, crash],
    [0.6, close],
  ] as const) {
    await untilCount(page, 'scored', share * ROWS);
    await end(page);
    page = await context.newPage();
    // The start page, not the dataset: the run goes on wherever one comes back.
    await page.goto('/');
    await expect(status(page)).toHaveAttribute('data-state', 'running');
    await page.getByRole('button', { name: 'scored', exact: true }).click();
  }
  await isDone(page);
  expect(await exportedText(page)).toBe(expected);
});

/** A tab that scores `rows` posts on a slow backend, and another that has opened the same dataset meanwhile. */
async function twoTabs(context: BrowserContext, rows: number): Promise<{ first: Page; second: Page }> {
  const first = await context.newPage();
  await first.goto('/?backend=cpu');
  await startImport(first, csv('handed-over.csv', madeUpPosts(13, rows)));
  await untilCount(first, 'read', 1);
  const second = await context.newPage();
  await second.goto(first.url().replace('?backend=cpu', ''));
  await expect(status(second)).toHaveAttribute('data-state', 'elsewhere');
  await expect(status(second)).toContainText('Another tab is scoring this dataset');
  return { first, second };
}

test('a second tab takes up a run when the first one is closed', async ({ context }) => {
  const { first, second } = await twoTabs(context, 30_000);
  await expect(second.getByTestId('backend')).toBeVisible();
  await crash(first);
  await isDone(second);
  expect(await runCounts(second)).toMatchObject({ read: 30_000 });
});

test('a second tab shows what came of a run when the first one is done', async ({ context }) => {
  const { first, second } = await twoTabs(context, 2000);
  await first.bringToFront();
  await isDone(first);
  await isDone(second);
  expect(await runCounts(second)).toEqual(await runCounts(first));
  await expect(second.getByTestId('trend-chart')).toBeVisible();
});

test('a cancel in the middle of a batch is answered at once, and nothing is scored after it', async ({
  page,
}) => {
  await page.goto('/');
  await startImport(page, csv('long.csv', madeUpPosts(14, 20_000)));
  await untilCount(page, 'scored', 500);
  const milliseconds = await page.evaluate(async () => {
    const bar = document.querySelector('[data-testid=run-status]')!;
    const answered = new Promise<number>((resolve) => {
      new MutationObserver(() => {
        if (bar.getAttribute('data-state') === 'cancelled') resolve(performance.now());
      }).observe(bar, { attributeFilter: ['data-state'] });
    });
    const clicked = performance.now();
    document.querySelector<HTMLElement>('[data-testid=cancel-run]')!.click();
    return (await answered) - clicked;
  });
  expect(milliseconds).toBeLessThan(300);
  expect((await stoppedCounts(page)).scored).toBeLessThan(20_000);
  await expect(status(page)).toHaveAttribute('data-state', 'cancelled');
});

test('a full disk pauses the run, says what to do, and the run goes on when there is room', async ({
  context,
  page,
}) => {
  const file = manyRows(60_000);
  await page.goto('/');
  await expect(page.getByTestId('backend')).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The app itself is in place by now. The browser remembers for a while how much room it found, so that the room is
  // narrowed before anything is stored: for the first dataset, not for the second or the copy of its file.
  const session = await context.newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage! + 2_000_000 });
  await importFile(page, csv('earlier.csv', madeUpPosts(15, 300)));
  await startImport(page, file);
  await expect(status(page)).toHaveAttribute('data-state', 'paused');
  const notice = page.getByTestId('storage-full');
  await expect(notice).toContainText('no room for the rest of this dataset');
  expect((await runCounts(page)).read).toBeLessThan(60_000);

  await notice.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(notice).toContainText('Free space on the disk');
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByTestId('continue-run').click();
  await isDone(page);
  expect(await runCounts(page)).toMatchObject({ read: 60_000 });
});
