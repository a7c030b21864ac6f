import { expect, test } from '@playwright/test';
import { csv, exportedRows, importFile, runCounts } from './app-page.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

const refusedFiles = [
  { what: 'a PDF', content: '%PDF-1.7\n%âãÏÓ\n1 0 obj', says: 'PDF' },
  { what: 'a web page', content: '<!DOCTYPE html><html><body>hi</body></html>', says: 'web page' },
  { what: 'an empty file', content: '', says: 'empty' },
  { what: 'a header without rows', content: 'id,text\n', says: 'no rows' },
  { what: 'a spreadsheet', content: Buffer.from('504b0304140006000800', 'hex'), says: 'CSV' },
];

for (const { what, content, says } of refusedFiles)
  test(`${what} is refused in plain words, and the next file is welcome`, async ({ page }) => {
    await page.getByTestId('file-input').setInputFiles(csv('odd.csv', content));
    await expect(page.getByTestId('error-message')).toContainText(says);
    await page.getByTestId('file-input').setInputFiles(csv('good.csv', 'text\nlovely day\n'));
    await expect(page.getByTestId('mapping-confirm')).toBeEnabled();
  });

test('a table without texts says so and cannot be started', async ({ page }) => {
  await page
    .getByTestId('file-input')
    .setInputFiles(csv('counts.csv', 'when,count\n2026-01-01,5\n2026-01-02,7\n'));
  await expect(page.getByTestId('error-message')).toContainText('No column looks like the text');
  await expect(page.getByTestId('mapping-confirm')).toBeDisabled();
});

test('200 columns, and a text among them', async ({ page }) => {
  const names = Array.from({ length: 199 }, (_, i) => `c${i}`);
  const row = (text: string) => [...names.map((_, i) => String(i)), text].join(',');
  const content = [[...names, 'text'].join(','), row('good morning'), row('a terrible night')].join('\n');
  await importFile(page, csv('wide.csv', content));
  expect(await runCounts(page)).toEqual({ read: 2, scored: 2, refused: 0 });
  const [first] = await exportedRows(page);
  expect(Object.keys(first!).length).toBe('p_neutral' in first! ? 206 : 203);
});

test('odd rows are listed or scored, none is lost, and the page does not hang', async ({ page }) => {
  const rows = [
    'id,created_at,text',
    '1,2026-01-01,"fine, thanks"',
    `2,2026-01-02,${'long '.repeat(1_000_000)}`,
    '3,2026-01-03,zero \0 byte',
    '4,31 February 2026,no such day',
    '5,2026-01-05,👍🏽 great ‏שלום עולם مرحبا',
    '6,2026-01-06,',
    '7,2026-01-07,one,field,too,many',
    '8',
    '9,2026-01-09,"never closed',
    '10,2026-01-10,the last one',
  ];
  await importFile(page, csv('odd-rows.csv', `${rows.join('\n')}\n`));
  const counts = await runCounts(page);
  expect(counts.read).toBe(10);
  expect(counts.read).toBe(counts.scored + counts.refused);
  expect(counts.refused).toBe(5);
  const exported = await exportedRows(page);
  expect(exported.map((row) => row.id)).toEqual(rows.slice(1).map((_, i) => String(i + 1)));
  expect(exported[1]!.text!.length).toBe(5_000_000);
  await page.getByRole('navigation').getByRole('button', { name: 'Ledger' }).click();
  await expect(page.getByRole('main')).toContainText('10 rows read = 5 scored + 5 refused');
  await expect(page.getByRole('main')).toContainText('No readable date');
});

test('a file of unclosed quotes ends in a list of them', async ({ page }) => {
  const lines = Array.from({ length: 3000 }, (_, i) => `${i},"unclosed ${i}`);
  await importFile(page, csv('quotes.csv', `id,text\n1,fine\n2,also fine\n${lines.join('\n')}\n`));
  const counts = await runCounts(page);
  expect(counts.read).toBe(counts.scored + counts.refused);
  expect(counts.read).toBeGreaterThan(2);
});
