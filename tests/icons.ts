/** `npx tsx tests/icons.ts`: draws the PNG icons of the installed app from public/icons/icon.svg. */
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findOrInstallBrowser } from './browser/find-browser.ts';
import { BROWSER_ARGS } from './browser/launch-options.ts';

const svg = readFileSync('public/icons/icon.svg', 'utf8');
const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: BROWSER_ARGS });
for (const { name, size, inset } of [
  { name: 'icon-192', size: 192, inset: 0 },
  { name: 'icon-512', size: 512, inset: 0 },
  // A maskable icon may be cut to a circle of 80 % of its width; its ground fills the whole square.
  { name: 'icon-maskable-512', size: 512, inset: 52 },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const ground = inset > 0 ? 'background:#17191c' : 'background:transparent';
  await page.setContent(
    `<body style="margin:0;${ground}"><div style="padding:${inset}px;box-sizing:border-box;width:${size}px">${svg}</div>`,
  );
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
