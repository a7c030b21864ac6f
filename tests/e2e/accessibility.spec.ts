import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { csv, generatedPosts, importFile, postsOnSubjects, postsWithBurst } from './app-page.ts';

// So that what is told of other languages is there, too.
const OTHERS = '400,2026-01-08,ana,No vuelvo a comprar aquí nunca más,0\n'.repeat(10);

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`no view has a serious accessibility fault, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await expect(page.getByTestId('backend')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByTestId('file-input').setInputFiles(csv('posts.csv', generatedPosts(400) + OTHERS));
    await expect(page.getByTestId('mapping-confirm')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByTestId('mapping-confirm').click();
    await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done');
    await expect(page.getByTestId('post-row').first()).toBeVisible();
    await expect(page.getByTestId('other-languages')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByTestId('post-row').first().click();
    await expect(page.getByTestId('reasons')).toHaveAttribute('data-state', 'done');
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const view of ['Topics', 'Compare', 'Posts', 'Ledger', 'Device', 'Start']) {
      await page.getByRole('navigation').getByRole('button', { name: view }).click();
      await page.waitForTimeout(300);
      expect(await seriousViolations(page)).toEqual([]);
    }
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`events and their words have no serious accessibility fault, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await importFile(page, csv('posts.csv', postsWithBurst()));
    await expect(page.getByTestId('why')).toHaveAttribute('data-state', 'done');
    await expect(page.getByTestId('term-item').first()).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByTestId('spike-item').first().click();
    await expect(page.getByTestId('why-against')).toBeVisible();
    await expect(page.getByTestId('why')).toHaveAttribute('data-current', 'true');
    await page.getByRole('button', { name: 'Strength: what this counts' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`topics have no serious accessibility fault, nor does a narrow screen of them, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await importFile(page, csv('posts.csv', postsOnSubjects(600)));
    await expect(page.getByTestId('topics-panel')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('navigation').getByRole('button', { name: 'Topics' }).click();
    await page.getByTestId('topic-item').first().click();
    await expect(page.getByTestId('topic-item').first()).toHaveAttribute('aria-pressed', 'true');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Topics: what this counts' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

test('the way from file to filter needs no mouse', async ({ page }) => {
  await page.goto('/');
  await page.getByTestId('file-input').setInputFiles(csv('posts.csv', generatedPosts(200)));
  await expect(page.getByTestId('mapping-confirm')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done');
  await page.keyboard.press('/');
  await page.keyboard.type('phone');
  await expect(page.getByText(/ of 198 posts/)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(page.getByText('198 posts', { exact: true })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('hours, brands and filters are reached and changed by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(400)));
  const author = page.getByTestId('facet-author').getByTestId('facet-row').first();
  await author.focus();
  await page.keyboard.press('Enter');
  await expect(author).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  const hours = page.getByTestId('hour-grid');
  await hours.locator('[data-cell="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(hours.locator('[data-cell="25"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('filter-chip')).toHaveCount(2);
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('filter-chip')).toHaveCount(2);
});

test('a narrow screen shows every view without sideways scrolling of the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(200)));
  for (const view of ['Overview', 'Topics', 'Compare', 'Posts', 'Ledger', 'Device', 'Start']) {
    await page.getByRole('navigation').getByRole('button', { name: view }).click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});

test('a time is selected in the chart by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(2000)));
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', '1980');
  const cursor = page.getByTestId('chart-cursor');
  await cursor.focus();
  await page.keyboard.press('End');
  await expect(cursor).toHaveAttribute('aria-valuetext', /: [\d,]+ posts?, net sentiment/u);
  await page.keyboard.press('ArrowLeft');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('filter-chip')).toHaveCount(0);
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('filter-chip')).toHaveCount(1);
  await expect(page.getByTestId('selection-count')).not.toHaveAttribute('data-count', '1980');
});
