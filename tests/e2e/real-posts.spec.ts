import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { csv, exportedRows, importFile, runCounts } from './app-page.ts';

const DATA = '../shared/data';

test('a headerless, quoted, Latin-1 file in the layout of Sentiment140 needs no help', async ({ page }) => {
  const row = (i: number, text: string) =>
    `"${i % 2 === 0 ? 0 : 4}","${1467810369 + i}","Mon Apr 06 22:${10 + i}:45 PDT 2009","NO_QUERY","user_${i}","${text}"`;
  const texts = [
    '@anna that is a bummer, you should have got it',
    'café was lovely today',
    'so tired :(',
    'yay',
  ];
  const content = Array.from({ length: 40 }, (_, i) => row(i, `${texts[i % 4]} ${i}`)).join('\n');
  await page.goto('/');
  await page.getByTestId('file-input').setInputFiles(csv('tweets.csv', Buffer.from(content, 'latin1')));
  await expect(page.getByTestId('mapping-confirm')).toBeEnabled();
  for (const [column, role] of [
    [1, 'Label'],
    [3, 'Time'],
    [5, 'Author'],
    [6, 'Text'],
  ] as const)
    await expect(page.getByRole('combobox', { name: `Meaning of column column_${column}` })).toHaveText(role);
  await page.getByTestId('mapping-confirm').click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done');
  const rows = await exportedRows(page);
  expect(rows.length).toBe(40);
  expect(rows[1]!.column_6).toContain('café');
  // Pacific daylight time is seven hours behind UTC.
  await expect(page.getByTestId('post-row').first()).toContainText('Apr 7, 2009');
});

for (const { file, read, refused } of [
  { file: 'seed/large_test_sentiment.csv', read: 1000, refused: 0 },
  { file: 'brands/apple-cp1252.csv', read: 3886, refused: 0 },
  { file: 'brands/gop-debate.csv', read: 13_871, refused: 0 },
  { file: 'reviews/yelp.csv.gz', read: 10_000, refused: 0 },
])
  test(`real posts: ${file}`, async ({ page }) => {
    test.skip(!existsSync(`${DATA}/${file}`), 'the collection of real posts is not on this machine');
    await page.goto('/');
    await importFile(page, `${DATA}/${file}`);
    expect(await runCounts(page)).toEqual({ read, scored: read - refused, refused });
    await expect(page.getByRole('img', { name: /^Net sentiment with its/ })).toBeVisible();
    expect((await exportedRows(page)).length).toBe(read);
  });
