import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { exportedRows } from './app-page.ts';

async function scoreSample(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByTestId('mapping-confirm').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done', { timeout: 150_000 });
  await expect(page.getByTestId('amplification')).toHaveAttribute('data-state', 'done');
}

async function count(page: Page): Promise<number> {
  const element = page.getByTestId('selection-count');
  await expect(element).toHaveAttribute('data-current', 'true');
  return Number(await element.getAttribute('data-count'));
}

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

const facetPosts = (page: Page, facet: string) =>
  page
    .getByTestId(`facet-${facet}`)
    .getByTestId('facet-row')
    .evaluateAll((rows) => rows.map((row) => [row.dataset.value, Number(row.dataset.posts)] as const));

test('distinct posts are counted, exported and kept alike, wherever one is; undo takes the switch back', async ({
  page,
}) => {
  await scoreSample(page);
  expect(await count(page)).toBe(4000);
  const distinct = Number(await page.getByTestId('distinct-count').getAttribute('data-value'));
  const repeats = Number(await page.getByTestId('repeat-share').getAttribute('data-value'));
  expect(distinct + repeats).toBe(4000);
  expect(repeats).toBeGreaterThan(200);

  const toggle = page.getByTestId('distinct-switch');
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', String(distinct));
  await expect(page.getByTestId('filter-chip')).toHaveText('Distinct posts');
  await expect(page).toHaveURL(/distinct=1/);
  expect((await exportedRows(page)).length).toBe(distinct);

  // A value of a panel, and a class: what they say is what a click on them leaves.
  await expect(page.getByTestId('breakdown')).toHaveAttribute('data-current', 'true');
  const [brand, ofBrand] = (await facetPosts(page, 'brand'))[0]!;
  await page.getByTestId('facet-brand').getByTestId('facet-row').first().click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', String(ofBrand));
  const rows = await exportedRows(page);
  expect(rows.length).toBe(ofBrand);
  expect(rows.every((row) => row.brand === brand)).toBe(true);
  const byClass: number[] = [];
  for (const sentiment of ['Negative', 'Neutral', 'Positive']) {
    await page.getByRole('button', { name: new RegExp(`^${sentiment}: `) }).click();
    await expect(page.getByTestId('filter-chip').filter({ hasText: sentiment })).toBeVisible();
    byClass.push(await count(page));
    await page.getByRole('button', { name: new RegExp(`^${sentiment}: `) }).click();
    await expect(page.getByTestId('filter-chip').filter({ hasText: sentiment })).toHaveCount(0);
  }
  expect(byClass.reduce((sum, posts) => sum + posts, 0)).toBe(ofBrand);

  await page.reload();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', String(ofBrand));
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  expect(await count(page)).toBeGreaterThan(ofBrand);
  await page.keyboard.press('Control+z');
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('filter-chip').filter({ hasText: 'Distinct posts' }).getByRole('button').click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
});

test('a group opens its earliest post with its repeats; an author filters', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await scoreSample(page);
  const group = page.getByTestId('duplicate-group').first();
  const posts = Number(await group.getAttribute('data-posts'));
  expect(posts).toBeGreaterThan(2);
  const text = await group.getByRole('button').innerText();
  await group.click();
  const repeats = page.getByTestId('repeats');
  await expect(repeats).toHaveAttribute('data-total', String(posts - 1));
  await expect(repeats.getByTestId('repeat')).toHaveCount(Math.min(20, posts - 1));
  await expect(page.getByTestId('reasons')).toHaveAttribute('data-state', 'done');
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByTestId('copy-post').click();
  await expect(page.getByTestId('copy-post')).toHaveText('Copied');
  expect((await page.evaluate(() => navigator.clipboard.readText())).startsWith(text.trim())).toBe(true);
  await page.keyboard.press('Escape');

  const author = page.getByTestId('top-author').first();
  const own = await author.getAttribute('data-posts');
  await author.click();
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', String(own));
  await expect(page.getByTestId('filter-chip')).toHaveText(/^author /);
  await expect(page.getByTestId('top-author')).toHaveCount(1);
  await expect(page.getByTestId('top-author')).toHaveAttribute('aria-pressed', 'true');
  expect(await seriousViolations(page)).toEqual([]);
});

