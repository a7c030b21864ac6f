/**
 * `npm run screenshots`: builds nothing, starts the built app, scores the made-up sample and writes the pictures
 * of the README to tests/screenshots.
 */
import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findOrInstallBrowser } from './browser/find-browser.ts';
import { BROWSER_ARGS } from './browser/launch-options.ts';

const FOLDER = 'tests/screenshots';
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

async function scoreSample(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByTestId('backend').waitFor();
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await page.getByTestId('mapping-confirm').click();
  await page.locator('[data-testid=run-status][data-state=done]').waitFor({ timeout: 180_000 });
  await page.getByTestId('post-row').first().waitFor();
  await page.getByTestId('topic-row').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(800);
}

async function takePictures(browser: Browser, url: string, scheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    viewport: WIDE,
    colorScheme: scheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByTestId('backend').waitFor();
  await page.screenshot({ path: `${FOLDER}/start-${scheme}.png` });
  await scoreSample(page, url);
  await page.screenshot({ path: `${FOLDER}/overview-${scheme}.png` });
  await page.getByRole('navigation').getByRole('button', { name: 'Topics' }).click();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${FOLDER}/topics-${scheme}.png` });
  await page.getByRole('navigation').getByRole('button', { name: 'Posts' }).click();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${FOLDER}/posts-${scheme}.png` });
  await page.setViewportSize(NARROW);
  await page.getByRole('navigation').getByRole('button', { name: 'Overview' }).click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${FOLDER}/overview-narrow-${scheme}.png` });
  await context.close();
}

mkdirSync(FOLDER, { recursive: true });
const server = await preview({ preview: { port: 4189, strictPort: true }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: BROWSER_ARGS });
try {
  for (const scheme of ['light', 'dark'] as const)
    await takePictures(browser, 'http://localhost:4189/', scheme);
} finally {
  await browser.close();
  await server.close();
}
