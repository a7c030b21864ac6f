import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import { createHarness, importFile } from '../app/harness.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2);
const BURST = 300;

/** Three weeks with ten posts an hour, two of them about shoes, and 90 bad ones about a recall in one hour. */
function file(): File {
  const lines: string[] = [];
  for (let hour = 0; hour < 21 * 24; hour++) {
    const posts = hour === BURST ? 100 : 10;
    for (let i = 0; i < posts; i++) {
      const time = new Date(START + hour * HOUR + i * 30_000).toISOString();
      const isBurst = i >= 10;
      const text = isBurst
        ? `recall of bags ${i}`
        : `${i % 2 === 0 ? 'good' : 'bad'} ${i < 2 ? 'shoes' : 'bags'}`;
      const author = isBurst ? (i % 3 === 0 ? 'paper' : `reader${i}`) : `user${i}`;
      lines.push(`${time},${author},"${text} ${hour}",${author === 'reader11' ? 500 : 1}`);
    }
  }
  return new File([['created_at,author,text,likes', ...lines].join('\n')], 'posts.csv');
}

let app: App;
beforeAll(async () => {
  ({ app } = createHarness(2));
  await importFile(app, file());
});

describe('spikes', () => {
  it('are one event with its start and its size, and with the accounts that drew most', async () => {
    const { events, bucketMs } = await app.queries.spikes(NO_FILTER);
    expect(bucketMs).toBe(HOUR);
    expect(events.length).toBe(1);
    expect(events[0]).toMatchObject({ kind: 'crisis', startMs: START + BURST * HOUR, observed: 95 });
    const [detail] = await app.queries.spikeDetails(NO_FILTER);
    expect(detail!.startMs).toBe(events[0]!.startMs);
    expect(detail!.accounts.slice(0, 2)).toEqual([
      { author: 'reader11', posts: 1, engagement: 500 },
      { author: 'paper', posts: 30, engagement: 30 },
    ]);
  });

  it('do not change with the time or the class that is looked at', async () => {
    const whole = await app.queries.spikes(NO_FILTER);
    const time = { fromMs: START + BURST * HOUR, toMs: START + (BURST + 1) * HOUR };
    expect(await app.queries.spikes({ ...NO_FILTER, time, sentiments: ['Positive'] })).toEqual(whole);
  });

  it('follow the search', async () => {
    expect((await app.queries.spikes({ ...NO_FILTER, search: 'shoes' })).events).toEqual([]);
    expect((await app.queries.spikes({ ...NO_FILTER, search: 'nowhere' })).bucketMs).toBe(null);
  });
});
