import { expect, test } from '@playwright/test';
import { csv, generatedPosts, importFile, runCounts } from './app-page.ts';

test('after one visit everything works without a network, from a cold start', async ({ page, context }) => {
  await page.goto('/');
  await importFile(page, csv('before.csv', generatedPosts(300)));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.close();
  await context.setOffline(true);

  const cold = await context.newPage();
  await cold.goto('/');
  await cold.getByRole('button', { name: 'before', exact: true }).click();
  await expect(cold.getByTestId('trend-chart')).toBeVisible();
  await expect(cold.getByTestId('post-row').first()).toBeVisible();
  await importFile(cold, csv('during.csv', generatedPosts(300)));
  expect(await runCounts(cold)).toEqual({ read: 300, scored: 297, refused: 3 });
  await context.setOffline(false);
});

test('no request leaves the origin, and the page forbids it', async ({ page, context, baseURL }) => {
  const foreign: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== baseURL) foreign.push(request.url());
  });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  await page.goto('/');
  await importFile(page, csv('posts.csv', generatedPosts(200)));
  await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
  await page.getByRole('navigation').getByRole('button', { name: 'Device' }).click();
  expect(foreign).toEqual([]);
  expect(violations).toEqual([]);

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*/);
  const escaped = await page.evaluate(() =>
    fetch('https://example.com/').then(
      () => true,
      () => false,
    ),
  );
  expect(escaped).toBe(false);
  expect(violations.join()).toContain('Content Security Policy');
});
