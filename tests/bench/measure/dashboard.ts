import type { Browser, Locator, Page } from '@playwright/test';
import { openApp } from './app.ts';
import { type Act, redrawMs } from './redraw.ts';
import { median } from './statistics.ts';

/** One thing that an analyst does, and how long the page took to show it. */
export interface StepFigures {
  readonly name: string;
  /** From the act to the last change on the page, milliseconds: the first time, the middle and the slowest. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** The steps of the dashboard on one dataset. */
export interface DashboardFigures {
  readonly source: string;
  readonly posts: number;
  readonly steps: readonly StepFigures[];
}

interface Step {
  readonly name: string;
  readonly control: (page: Page) => Locator;
  readonly act: Act;
  /** Takes it back, untimed. */
  readonly back: (page: Page) => Promise<void>;
}

const ROUNDS = 3;
const IMPORT_MS = 3_600_000;
const READING_MS = 600_000;
const SETTLED_MS = 600;
const CLICK: Act = { kind: 'click' };

/** Drops a file, waits until everything about it is read, and does each step a few times. */
export async function measureDashboard(
  browser: Browser,
  url: string,
  file: string,
  source: string,
): Promise<DashboardFigures> {
  const page = await openApp(browser, url);
  try {
    await page.getByTestId('file-input').setInputFiles(file);
    await page.getByTestId('mapping-confirm').click();
    await page.locator('[data-testid=run-status][data-state=done]').waitFor({ timeout: IMPORT_MS });
    await page.locator('[data-testid=why][data-state=done]').waitFor({ timeout: READING_MS });
    await page.getByTestId('topic-row').first().waitFor({ timeout: READING_MS });
    await page.getByTestId('duplicate-group').first().waitFor({ timeout: READING_MS });
    await settled(page);
    const posts = Number(await page.getByTestId('selection-count').getAttribute('data-count'));
    const steps: StepFigures[] = [];
    for (const step of STEPS) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        times.push(await redrawMs(step.control(page), step.act));
        await step.back(page);
        await settled(page);
      }
      steps.push({
        name: step.name,
        firstMs: times[0]!,
        medianMs: median(times),
        slowestMs: Math.max(...times),
      });
    }
    return { source, posts, steps };
  } finally {
    await page.context().close();
  }
}

const clearAll = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Clear all' }).click();
};
const rail = (name: string) => (page: Page) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true });
const toOverview = async (page: Page): Promise<void> => rail('Overview')(page).click();

const STEPS: readonly Step[] = [
  {
    name: 'Click a class',
    control: (page) => page.getByRole('button', { name: /^Negative: .*Show only these/u }),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Select the strongest event’s time',
    control: (page) => page.getByTestId('spike-item').first(),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Click an author',
    control: (page) => page.getByTestId('facet-author').getByTestId('facet-row').first(),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Click an hour of the week',
    control: (page) => page.getByTestId('hour-cell').nth(38),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Click a step of confidence',
    control: (page) => page.getByTestId('confidence-bin').nth(12),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Click a word of Why',
    control: (page) => page.getByTestId('term-item').first(),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Search for one AND NOT two, on Enter',
    control: (page) => page.getByTestId('search-box'),
    act: { kind: 'type', text: 'good AND NOT bad' },
    back: clearAll,
  },
  {
    name: 'Click a topic',
    control: (page) => page.getByTestId('topic-row').first(),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Switch to distinct posts',
    control: (page) => page.getByTestId('distinct-switch'),
    act: CLICK,
    back: clearAll,
  },
  {
    name: 'Undo',
    control: (page) => page.getByTestId('undo-filter'),
    act: CLICK,
    back: clearAll,
  },
  { name: 'Open Topics', control: rail('Topics'), act: CLICK, back: toOverview },
  { name: 'Open Compare', control: rail('Compare'), act: CLICK, back: toOverview },
  { name: 'Open Posts', control: rail('Posts'), act: CLICK, back: toOverview },
];

/** Waits until nothing on the page has changed for a while. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    (quiet) =>
      new Promise<void>((resolve) => {
        let last = performance.now();
        const observer = new MutationObserver(() => {
          last = performance.now();
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        const check = setInterval(() => {
          if (performance.now() - last < quiet) return;
          clearInterval(check);
          observer.disconnect();
          resolve();
        }, 50);
      }),
    SETTLED_MS,
  );
}
