import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { csv, exportedRows, generatedPosts, importFile } from './app-page.ts';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

const toStart = (page: Page) => page.getByRole('navigation').getByRole('button', { name: 'Start' }).click();

/** Complaints with other column names than those of `generatedPosts`. */
function complaints(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const time = new Date(Date.UTC(2026, 0, 6) + i * 600_000).toISOString();
    return `"I hate this, it broke again ${i}",${time},Berlin`;
  });
  return ['complaint,posted_at,city', ...lines].join('\n');
}

test('two files become one dataset, are compared side by side, and each keeps its posts', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(200)));
  await toStart(page);
  await importFile(page, csv('complaints.csv', complaints(80)));
  await toStart(page);
  await page.getByTestId('merge-datasets').click();
  await expect(page.getByTestId('merge-confirm')).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('checkbox', { name: /^posts/ }).check();
  await page.getByRole('checkbox', { name: /^complaints/ }).check();
  await expect(page.getByText('280 rows in all.')).toBeVisible();
  await expect(page.getByTestId('merge-name')).toHaveValue('posts + complaints');
  await page.getByTestId('merge-name').fill('All of January');
  await page.getByTestId('merge-confirm').click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '278');
  await expect(page.getByRole('banner')).toContainText('All of January');

  await page.getByTestId('facet-file').getByTestId('facet-row').filter({ hasText: 'complaints.csv' }).click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '80');
  const rows = await exportedRows(page);
  expect(rows.length).toBe(80);
  expect(rows.every((row) => row.source_file === 'complaints.csv' && row.city === 'Berlin')).toBe(true);
  await page.getByRole('button', { name: 'Remove this filter' }).click();
  const all = await exportedRows(page);
  expect(all.length).toBe(280);
  expect(all[199]).toMatchObject({ id: '199', predicted_sentiment: '', city: '', source_file: 'posts.csv' });
  await page.getByRole('navigation').getByRole('button', { name: 'Compare' }).click();
  await page.getByTestId('compare-by').click();
  await page.getByRole('option', { name: 'Files' }).click();
  await expect(page.getByRole('table')).toContainText('complaints.csv');
  await page.reload();
  await expect(page.getByTestId('compare-by')).toHaveText('Files');
  await toStart(page);
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('a file can be added to a dataset, which can be renamed', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('week-1.csv', generatedPosts(120)));
  await toStart(page);
  await page.getByRole('button', { name: 'Rename week-1' }).click();
  await page.getByTestId('dataset-name').fill('Weekly export');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toContainText('Weekly export');
  await page.getByTestId('file-input').setInputFiles(csv('week-2.csv', generatedPosts(60)));
  await page.getByTestId('append-to').click();
  await page.getByRole('option', { name: 'Add to Weekly export' }).click();
  await expectAccessible(page);
  await page.getByTestId('mapping-confirm').click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '179');
  await expect(page.getByRole('banner')).toContainText('Weekly export');
  expect((await exportedRows(page)).map(({ source_file }) => source_file).at(-1)).toBe('week-2.csv');
  await toStart(page);
  await expect(page.getByRole('article')).toHaveCount(1);
});
