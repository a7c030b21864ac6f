import { expect, test } from '@playwright/test';
import {
  csv,
  exportedRows,
  generatedPosts,
  importFile,
  runCounts,
  startImport,
  stoppedCounts,
  untilCount,
} from './app-page.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('the sample goes from one click to chart, posts and export, and is marked as made up', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByTestId('mapping-confirm').click();
  const status = page.getByTestId('run-status');
  await expect(status).toHaveAttribute('data-state', 'done', { timeout: 120_000 });
  const { read, scored, refused } = await runCounts(page);
  expect(read).toBeGreaterThan(3000);
  expect(scored + refused).toBe(read);
  await expect(page.getByTestId('trend-chart')).toBeVisible();
  await expect(page.getByTestId('post-row').first()).toBeVisible();
  await expect(page.getByText('(made up)').first()).toBeVisible();
  const rows = await exportedRows(page);
  expect(rows.length).toBe(read);
});

test('an export has the input’s columns unchanged, every row, and scores that match the totals', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(1500)));
  expect(await runCounts(page)).toEqual({ read: 1500, scored: 1485, refused: 15 });
  const rows = await exportedRows(page);
  const hasClasses = 'p_neutral' in rows[0]!;
  expect(Object.keys(rows[0]!)).toEqual([
    ...['id', 'created_at', 'author', 'text', 'likes'],
    ...['predicted_sentiment', 'confidence', 'probability'],
    ...(hasClasses ? ['p_negative', 'p_neutral', 'p_positive'] : []),
  ]);
  expect(rows.map((row) => row.id)).toEqual(Array.from({ length: 1500 }, (_, i) => String(i)));
  const scored = rows.filter((row) => row.text !== '');
  for (const row of scored) {
    const probability = Number(row.probability);
    const classes = hasClasses
      ? { Negative: row.p_negative, Neutral: row.p_neutral, Positive: row.p_positive }
      : { Negative: 1 - probability, Positive: probability };
    expect(sum(Object.values(classes).map(Number))).toBeCloseTo(1, 5);
    const chosen = Number(classes[row.predicted_sentiment as keyof typeof classes]);
    expect(Number(row.confidence)).toBeCloseTo(chosen, 5);
  }
  const refused = rows.filter((row) => row.text === '');
  expect(refused.every((row) => row.probability === '' && row.predicted_sentiment === '')).toBe(true);
  const count = (name: string) => scored.filter((row) => row.predicted_sentiment === name).length;
  const net = Number(await page.getByTestId('net-sentiment').getAttribute('data-value'));
  expect(net).toBeCloseTo((count('Positive') - count('Negative')) / scored.length, 6);
});

test('a reload and a new tab find the dataset with all its numbers', async ({ page, context }) => {
  await page.goto('/');
  await importFile(page, csv('kept.csv', generatedPosts(700)));
  const before = await runCounts(page);
  await page.reload();
  await expect(page.getByTestId('trend-chart')).toBeVisible();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done');
  expect(await runCounts(page)).toEqual(before);
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: 'kept', exact: true }).click();
  await expect(other.getByTestId('post-row').first()).toBeVisible();
  expect((await exportedRows(other)).length).toBe(before.read);
});

test('a run can be cancelled and continued; the counts end the same', async ({ page }) => {
  await page.goto('/');
  await startImport(page, csv('long.csv', generatedPosts(30_000)));
  const status = page.getByTestId('run-status');
  await expect(status).toHaveAttribute('data-state', 'running');
  await untilCount(page, 'scored', 1);
  await page.getByTestId('cancel-run').click();
  await expect(status).toHaveAttribute('data-state', 'cancelled');
  await expect(page.getByTestId('trend-chart')).toBeVisible();
  const { scored } = await stoppedCounts(page);
  expect(scored).toBeLessThan(29_700);
  await expect(status).toHaveAttribute('data-state', 'cancelled');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(status).toHaveAttribute('data-state', 'done', { timeout: 150_000 });
  const after = await runCounts(page);
  expect(after.read).toBe(after.scored + after.refused);
});

test('filters, search and sort show the posts they name', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(1200)));
  await page.getByRole('searchbox', { name: 'Search in texts' }).fill('"support team"');
  await expect(page.getByText(/ of 1,188 posts/)).toBeVisible();
  await expect(page.getByTestId('post-row').first()).toContainText('support team');
  await page
    .getByRole('button', { name: /Negative/ })
    .first()
    .click();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  const rows = await exportedRows(page);
  expect(rows.length).toBeGreaterThan(0);
  expect(
    rows.every((row) => row.text!.includes('support team') && row.predicted_sentiment === 'Negative'),
  ).toBe(true);
  await page.reload();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.getByRole('button', { name: 'P(positive)' }).click();
  await expect(page.getByRole('columnheader', { name: 'P(positive)' })).not.toHaveAttribute(
    'aria-sort',
    'none',
  );
});

test('dragging to the edge of the chart selects to the end, and a filtered export agrees', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(2000)));
  const box = (await page.getByRole('img', { name: /^Net sentiment with its/ }).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.5, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 120, { steps: 5 });
  await page.mouse.move(box.x + box.width - 2, box.y + 120, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  const label = await page.getByText(/ of 1,980 posts/).textContent();
  const rows = await exportedRows(page);
  expect(label).toBe(`${rows.length.toLocaleString('en-US')} of 1,980 posts`);
  expect(rows.at(-1)!.id).toBe('1998');
});

test('an address with an impossible time opens the dataset all the same', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(100)));
  await page.goto(`${page.url().split('?')[0]}?from=1e300&to=1e301`);
  await page.reload();
  await expect(page.getByTestId('post-row').first()).toBeVisible();
});

test('a dataset can be deleted, after a question', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('gone.csv', generatedPosts(50)));
  await page.getByRole('navigation').getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Delete gone' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('None yet.')).toBeVisible();
});
