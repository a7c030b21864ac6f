import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { csv, exportedText, generatedPosts, importFile, parseCsv } from './app-page.ts';

/** Saves a report of what is open and gives where it lies on the disk. */
async function savedReport(page: Page, path: string, hasTexts: boolean): Promise<string> {
  await page.getByTestId('export-report').click();
  await expect(page.getByTestId('report-dialog')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[data-testid=report-dialog]').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
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
  const changeOnScreen = await page.getByTestId('net-change').getAttribute('data-value');
  const events = await page.getByTestId('spike-item').count();
  const post = (await page.getByTestId('top-post').first().locator('p').first().innerText()).slice(0, 40);
  const terms = await page
    .getByTestId('term-item')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.term ?? ''));
  const scored = await exportedText(page);

  const plain = await savedReport(page, testInfo.outputPath('plain.html'), false);
  const report = await openedOffline(browser, plain);
  expect(await figures(report.page)).toEqual(onScreen);
  expect(await report.page.getByTestId('net-change').getAttribute('data-value')).toBe(changeOnScreen);
  await expect(report.page.getByTestId('chart').locator('svg')).toBeVisible();
  const text = await report.page.locator('main').innerText();
  for (const term of terms) expect(text).toContain(term);
  expect(text).not.toContain(post);
  expect(text).toContain('posts are in none.');
  expect(text).toContain(createHash('sha256').update(scored).digest('hex'));
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

test('the chart is saved as a picture, a drawing and a table', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(400)));
  const saved = async (format: string): Promise<Buffer> => {
    await page.getByTestId('save-trend').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId(`save-trend-${format}`).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`posts-trend.${format}`);
    return readFileSync(await download.path());
  };
  const png = await saved('png');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1824, 760]);
  const svg = (await saved('svg')).toString();
  expect(svg).toMatch(/^<svg[^>]*viewBox="0 0 912 380"/u);
  expect(svg).toContain('Negative');
  const isDrawing = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    return parsed.querySelector('parsererror') === null && parsed.documentElement.tagName === 'svg';
  }, svg);
  expect(isDrawing).toBe(true);
  const rows = parseCsv((await saved('csv')).toString());
  expect(rows.reduce((sum, row) => sum + Number(row.posts), 0)).toBe(396);
});

test('every other chart is saved as a picture, a drawing and a table, and tables as such', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(400)));
  await expect(page.getByTestId('facet-author')).toBeVisible();
  const saved = async (chart: string, format: string): Promise<string> => {
    await page.getByTestId(`save-${chart}`).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId(`save-${chart}-${format}`).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`posts-${chart}.${format}`);
    return readFileSync(await download.path(), format === 'png' ? 'latin1' : 'utf8');
  };
  const posts = async (chart: string): Promise<number> =>
    parseCsv(await saved(chart, 'csv')).reduce((sum, row) => sum + Number(row.posts), 0);
  const expectDrawing = async (chart: string): Promise<void> => {
    const svg = await saved(chart, 'svg');
    const problem = await page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
      svg,
    );
    expect(problem).toBeUndefined();
    expect(svg).not.toContain('NaN');
    expect((await saved(chart, 'png')).slice(1, 4)).toBe('PNG');
  };
  for (const chart of ['by-author', 'by-hour', 'by-confidence']) await expectDrawing(chart);
  expect(await posts('by-hour')).toBe(396);
  expect(await posts('by-confidence')).toBe(396);
  await expect(page.getByTestId('why')).toHaveAttribute('data-state', 'done');
  const terms = parseCsv(await saved('why', 'csv'));
  expect(terms.map(({ side }) => side)).toContain('negative');
  expect(terms.every(({ z }) => Number(z) > 3)).toBe(true);
  await page.getByRole('navigation').getByRole('button', { name: 'Compare' }).click();
  await expectDrawing('compare-trends');
  expect(await posts('compare')).toBe(396);
  await page.getByText('The same as a table').click();
  await expect(page.getByRole('region', { name: 'Net sentiment over time as a table' })).toBeVisible();
});
