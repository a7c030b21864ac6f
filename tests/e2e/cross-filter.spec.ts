import { expect, type Page, test } from '@playwright/test';
import { csv, exportedRows, importFile } from './app-page.ts';

const BRANDS = ['Acme', 'Globex', 'Initech'];
const PLATFORMS = ['web', 'mobile'];

/** 1,200 posts on three brands and two platforms, one an hour; Initech fares worst. */
function brandPosts(): string {
  const lines = ['created_at,author,brand,platform,text'];
  for (let i = 0; i < 1200; i++) {
    const time = new Date(Date.UTC(2026, 0, 5) + i * 3_600_000).toISOString();
    const brand = BRANDS[Math.min(2, i % 4)]!;
    const text = brand === 'Initech' || i % 3 === 0 ? 'I hate this, it broke again' : 'I love it, thank you';
    lines.push(`${time},user${i % 17},${brand},${PLATFORMS[i % 2]},"${text} no. ${i}"`);
  }
  return `${lines.join('\n')}\n`;
}

async function expectCount(page: Page, posts: number): Promise<void> {
  await expect(page.getByTestId('selection-count')).toHaveAttribute('data-count', String(posts));
}

const facetRow = (page: Page, facet: string, value: string) =>
  page.getByTestId(`facet-${facet}`).locator(`[data-testid=facet-row][data-value="${value}"]`);

test('a click on a brand, a platform and an hour narrows everything; the address, undo and back follow', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('brands.csv', brandPosts()));
  await expectCount(page, 1200);
  await expect(page.getByTestId('view-overview')).toBeVisible();
  await facetRow(page, 'brand', 'Initech').click();
  await expectCount(page, 600);
  // The panel itself goes on showing the others, so that one can switch.
  await expect(facetRow(page, 'brand', 'Acme')).toHaveAttribute('data-posts', '300');
  await expect(facetRow(page, 'platform', 'web')).toHaveAttribute('data-posts', '300');
  await facetRow(page, 'platform', 'web').click();
  await expectCount(page, 300);
  await expect(page.getByTestId('filter-chip')).toHaveText(['brand Initech', 'platform web']);
  const rows = await exportedRows(page);
  expect(rows.length).toBe(300);
  expect(rows.every(({ brand, platform }) => brand === 'Initech' && platform === 'web')).toBe(true);

  const hour = page.getByTestId('hour-cell').nth(24 + 10);
  const inHour = Number(await hour.getAttribute('data-posts'));
  await hour.click();
  await expectCount(page, inHour);
  expect((await exportedRows(page)).length).toBe(inHour);
  await page.reload();
  await expect(page.getByTestId('filter-chip')).toHaveCount(3);
  await expectCount(page, inHour);
  await page.goBack();
  await expectCount(page, 300);
  await facetRow(page, 'brand', 'Acme').click();
  await expect(page.getByTestId('filter-chip').first()).toHaveText('brand Acme');
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('filter-chip').first()).toHaveText('brand Initech');
  await page.getByTestId('filter-chip').first().getByRole('button').click();
  await expectCount(page, 600);
  await page.getByTestId('undo-filter').click();
  await expectCount(page, 300);
});

test('brands are added with Ctrl, confidence is chosen as a range, and the export has as many rows', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('brands.csv', brandPosts()));
  await facetRow(page, 'brand', 'Acme').click();
  await facetRow(page, 'brand', 'Globex').click({ modifiers: ['Control'] });
  await expectCount(page, 600);
  const bins = page.getByTestId('confidence-bin');
  await expect(bins.first()).toBeVisible();
  const posts = await bins.evaluateAll((buttons) => buttons.map((button) => Number(button.dataset.posts)));
  expect(posts.reduce((sum, count) => sum + count, 0)).toBe(600);
  await bins.nth(14).click();
  await bins.last().click({ modifiers: ['Shift'] });
  const expected = posts.slice(14).reduce((sum, count) => sum + count, 0);
  await expectCount(page, expected);
  expect((await exportedRows(page)).length).toBe(expected);
});

test('a search with operators counts while one types, says what is wrong, marks what it found, and Esc ends it', async ({
  page,
}) => {
  await page.goto('/');
  await importFile(page, csv('brands.csv', brandPosts()));
  await page.keyboard.press('/');
  const box = page.getByTestId('search-box');
  await expect(box).toBeFocused();
  await page.keyboard.type('broke AND brand:initech');
  await expectCount(page, 600);
  await page.keyboard.type(' NOT');
  await expect(page.getByTestId('search-problem')).toHaveText('NOT stands before a term.');
  await expectCount(page, 600);
  await page.keyboard.type(' platform:web');
  await expectCount(page, 300);
  await expect(page.getByTestId('search-problem')).toHaveCount(0);
  await expect(page.getByTestId('posts-table').locator('mark').first()).toHaveText('broke');
  expect((await exportedRows(page)).length).toBe(300);
  await box.fill('"it broke again" OR lov*');
  await expectCount(page, 1200);
  await box.press('Escape');
  await expect(box).toHaveValue('');
  await expectCount(page, 1200);
});
