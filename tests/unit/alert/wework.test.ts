import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { chooseAlertScales, foldAlertBuckets } from '../../../src/core/alert/event-buckets.ts';
import { findEvents } from '../../../src/core/alert/events.ts';
import { mainSpan } from '../../../src/core/trend/main-span.ts';
import { createZone } from '../../../src/core/trend/zone.ts';

const POSTS = '../shared/data/wework/posts.csv.gz';
const NEUTRAL = 1;

/** Dates of all posts, every one as neutral: what is looked for here shows in the number of posts alone. */
function readPosts(): { epochMs: Float64Array; label: Uint8Array } {
  const { data } = Papa.parse<{ date: string }>(gunzipSync(readFileSync(POSTS)).toString('utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const epochMs = Float64Array.from(data, ({ date }) => Date.parse(date.replace(' ', 'T')));
  return { epochMs, label: new Uint8Array(epochMs.length).fill(NEUTRAL) };
}

const utc = (month: number, day: number, hour: number) => Date.UTC(2019, month - 1, day, hour);

describe.skipIf(!existsSync(POSTS))('on ten weeks of posts about WeWork', () => {
  it('marks the known events, each once, among a dozen, and few others', () => {
    const posts = readPosts();
    const rows = Uint32Array.from(posts.epochMs.keys());
    const span = mainSpan(posts.epochMs, rows)!;
    const zone = createZone('America/New_York');
    const scales = chooseAlertScales(span, rows.length, zone).map((options) => ({
      buckets: foldAlertBuckets(posts, rows, span, options.bucketMs, zone),
      options,
    }));
    expect(scales.map(({ options }) => options.bucketMs)).toEqual([3_600_000, 24 * 3_600_000]);
    for (const { buckets } of scales)
      expect(buckets.reduce((sum, bucket) => sum + bucket.posts, 0)).toBe(rows.length);
    const events = findEvents(scales, 20);
    expect(events.length).toBeLessThanOrEqual(12);
    const within = (fromMs: number, toMs: number) =>
      events.filter((event) => event.startMs >= fromMs && event.startMs < toMs).length;
    // Half the valuation, in the news of 5 September.
    expect(within(utc(9, 5, 6), utc(9, 6, 6))).toBe(1);
    // The stock is not sold this month: no hour of it stands out, the day does.
    expect(within(utc(9, 16, 0), utc(9, 18, 0))).toBe(1);
    // The chief executive steps down; an hour before, a newspaper knew.
    expect(within(utc(9, 24, 12), utc(9, 25, 12))).toBe(1);
    // The stock is not sold after all.
    expect(within(utc(9, 30, 12), utc(10, 1, 12))).toBe(1);
    // The investor takes over: known on the evening of the 21st, settled on the 22nd.
    expect(within(utc(10, 21, 12), utc(10, 23, 12))).toBe(2);
    expect(events.slice(0, 2).map(({ startMs }) => new Date(startMs).getUTCDate())).toEqual([5, 24]);
  });
});
