import { expect, test } from '@playwright/test';
import { csv, importFile } from './app-page.ts';

/** 1,200 posts on three brands, one an hour; in the second half Initech has more of them, and worse ones. */
function turningPosts(): string {
  const lines = ['created_at,author,brand,text'];
  for (let i = 0; i < 1200; i++) {
    const time = new Date(Date.UTC(2026, 0, 5) + i * 3_600_000).toISOString();
    const isLate = i >= 600;
    const brand = i % 10 < (isLate ? 6 : 3) ? 'Initech' : i % 2 === 0 ? 'Acme' : 'Globex';
    const isBad = brand === 'Initech' ? isLate || i % 2 === 0 : i % 4 === 0;
    lines.push(`${time},user${i % 17},${brand},"${isBad ? 'I hate this, it broke' : 'I love it'} no. ${i}"`);
  }
  return `${lines.join('\n')}\n`;
}

test('brands stand side by side, sorted on a click, and the change is the sum of mix and mood', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('turning.csv', turningPosts()));
  await page.getByRole('navigation').getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByTestId('view-compare')).toBeVisible();
  const rows = page.getByTestId('compare-row');
  await expect(rows).toHaveCount(3);
  const numbers = (name: string) =>
    rows.evaluateAll((all, key) => all.map((row) => Number((row as HTMLElement).dataset[key])), name);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  expect(sum(await numbers('posts'))).toBe(1200);
  const change = Number(await page.getByTestId('compare-change').getAttribute('data-value'));
  expect(change).toBeLessThan(-0.1);
  expect(sum(await numbers('mix')) + sum(await numbers('mood'))).toBeCloseTo(change, 6);
  await page.getByTestId('compare-table').getByRole('button', { name: 'Mood', exact: true }).click();
  const moods = await numbers('mood');
  expect(moods).toEqual(moods.toSorted((a, b) => b - a));
  await expect(page.getByTestId('small-trend')).toHaveCount(3);

  await page.getByTestId('compare-table').getByRole('button', { name: 'Initech', exact: true }).click();
  await expect(page.getByTestId('filter-chip')).toHaveText(['brand Initech']);
  await expect(rows).toHaveCount(3);
  await page.getByTestId('compare-by').click();
  await page.getByRole('option', { name: 'Two periods' }).click();
  await expect(rows).toHaveCount(2);
  const selected = Number(await page.getByTestId('selection-count').getAttribute('data-count'));
  expect(sum(await numbers('posts'))).toBe(selected);
});
