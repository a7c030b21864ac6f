import { expect, type Page, test } from '@playwright/test';
import { csv, exportedRows, generatedPosts, importFile } from './app-page.ts';

async function expectCount(page: Page, posts: number): Promise<void> {
  const count = page.getByTestId('selection-count');
  await expect(count).toHaveAttribute('data-count', String(posts));
  await expect(count).toHaveAttribute('data-current', 'true');
}

async function openSampleTopics(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByTestId('backend')).toBeVisible();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByTestId('mapping-confirm').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done', { timeout: 150_000 });
  await page.getByRole('navigation').getByRole('button', { name: 'Topics' }).click();
  await expect(page.getByTestId('view-topics')).toHaveAttribute('data-state', 'done');
}

/** Topics by key with their posts, in the order of the list. */
function topicsIn(page: Page): Promise<[key: string, posts: number][]> {
  return page
    .getByTestId('topic-item')
    .evaluateAll((all) => all.map(({ dataset }) => [dataset.topic ?? '', Number(dataset.posts)]));
}

const topic = (page: Page, key: string) => page.locator(`[data-testid=topic-item][data-topic="${key}"]`);

test('the sample has topics; a click on one narrows everything, and address, undo and reload keep to it', async ({
  page,
}) => {
  await openSampleTopics(page);
  const topics = await topicsIn(page);
  expect(topics.length).toBeGreaterThanOrEqual(8);
  expect(topics.length).toBeLessThanOrEqual(24);
  const posts = topics.map(([, count]) => count);
  expect(posts).toEqual(posts.toSorted((a, b) => b - a));
  const none = Number(await page.getByTestId('topics-none').getAttribute('data-posts'));
  expect(posts.reduce((sum, count) => sum + count, none)).toBe(4000);

  const [key, count] = topics[1]!;
  await topic(page, key).click();
  await expectCount(page, count);
  await expect(topic(page, key)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('filter-chip')).toHaveText([`topic ${key}`]);
  // The list itself goes on showing the others, so that one can switch.
  await expect(page.getByTestId('view-topics')).toHaveAttribute('data-current', 'true');
  expect(await topicsIn(page)).toEqual(topics);
  expect((await exportedRows(page)).length).toBe(count);

  await page.reload();
  await expectCount(page, count);
  await expect(page.getByTestId('filter-chip')).toHaveText([`topic ${key}`]);
  await expect(topic(page, key)).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('navigation').getByRole('button', { name: 'Overview' }).click();
  await expectCount(page, count);
  const [otherKey, otherCount] = topics[2]!;
  await page.locator(`[data-testid=topic-row][data-topic="${otherKey}"]`).click({ modifiers: ['Control'] });
  await expectCount(page, count + otherCount);
  expect((await exportedRows(page)).length).toBe(count + otherCount);
  await page.keyboard.press('Control+z');
  await expectCount(page, count);
  await page.getByTestId('filter-chip').getByRole('button').click();
  await expectCount(page, 4000);
  await page.goBack();
  await expectCount(page, count);
});

test('topics are sorted, searched for by their terms and chosen by keyboard', async ({ page }) => {
  await openSampleTopics(page);
  const byPosts = await topicsIn(page);
  await page.getByTestId('topics-order').click();
  await page.getByRole('option', { name: 'most negative' }).click();
  const byMood = await topicsIn(page);
  expect(byMood).not.toEqual(byPosts);
  expect(byMood.toSorted()).toEqual(byPosts.toSorted());

  const [key, count] = byMood[0]!;
  await topic(page, key).focus();
  await page.keyboard.press('Enter');
  await expectCount(page, count);
  await page.keyboard.press('Escape');
  await expectCount(page, 4000);

  const term = page.getByTestId('topic-term').nth(1);
  const words = (await term.getAttribute('data-term'))!;
  await term.click();
  await expect(page.getByTestId('search-box')).toHaveValue(words.includes(' ') ? `"${words}"` : words);
  await expect(page.getByTestId('view-topics')).toHaveAttribute('data-current', 'true');
  await expect(page.getByTestId('selection-count')).not.toHaveAttribute('data-count', '4000');
  const selected = Number(await page.getByTestId('selection-count').getAttribute('data-count'));
  const found = (await topicsIn(page)).reduce((sum, [, posts]) => sum + posts, 0);
  const none = Number(await page.getByTestId('topics-none').getAttribute('data-posts'));
  expect(found + none).toBe(selected);
});

test('a topic that there is not keeps no post, and its chip can be taken away', async ({ page }) => {
  await openSampleTopics(page);
  const address = new URL(page.url());
  await page.goto(`/${address.hash.split('?')[0]}?topic=no+such+topic`);
  await expectCount(page, 0);
  await expect(page.getByTestId('filter-chip')).toHaveText(['topic no such topic']);
  await page.getByTestId('filter-chip').getByRole('button').click();
  await expectCount(page, 4000);
});

test('too few posts are said to be too few', async ({ page }) => {
  await page.goto('/');
  await importFile(page, csv('few.csv', generatedPosts(30)));
  await page.getByRole('navigation').getByRole('button', { name: 'Topics' }).click();
  await expect(page.getByText(/^Too few posts to find topics/)).toBeVisible();
  await expect(page.getByTestId('topic-item')).toHaveCount(0);
});