test('top posts come by confidence, by engagement, and diverse: no author and no text twice', async ({
  page,
}) => {
  await scoreSample(page);
  const choose = async (name: string): Promise<void> => {
    await page.getByTestId('top-order').click();
    await page.getByRole('option', { name }).click();
    await expect(page.getByTestId('top-posts')).toHaveAttribute('data-current', 'true');
  };
  await choose('By engagement');
  const reactions = await page.getByTestId('top-post').locator('p').allInnerTexts();
  const drawn = reactions
    .slice(0, 5)
    .map((line) => Number(/^([\d,]+) reaction/.exec(line)?.[1]?.replaceAll(',', '')));
  expect(drawn).toEqual(drawn.toSorted((a, b) => b - a));
  expect(drawn[4]).toBeGreaterThan(0);
  await choose('Diverse');
  const lines = await page.getByTestId('top-post').locator('p').allInnerTexts();
  const authors = lines.slice(0, 5).map((line) => line.split(' · ')[0]);
  expect(new Set(authors).size).toBe(5);
});

test('columns are chosen and kept; rows are copied as they stand', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await scoreSample(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
  const header = page.getByTestId('posts-table').getByRole('columnheader');
  await expect(header.filter({ hasText: 'Platform' })).toBeVisible();
  await page.getByTestId('column-choice').click();
  await page.getByTestId('column-platform').click();
  await page.getByTestId('column-negative').click();
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(header.filter({ hasText: 'Platform' })).toHaveCount(0);
  await page.reload();
  await expect(header.filter({ hasText: 'Author' })).toBeVisible();
  await expect(header.filter({ hasText: 'Platform' })).toHaveCount(0);
  await expect(header.filter({ hasText: 'P(negative)' })).toHaveCount(0);

  const rows = page.getByTestId('post-row');
  await expect(page.getByTestId('posts-table')).toHaveAttribute('data-current', 'true');
  await rows.first().getByRole('button').first().focus();
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('copied')).toHaveText('1 post copied');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const columns = await header.allInnerTexts();
  const fields = (await clipboard()).split('\t');
  expect(fields.length).toBe(columns.length);
  expect(fields[0]).toBe('1');
  expect(fields[1]).toMatch(/^2025-03-03T\d\d:\d\d:\d\d\.000Z$/);

  await rows.nth(1).click({ modifiers: ['Control'] });
  await rows.nth(4).click({ modifiers: ['Shift'] });
  await expect(page.getByTestId('copied')).toHaveText('4 posts selected');
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('');
  expect(await seriousViolations(page)).toEqual([]);
  // Rows are copied though nothing has the focus, and not where something else has it.
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Control+c');
  expect((await clipboard()).split('\n').length).toBe(1);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Control+c');
  await expect(page.getByTestId('copied')).toHaveText('4 posts copied');
  expect((await clipboard()).split('\n').map((line) => line.split('\t')[0])).toEqual(['2', '3', '4', '5']);

  await page.getByTestId('column-choice').click();
  await page.getByTestId('column-reset').click();
  await expect(header.filter({ hasText: 'Platform' })).toBeVisible();
});

for (const width of [1440, 390])
  test(`the last column of the table is reached at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await scoreSample(page);
    await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
    if (width < 640) {
      for (const column of ['time', 'engagement']) {
        await page.getByTestId('column-choice').click();
        await page.getByTestId(`column-${column}`).click();
        await page.keyboard.press('Escape');
      }
    }
    const table = page.getByTestId('posts-table');
    await expect(page.getByTestId('post-row').first()).toBeVisible();
    await table.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
    const last = await table.getByRole('columnheader', { name: 'Engagement' }).boundingBox();
    const cell = await page.getByTestId('post-row').first().getByRole('cell').last().boundingBox();
    const box = (await table.boundingBox())!;
    expect(last!.x + last!.width).toBeLessThanOrEqual(box.x + box.width);
    expect(Math.abs(cell!.x - last!.x)).toBeLessThan(1);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
