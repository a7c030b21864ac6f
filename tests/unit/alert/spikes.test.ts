import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type AlertBucket,
  createSpikeDetector,
  type Spike,
  type SpikeOptions,
} from '../../../src/core/alert/spikes.ts';
import { createRng } from '../../../src/core/rng/rng.ts';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2024, 0, 1);
const OPTIONS: SpikeOptions = {
  bucketMs: HOUR,
  threshold: 5,
  coolDown: 6,
  warmUp: 24,
  levelHalfLife: 48,
  isSeasonal: true,
  leastPosts: 8,
  seasonOf: (startMs) => ({
    hour: new Date(startMs).getUTCHours(),
    weekday: (new Date(startMs).getUTCDay() + 6) % 7,
  }),
};

function detect(buckets: readonly AlertBucket[], options = OPTIONS): Spike[] {
  const detector = createSpikeDetector(options);
  return [...buckets.flatMap((bucket) => detector.push(bucket)), ...detector.open()];
}

/** Hours with more posts by day than by night, a third of them negative and a third positive. */
function usual(hours: number, seed: number): AlertBucket[] {
  const rng = createRng(seed);
  return Array.from({ length: hours }, (_, i) => {
    const mean = 60 + 40 * Math.sin(((i % 24) / 24) * 2 * Math.PI);
    const posts = Math.max(0, Math.round(mean + Math.sqrt(mean) * rng.normal()));
    const share = (part: number) => Math.round(posts * part + Math.sqrt(posts * part * 0.67) * rng.normal());
    const negative = Math.max(0, Math.min(posts, share(1 / 3)));
    const positive = Math.max(0, Math.min(posts - negative, share(1 / 3)));
    return { startMs: MONDAY + i * HOUR, posts, negative, positive };
  });
}

function changed(
  buckets: AlertBucket[],
  hours: readonly number[],
  change: (bucket: AlertBucket) => Partial<AlertBucket>,
) {
  return buckets.map((bucket, i) => (hours.includes(i) ? { ...bucket, ...change(bucket) } : bucket));
}

describe('createSpikeDetector', () => {
  it('marks next to nothing in eight usual weeks', () => {
    const found = [1, 2, 3, 4, 5].map((seed) => detect(usual(24 * 56, seed)).length);
    expect(found.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  });

  it('marks a rise once, however long it lasts and wavers, with its start, peak and size', () => {
    const hours = [400, 401, 403, 404];
    const buckets = changed(usual(600, 7), hours, ({ posts }) => ({ posts: posts * 5 }));
    const [spike, ...others] = detect(buckets).filter(({ kind }) => kind === 'volume');
    expect(others).toEqual([]);
    expect(spike!.startMs).toBe(MONDAY + 400 * HOUR);
    expect(spike!.endMs).toBe(MONDAY + 405 * HOUR);
    expect(hours.map((hour) => MONDAY + hour * HOUR)).toContain(spike!.peakMs);
    expect(spike!.observed).toBeGreaterThan(3 * spike!.expected);
    expect(spike!.strength).toBeGreaterThan(5);
  });

  it('knows the hour: as many posts by night as by day are an event, by day they are none', () => {
    const buckets = usual(24 * 21, 3);
    const [day, night] = [24 * 20 + 6, 24 * 20 + 18];
    const count = buckets[day]!.posts;
    const found = detect(changed(buckets, [day, night], () => ({ posts: count })));
    expect(found.filter(({ kind }) => kind === 'volume').map(({ startMs }) => startMs)).toEqual([
      buckets[night]!.startMs,
    ]);
  });

  it('tells a worse mood, and a crisis where negative posts rise in number and in share', () => {
    const buckets = usual(500, 9);
    const worse = changed(buckets, [438], ({ posts }) => ({
      negative: Math.round(0.8 * posts),
      positive: 0,
    }));
    expect(detect(worse).map(({ kind }) => kind)).toContain('negative');
    const crisis = changed(buckets, [438, 439], ({ posts }) => ({
      posts: 4 * posts,
      negative: Math.round(3.4 * posts),
      positive: 0,
    }));
    expect(detect(crisis).map(({ kind }) => kind)).toContain('crisis');
    const cheerful = changed(buckets, [438], ({ posts }) => ({
      posts: 4 * posts,
      negative: 0,
      positive: 4 * posts,
    }));
    expect(detect(cheerful).map(({ kind }) => kind)).not.toContain('crisis');
  });

  it('says the same of a bucket whatever comes after it', () => {
    const buckets = changed(usual(500, 11), [300, 301], ({ posts }) => ({ posts: 6 * posts }));
    const whole = detect(buckets).filter(({ endMs }) => endMs < MONDAY + 350 * HOUR);
    const cut = detect(buckets.slice(0, 350)).filter(({ endMs }) => endMs < MONDAY + 350 * HOUR);
    expect(cut).toEqual(whole);
  });
});

const NAB = '../shared/data/nab';

/** Hourly counts of a series, and the windows in which people saw an anomaly. */
function readSeries(company: string): { buckets: AlertBucket[]; windows: [number, number][] } {
  const name = `Twitter_volume_${company}.csv`;
  const utc = (time: string) => Date.parse(`${time.replace(' ', 'T').slice(0, 19)}Z`);
  const counts = new Map<number, number>();
  const lines = gunzipSync(readFileSync(`${NAB}/${name}.gz`))
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1);
  for (const line of lines) {
    const [time, value] = line.split(',') as [string, string];
    const hour = Math.floor(utc(time) / HOUR) * HOUR;
    counts.set(hour, (counts.get(hour) ?? 0) + Number(value));
  }
  const all = JSON.parse(readFileSync(`${NAB}/windows.json`, 'utf8')) as Record<string, [string, string][]>;
  const first = Math.min(...counts.keys());
  const hours = (Math.max(...counts.keys()) - first) / HOUR + 1;
  return {
    buckets: Array.from({ length: hours }, (_, i) => {
      const startMs = first + i * HOUR;
      return { startMs, posts: counts.get(startMs) ?? 0, negative: 0, positive: 0 };
    }),
    windows: all[name]!.map(([from, to]) => [utc(from), utc(to)]),
  };
}

describe.skipIf(!existsSync(NAB))('on the labelled tweet volumes of five companies', () => {
  it('finds at least four of five windows, with at most one event a week beside them', () => {
    let [hit, windows, beside, weeks] = [0, 0, 0, 0];
    for (const company of ['AMZN', 'CRM', 'CVS', 'FB', 'AAPL']) {
      const series = readSeries(company);
      const found = detect(series.buckets);
      const meets = ([from, to]: [number, number]) =>
        found.some(({ startMs, endMs }) => startMs < to && endMs > from);
      hit += series.windows.filter(meets).length;
      windows += series.windows.length;
      beside += found.filter(
        ({ startMs, endMs }) => !series.windows.some(([from, to]) => startMs < to && endMs > from),
      ).length;
      weeks += series.buckets.length / 168;
    }
    expect(hit / windows).toBeGreaterThanOrEqual(0.8);
    expect(beside / weeks).toBeLessThanOrEqual(1);
  });
});
