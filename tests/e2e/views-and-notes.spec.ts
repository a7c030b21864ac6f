import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { csv, generatedPosts, importFile } from './app-page.ts';

async function choose(page: Page, testId: string, option: string): Promise<void> {
  await page.getByTestId(testId).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

const chart = (page: Page) => page.getByTestId('trend-chart').locator('[role=img] svg');

test('notes are marked on the chart, changed, brought back and kept over a reload', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(1500)));
  await page.keyboard.press('n');
  await expect(page.getByLabel('What happened')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('When (UTC)').fill('2026-01-09T12:00');
  await page.getByLabel('What happened').fill('Recall announced');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('note')).toHaveText(/Jan 9, 2026, 12:00 PM\s*Recall announced/u);
  await expect(chart(page)).toContainText('Recall announced');

  await page.getByRole('button', { name: 'Change the note Recall announced' }).click();
  await page.getByLabel('What happened').fill('Recall of all phones');
  await page.getByTestId('save-note').click();
  await expect(chart(page)).toContainText('Recall of all phones');
  await page.reload();
  await expect(page.getByTestId('note')).toContainText('Recall of all phones');
  await page.getByRole('button', { name: 'Remove the note Recall of all phones' }).click();
  await expect(page.getByTestId('note')).toHaveCount(0);
  await expect(chart(page)).not.toContainText('Recall');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await page.getByTestId('note').getByRole('button').first().click();
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await expect(page.getByTestId('selection-count')).not.toHaveAttribute('data-count', '1485');
});

test('a view under a name brings back filters and chart; another dataset does not have it', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(600)));
  await choose(page, 'measure-select', 'Share of each class');
  await choose(page, 'smoothing-select', 'Moving average of 7');
  await choose(page, 'bucket-select', 'by day');
  await choose(page, 'band-select', 'Band: sample alone');
  await expect(page.getByRole('img', { name: /^Share of each class/ })).toBeVisible();
  await expect(page.getByText(/over 7 buckets centred on each/)).toBeVisible();
  await page.getByRole('searchbox').fill('phone');
  await expect(page.getByTestId('selection-count')).toHaveText(/ of /);
  const address = page.url();
  await page.getByTestId('views-menu').click();
  await page.getByTestId('view-name').fill('Phones by day');
  await page.getByTestId('save-view').click();
  await expect(page.getByTestId('saved-view')).toHaveText('Phones by day');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
  await page.reload();
  await page.getByTestId('views-menu').click();
  await page.getByTestId('saved-view').click();
  await expect(page.getByRole('img', { name: /^Share of each class/ })).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('phone');
  expect(page.url()).toBe(address);

  await page.getByTestId('views-menu').click();
  await page.getByRole('button', { name: 'Rename Phones by day' }).click();
  await page.getByLabel('New name of Phones by day').fill('Phones');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('saved-view')).toHaveText('Phones');
  await page.getByRole('navigation').getByRole('button', { name: 'Start' }).click();
  await importFile(page, csv('others.csv', generatedPosts(100)));
  await page.getByTestId('views-menu').click();
  await expect(page.getByTestId('save-view')).toBeVisible();
  await expect(page.getByTestId('saved-view')).toHaveCount(0);
});

test('net sentiment says how sure it is, with the model’s errors and without', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(2000)));
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '1980');
  const net = page.getByTestId('net-sentiment');
  const [value, low, high] = await net.evaluate(({ dataset }) =>
    ['value', 'low', 'high'].map((name) => Number(dataset[name])),
  );
  expect(low).toBeLessThan(value! - 0.1);
  expect(high).toBeGreaterThan(value! + 0.1);
  await page.getByRole('button', { name: 'Net sentiment: what this counts', exact: true }).click();
  await expect(page.getByText(/For the number of posts alone it is/)).toBeVisible();
});
