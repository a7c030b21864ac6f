import { expect, type Locator, test } from '@playwright/test';
import { csv, generatedPosts, importFile } from './app-page.ts';

/** What each word adds, by the word, once the words are weighed. */
async function wordValues(place: Locator): Promise<Record<string, number>> {
  await expect(place.getByTestId('reasons')).toHaveAttribute('data-state', 'done');
  const words = await place.getByTestId('reason-word').all();
  const entries = words.map(async (word) => [
    await word.textContent(),
    Number(await word.getAttribute('data-value')),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

test('a single text shows what each word did: a negation counts against praise', async ({ page }) => {
  await page.goto('/');
  await page.getByTestId('single-text').fill('this phone is not good');
  await page.getByRole('button', { name: 'Score it' }).click();
  const place = page.getByTestId('single-reasons');
  const values = await wordValues(place);
  expect(Object.keys(values)).toEqual(['this', 'phone', 'is', 'not', 'good']);
  expect(values.not).toBeLessThan(0);
  await expect(place).toContainText('they add up to −');
  await expect(place.getByRole('listitem').filter({ hasText: 'not' })).toContainText('−');
});

test('a post opens on its reasons by mouse and by keyboard, and Esc gives the table back', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(40)));
  const row = page.getByTestId('post-row').nth(2);
  await row.click();
  const dialog = page.getByTestId('post-reasons');
  await expect(dialog).toContainText('Not sure about');
  const values = await wordValues(dialog);
  const score = Number(await dialog.getByTestId('reasons').getAttribute('data-score'));
  expect(Math.abs(score)).toBeLessThanOrEqual(1);
  expect(Object.keys(values)).toContain('sure');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByTestId('top-post').first().click();
  await expect(dialog).toBeVisible();
});

test('the reasons fit a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(40)));
  await page.getByTestId('post-row').first().click();
  const dialog = page.getByTestId('post-reasons');
  await wordValues(dialog);
  const box = (await dialog.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  expect(box.y + box.height).toBeLessThanOrEqual(844);
});
