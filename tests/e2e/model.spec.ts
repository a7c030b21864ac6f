import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { BROWSER_ARGS } from '../browser/launch-options.ts';
import { csv, exportedRows, generatedPosts, importFile, parseCsv, runCounts } from './app-page.ts';

test('one text: cleaned text, class, probability, confidence and time', async ({ page }) => {
  await page.goto('/');
  await page.getByTestId('single-text').fill('I LOVE this, thank you so much!!! @anna http://example.org');
  await page.getByRole('button', { name: 'Score it' }).click();
  const result = page.getByTestId('single-result');
  const sentiment = page.getByTestId('single-sentiment');
  await expect(sentiment).toContainText('Positive');
  await expect(result).toContainText('<user>');
  await expect(result).toContainText('ms');
  await page.getByTestId('single-text').fill("worst service ever, i'm so sad and angry");
  await page.getByTestId('single-text').press('Enter');
  await expect(sentiment).toContainText('Negative');
  await page.getByTestId('single-text').fill('   ');
  await page.getByRole('button', { name: 'Score it' }).click();
  await expect(result).toContainText('Type or paste a text first');
});

test('without being told, the app takes a fast backend', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByTestId('backend')).toHaveText(/^(webgpu|wasm)$/);
});

test('a binary of WebAssembly that fails to load once is asked for again', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const refused = new Set<string>();
  await context.route('**/tfjs-backend-wasm*.wasm', async (route) => {
    if (refused.size > 0) return route.continue();
    refused.add(route.request().url());
    return route.abort('failed');
  });
  const page = await context.newPage();
  await page.goto(`${baseURL}/?backend=wasm`);
  await expect(page.getByTestId('backend')).toHaveText('wasm');
  expect(refused.size).toBe(1);
  await context.close();
});

test('the command line gives the same probabilities as the app', async ({ page }) => {
  const content = generatedPosts(400);
  const folder = mkdtempSync(join(tmpdir(), 'undertone-'));
  writeFileSync(join(folder, 'in.csv'), content);
  execFileSync('npm', [
    'run',
    '--silent',
    'score',
    '--',
    join(folder, 'in.csv'),
    '--out',
    join(folder, 'out.csv'),
  ]);
  const command = parseCsv(readFileSync(join(folder, 'out.csv'), 'utf8'));
  await page.goto('/');
  await importFile(page, csv('in.csv', content));
  const app = await exportedRows(page);
  expect(command.length).toBe(app.length);
  app.forEach((row, i) => {
    expect(command[i]!.predicted_sentiment).toBe(row.predicted_sentiment);
    // Node multiplies other instructions than the browser; the bits are the same.
    expect(command[i]!.probability).toBe(row.probability);
  });
});

