import { expect, test } from '@playwright/test';
import { csv, exportedRows, importFile } from './app-page.ts';

const SPANISH = 'El servicio fue horrible y no vuelvo a comprar aquí nunca más';

/** 600 posts, an hour apart: of six four English, one Spanish, one too short to tell. */
function mixedPosts(): string {
  const texts = [
    SPANISH,
    'ok',
    'I love this phone and the people who made it',
    'The app is slow and I hate it',
  ];
  const lines = ['created_at,text'];
  for (let i = 0; i < 600; i++) {
    const time = new Date(Date.UTC(2026, 0, 5) + i * 3_600_000).toISOString();
    lines.push(`${time},"${texts[Math.min(3, i % 6)]}"`);
  }
  return `${lines.join('\n')}\n`;
}

test('posts in other languages are told, left out with a click, and shown by language', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('mixed.csv', mixedPosts()));
  const told = page.getByTestId('other-languages');
  await expect(told).toHaveAttribute('data-value', '100');
  await told.getByRole('button', { name: /what this counts/ }).click();
  await expect(page.getByRole('dialog', { name: 'Other languages' })).toContainText('not reliable');
  await page.keyboard.press('Escape');
  await told.getByRole('button', { name: 'Leave them out' }).click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '500');
  await expect(page.getByTestId('filter-chip')).toHaveText(['language English', 'language Unclear']);
  await expect(told).toHaveCount(0);
  expect((await exportedRows(page)).some(({ text }) => text === SPANISH)).toBe(false);
  await page.reload();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '500');
  await page.getByTestId('facet-language').locator('[data-testid=facet-row][data-value="Spanish"]').click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '100');
  expect((await exportedRows(page)).every(({ text }) => text === SPANISH)).toBe(true);
  await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
  await page.getByTestId('post-row').first().getByRole('button').first().click();
  await expect(page.getByTestId('language-note')).toHaveAttribute('data-language', 'Spanish');
});

test('a single text in another language is told as such', async ({ page }) => {
  await page.goto('/');
  const score = page.getByRole('button', { name: 'Score it' });
  await page.getByTestId('single-text').fill(SPANISH);
  await score.click();
  await expect(page.getByTestId('language-note')).toHaveAttribute('data-language', 'Spanish');
  await page.getByTestId('single-text').fill('I love this phone and the people who made it');
  await score.click();
  await expect(page.getByTestId('single-sentiment')).toContainText('Positive');
  await expect(page.getByTestId('language-note')).toHaveCount(0);
});
