import { expect, type Page, test } from '@playwright/test';
import { BURST_START, csv, importFile, postsWithBurst } from './app-page.ts';

async function openBurst(page: Page): Promise<void> {
  await page.goto('/');
  await importFile(page, csv('posts.csv', postsWithBurst()));
  await expect(page.getByTestId('why')).toHaveAttribute('data-state', 'done');
}

test('an event is marked on the chart and listed with its words and accounts; a click selects its time', async ({
  page,
}) => {
  await openBurst(page);
  const item = page.getByTestId('spike-item').first();
  await expect(item).toHaveAttribute('data-start', new Date(BURST_START).toISOString());
  await expect(item).toHaveAttribute('data-kind', 'crisis');
  expect(Number(await item.getAttribute('data-strength'))).toBeGreaterThan(5);
  await expect(item).toContainText('Possible crisis');
  const entry = page.getByRole('listitem').filter({ has: item });
  await expect(entry).toContainText(/Words: .*(?:battery|recall|terrible)/);
  await expect(entry).toContainText('angry (45 posts, 90 reactions)');
  await page.getByTestId('spike-mark').first().click();
  await expect(page.getByTestId('filter-chip')).toContainText('Jan 17, 2026');
  await expect(page.getByText(/^96 of /)).toBeVisible();
  // The list stays what it was: an event is told from all of the time.
  await expect(item).toHaveAttribute('aria-pressed', 'true');
  await item.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('filter-chip')).toHaveCount(0);
});

test('what distinguishes the selected posts is listed, and a click searches for it', async ({ page }) => {
  await openBurst(page);
  const terms = page.getByTestId('term-item');
  await expect(page.getByTestId('why')).toContainText('Negative posts say more often');
  await page.getByTestId('spike-item').first().click();
  await expect(page.getByTestId('why')).toContainText('The selected posts say more often');
  await expect(page.getByTestId('why')).toHaveAttribute('data-current', 'true');
  const top = (await terms.first().getAttribute('data-term'))!;
  expect('what a terrible battery recall, i hate it').toContain(top);
  expect(Number(await terms.first().getAttribute('data-z'))).toBeGreaterThan(3);
  await terms.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search in texts' })).toHaveValue(
    top.includes(' ') ? `"${top}"` : top,
  );
  await expect(page.getByText(/^90 of /)).toBeVisible();
  await page.getByTestId('why-against').click();
  await page.getByRole('option', { name: 'posts before' }).click();
  await expect(page.getByTestId('why')).toHaveAttribute('data-current', 'true');
});