test('every backend gives the same answers', async ({ baseURL }) => {
  // Software WebGPU: slow, but the same arithmetic.
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '',
    args: [...BROWSER_ARGS, '--enable-unsafe-webgpu'],
  });
  const answers: Record<string, number[]> = {};
  for (const backend of ['wasm', 'cpu', 'webgpu']) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${baseURL}/?backend=${backend}`);
    const named = page.getByTestId('backend');
    // Without an adapter at all there is nothing to compare with; elsewhere the name must be the one asked for.
    if (backend === 'webgpu' && !(await hasAdapter(page))) continue;
    await expect(named).toHaveText(backend, { timeout: 60_000 });
    await importFile(page, csv('few.csv', generatedPosts(12)));
    answers[backend] = (await exportedRows(page)).map((row) => Number(row.probability));
    await page.close();
  }
  await browser.close();
  for (const other of Object.values(answers).slice(1))
    other.forEach((probability, i) => {
      // A state between two whole numbers may be rounded either way.
      expect(Math.abs(probability - answers.wasm![i]!)).toBeLessThan(1e-3);
    });
  expect(Object.keys(answers).length).toBeGreaterThanOrEqual(2);
});

/** The app on WebGPU, with code of the test's own before that of the workers that score. Skips the test where there is no WebGPU. */
async function openOnGpu(baseURL: string, code: string): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '',
    args: [...BROWSER_ARGS, '--enable-unsafe-webgpu'],
  });
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await context.route('**/inference.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
  await page.goto(`${baseURL}/?backend=webgpu`);
  test.skip(!(await hasAdapter(page)), 'no WebGPU here');
  return page;
}

test('a graphics card that is lost while scoring costs no row', async ({ baseURL }) => {
  // The worker's graphics card goes with the first work that it is given for a chunk.
  const page = await openOnGpu(
    baseURL!,
    `{
      const ask = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...wanted) {
        const device = await ask.apply(this, wanted);
        const submit = device.queue.submit.bind(device.queue);
        let isScoring = false;
        device.queue.submit = (commands) => {
          submit(commands);
          if (isScoring) device.destroy();
        };
        addEventListener('message', ({ data }) => {
          isScoring ||= JSON.stringify(data).includes('scoreChunk');
        });
        return device;
      };
    }`,
  );
  const named = page.getByTestId('backend');
  await expect(named).toHaveText('webgpu', { timeout: 60_000 });
  await importFile(page, csv('lost.csv', generatedPosts(600)));
  expect(await runCounts(page)).toEqual({ read: 600, scored: 594, refused: 6 });
  await expect(named).toHaveText('wasm');
  await page.getByRole('navigation').getByRole('button', { name: 'Device' }).click();
  await expect(page.getByRole('main')).toContainText('The graphics card was lost while scoring');
  await page.context().browser()!.close();
});

test('the graphics card holds no more for batches of other shapes', async ({ baseURL }) => {
  const page = await openOnGpu(
    baseURL!,
    `{
      globalThis.heldBytes = 0;
      const create = GPUDevice.prototype.createBuffer;
      GPUDevice.prototype.createBuffer = function (wanted) {
        const buffer = create.call(this, wanted);
        heldBytes += buffer.size;
        buffer.destroy = () => {
          heldBytes -= buffer.size;
          GPUBuffer.prototype.destroy.call(buffer);
        };
        return buffer;
      };
    }`,
  );
  await expect(page.getByTestId('backend')).toHaveText('webgpu', { timeout: 60_000 });
  const heldBytes = () =>
    page
      .workers()
      .find((worker) => worker.url().includes('inference.worker'))!
      .evaluate(() => (globalThis as unknown as { heldBytes: number }).heldBytes);
  const scored = async (rows: number, words: number): Promise<number> => {
    const texts = Array.from({ length: rows }, (_, i) => `no. ${i * rows} ${'so good '.repeat(i % words)}`);
    await importFile(page, csv(`${rows}.csv`, `text\n${texts.join('\n')}\n`));
    return heldBytes();
  };
  const largest = await scored(70, 60);
  // The models' tables, and room for a batch.
  expect(largest).toBeLessThan(100 * 2 ** 20);
  for (const [rows, words] of [
    [37, 9],
    [12, 50],
    [61, 23],
  ] as const)
    expect(await scored(rows, words)).toBe(largest);
  await page.context().browser()!.close();
});

test.describe('a damaged model', () => {
  // It would answer from its own copy, before the network is asked.
  test.use({ serviceWorkers: 'block' });

  async function damageWeights(page: Page): Promise<void> {
    await page.context().route('**/model/*/weights.bin', async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[1000]! ^= 1;
      await route.fulfill({ response, body });
    });
  }

  test('is refused with a word, and the copy that was kept goes on scoring', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByTestId('backend')).toHaveText(/^(webgpu|wasm)$/);
    await importFile(page, csv('before.csv', generatedPosts(12)));
    const before = await exportedRows(page);
    const notice = page.getByTestId('model-fallback');
    await expect(notice).toHaveCount(0);
    await damageWeights(page);
    await page.reload();
    await expect(notice).toContainText('weights.bin was changed or damaged. In use instead: model ');
    await importFile(page, csv('after.csv', generatedPosts(12)));
    expect(await runCounts(page)).toEqual({ read: 12, scored: 12, refused: 0 });
    expect(await exportedRows(page)).toEqual(before);
    await page.getByRole('navigation').getByRole('button', { name: 'Device' }).click();
    await expect(page.getByRole('main')).toContainText('Why not the current one');
  });

  test('is a plain error at the first visit, when nothing is kept yet', async ({ page }) => {
    await damageWeights(page);
    await page.goto('/');
    await expect(page.getByTestId('error-message')).toContainText('weights.bin was changed or damaged.');
    await expect(page.getByTestId('model-fallback')).toHaveCount(0);
  });
});

async function hasAdapter(page: Page): Promise<boolean> {
  return page.evaluate(async () => ((await navigator.gpu?.requestAdapter()) ?? null) !== null);
}
