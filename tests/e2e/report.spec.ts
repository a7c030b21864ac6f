import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { exportedText } from './app-page.ts';

/** Saves a report of what is open and gives where it lies on the disk. */
async function savedReport(page: Page, path: string, hasTexts: boolean): Promise<string> {
  await page.getByTestId('export-report').click();
  if (hasTexts) await page.getByTestId('report-texts').check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('report-save').click(),
  ]);
  await expect(page.getByTestId('report-dialog')).toHaveCount(0);
  await download.saveAs(path);
  return path;
}

/** Opens a report from the disk without a network; `problems` fills with what goes wrong. */
async function openedOffline(browser: Browser, path: string) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { context, page, problems, requests };
}

const figures = (page: Page) =>
  page.getByTestId('net-sentiment').evaluate((element) => ({ ...(element as HTMLElement).dataset }));

test('a report opens from the disk without a network and has the numbers of the screen', async ({
  page,
  browser,
}, testInfo) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByTestId('mapping-confirm').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done', { timeout: 150_000 });
  await expect(page.getByTestId('why')).toHaveAttribute('data-state', 'done');
  const onScreen = await figures(page);
  const events = await page.getByTestId('spike-item').count();
  const post = (await page.getByTestId('top-post').first().locator('p').first().innerText()).slice(0, 40);
  const terms = await page
    .getByTestId('term-item')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.term ?? ''));
  const csv = await exportedText(page);

  const plain = await savedReport(page, testInfo.outputPath('plain.html'), false);
  const report = await openedOffline(browser, plain);
  expect(await figures(report.page)).toEqual(onScreen);
  await expect(report.page.getByTestId('chart').locator('svg')).toBeVisible();
  const text = await report.page.locator('main').innerText();
  for (const term of terms) expect(text).toContain(term);
  expect(text).not.toContain(post);
  expect(text).toContain(createHash('sha256').update(csv).digest('hex'));
  expect(events).toBeGreaterThan(0);
  expect(report.problems).toEqual([]);
  expect(report.requests).toEqual([pathToFileURL(plain).href]);
  expect(readFileSync(plain, 'utf8')).not.toMatch(/https?:|<script/u);
  // Its policy forbids scripts, so axe looks at the same page without it.
  await report.page.setContent(readFileSync(plain, 'utf8').replace(/<meta http-equiv[^>]*>/u, ''));
  expect((await new AxeBuilder({ page: report.page }).analyze()).violations).toEqual([]);
  await report.context.close();

  await page
    .getByRole('button', { name: /Show only these/u })
    .first()
    .click();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  const whole = await savedReport(page, testInfo.outputPath('with-posts.html'), true);
  const filtered = await openedOffline(browser, whole);
  await expect(filtered.page.getByTestId('filters')).toContainText('class Negative');
  expect(await filtered.page.locator('.posts li').count()).toBeGreaterThan(0);
  expect(await figures(filtered.page)).toEqual(onScreen);
  expect(filtered.problems).toEqual([]);
  await filtered.context.close();
});
