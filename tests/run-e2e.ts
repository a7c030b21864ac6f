/** `npm run test:e2e`: finds or installs a browser, then runs the Playwright tests on the built app. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findOrInstallBrowser } from './browser/find-browser.ts';

if (!existsSync('dist/index.html')) {
  console.error('The app is not built. Run npm run build first.');
  process.exit(1);
}
try {
  const browser = findOrInstallBrowser();
  console.log(`browser: ${browser}`);
  const args = ['playwright', 'test', '-c', 'tests/e2e/playwright.config.ts', ...process.argv.slice(2)];
  const { status } = spawnSync('npx', args, {
    stdio: 'inherit',
    env: { ...process.env, CHROME_PATH: browser },
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
