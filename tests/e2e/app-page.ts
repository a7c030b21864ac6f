import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import Papa from 'papaparse';

/** A file as `setInputFiles` takes it. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function csv(name: string, content: string | Buffer): TestFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

/** `rows` plausible posts with a date each; every hundredth has no text. */
export function generatedPosts(rows: number): string {
  const openings = [
    'I love',
    'I really hate',
    'Not sure about',
    'Just bought',
    'Never again',
    'So happy with',
  ];
  const things = [
    'this phone',
    'the new update',
    'the support team',
    'my order',
    'their app',
    'the delivery',
  ];
  const endings = [
    '!!!',
    ', thanks',
    ' :(',
    ', it broke',
    ' <3',
    ', best day ever',
    ' and I want my money back',
  ];
  const lines = ['id,created_at,author,text,likes'];
  for (let i = 0; i < rows; i++) {
    const time = new Date(Date.UTC(2026, 0, 5) + i * 600_000).toISOString();
    const text =
      i % 100 === 99 ? '' : `${openings[i % 6]} ${things[(i * 7) % 6]}${endings[(i * 11) % 7]} no. ${i}`;
    lines.push(`${i},${time},user${i % 50},"${text}",${i % 13}`);
  }
  return `${lines.join('\n')}\n`;
}

/** `rows` posts, an hour apart, each of some words of one of four subjects. */
export function postsOnSubjects(rows: number): string {
  const subjects = [
    'battery charger cable socket',
    'brakes wheel helmet saddle',
    'espresso grinder kettle crema',
    'landlord lease deposit tenant',
  ].map((words) => words.split(' '));
  const lines = ['created_at,author,text'];
  for (let i = 0; i < rows; i++) {
    const time = new Date(Date.UTC(2026, 0, 5) + i * 3_600_000).toISOString();
    const words = subjects[i % 4]!.filter((_, at) => at !== (i >> 2) % 4);
    lines.push(
      `${time},user${i % 50},"${i % 3 === 0 ? 'I love' : 'I hate'} ${words.join(' and ')} no. ${i}"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Hour of the burst in `postsWithBurst`. */
export const BURST_START = Date.UTC(2026, 0, 17, 14);

/** Two weeks with six posts an hour, and 90 angry ones about a recall within one of them, by two accounts. */
export function postsWithBurst(): string {
  const usual = ['I love this phone', 'The update is fine', 'Just bought a new case', 'Delivery was late'];
  const lines = ['id,created_at,author,text,likes'];
  const add = (timeMs: number, author: string, text: string, likes: number) =>
    lines.push(`${lines.length},${new Date(timeMs).toISOString()},${author},"${text}",${likes}`);
  for (let hour = 0; hour < 14 * 24; hour++) {
    const startMs = Date.UTC(2026, 0, 5) + hour * 3_600_000;
    for (let i = 0; i < 6; i++)
      add(startMs + i * 500_000, `user${i}`, `${usual[(i + hour) % 4]} no. ${hour}-${i}`, i);
    if (startMs === BURST_START)
      for (let i = 0; i < 90; i++)
        add(
          startMs + i * 30_000,
          i % 2 ? 'paper' : 'angry',
          `What a terrible battery recall, I hate it ${i}`,
          2,
        );
  }
  return `${lines.join('\n')}\n`;
}

/** Row counts as the run bar states them for automation. */
export async function runCounts(page: Page) {
  const status = page.getByTestId('run-status');
  const count = async (name: string) => Number(await status.getAttribute(`data-rows-${name}`));
  return { read: await count('read'), scored: await count('scored'), refused: await count('refused') };
}

/** Waits until the run bar's count of rows is at least `rows`, looking as often as frames are drawn. */
export async function untilCount(page: Page, name: 'read' | 'scored', rows: number): Promise<void> {
  await page.waitForFunction(
    ([attribute, wanted]) =>
      Number(document.querySelector('[data-testid=run-status]')?.getAttribute(attribute)) >= wanted,
    [`data-rows-${name}`, rows] as const,
  );
}

/** Row counts once they stand still: what was being stored when a run was cancelled still counts. */
export async function stoppedCounts(page: Page) {
  let counts = await runCounts(page);
  await expect(async () => {
    const before = counts;
    await page.waitForTimeout(1500);
    counts = await runCounts(page);
    expect(counts).toEqual(before);
  }).toPass();
  return counts;
}

/** Drops a file and goes through the mapping with one click. */
export async function startImport(page: Page, file: TestFile | string): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(file);
  await page.getByTestId('mapping-confirm').click();
}

/** Drops a file, confirms, and waits for the end of the run. */
export async function importFile(page: Page, file: TestFile | string): Promise<void> {
  await startImport(page, file);
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-state', 'done', { timeout: 150_000 });
}

/** Clicks export and gives the rows of the downloaded CSV, by column name. */
export async function exportedRows(page: Page): Promise<Record<string, string>[]> {
  return parseCsv(await exportedText(page));
}

/** Clicks export and gives the downloaded CSV as it is. */
export async function exportedText(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('export-csv').click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

export function parseCsv(text: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}
