import { readFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

/**
 * Memory of all renderer processes in MB, each page of it counted by its share (PSS); the workers of a page live in its
 * process. Null where the system is not Linux.
 */
export async function rendererMemory(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const kilobytes = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => Number(/^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]));
    return kilobytes.reduce((sum, value) => sum + value, 0) / 1000;
  } catch (error) {
    if (process.platform === 'linux') throw error;
    return null;
  } finally {
    await session.detach();
  }
}
