import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const COMMANDS = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const WINDOWS_FOLDERS = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'];

/**
 * Path of a Chrome, Chromium or Edge: the one named by `CHROME_PATH`, else an installed one, else Playwright's
 * own. Null where there is none.
 */
export function findBrowser(): string | null {
  const candidates = [
    process.env.CHROME_PATH ?? '',
    ...onPath(),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...WINDOWS_FOLDERS.flatMap((name) => {
      const folder = process.env[name];
      return folder === undefined
        ? []
        : ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
            join(folder, path),
          );
    }),
    chromium.executablePath(),
  ];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** As `findBrowser`, after trying to install one. Throws with what to do where that fails. */
export function findOrInstallBrowser(): string {
  for (const install of [null, installWithPlaywright, installWithApt]) {
    install?.();
    const found = findBrowser();
    if (found !== null) return found;
  }
  throw new Error(
    'No Chrome, Chromium or Edge was found, and none could be installed. Install one, or set CHROME_PATH to its program, and run this again.',
  );
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function installWithPlaywright(): void {
  attempt('npx', ['playwright', 'install', 'chromium']);
}

// Where Playwright's own download cannot be had, a Debian or Ubuntu machine has Chromium in its packages.
function installWithApt(): void {
  if (process.getuid?.() !== 0) return;
  attempt('apt-get', ['update', '-qq']);
  attempt('apt-get', ['install', '-y', '-qq', 'chromium']);
}

function attempt(command: string, args: readonly string[]): void {
  console.log(`no browser found, trying: ${command} ${args.join(' ')}`);
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  } catch (error) {
    console.log(`that failed: ${(error as Error).message.split('\n')[0]}`);
  }
}
