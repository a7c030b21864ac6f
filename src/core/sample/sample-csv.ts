import { csvLine } from '../csv/csv-line.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { SAMPLE_BRANDS, SAMPLE_EVENTS, type SampleBrand, type SampleEvent } from './brands.ts';
import { composePost } from './compose-post.ts';
import { createPeople, heavyTail, type Person, pickPerson } from './people.ts';
import type { Mood } from './phrases.ts';

/** Name under which the sample is kept; it says that nobody wrote these posts. */
export const SAMPLE_FILE_NAME = 'sample-made-up-posts.csv';
/** Seed of the sample that the app ships. */
export const SAMPLE_SEED = 20_250_303;
/** Rows of the sample. */
export const SAMPLE_ROWS = 4000;

const COLUMNS = ['id', 'created_at', 'author', 'platform', 'brand', 'text', 'likes', 'shares'];
/** Monday, 3 March 2025, 00:00 UTC; six weeks from there. */
const START_EPOCH_MS = Date.UTC(2025, 2, 3);
const HOURS = 6 * 7 * 24;
const HOUR_MS = 3_600_000;
const FIRST_ID = 7_100_000;

// Share of a day's posts by hour (UTC), and of a week's by day from Monday.
const BY_HOUR = [3, 2, 1, 1, 1, 2, 4, 7, 9, 9, 8, 8, 9, 9, 8, 8, 9, 10, 12, 13, 13, 12, 9, 5];
const BY_DAY = [10, 10, 10.5, 10, 9.5, 8, 8.5];

interface Slot {
  readonly hour: number;
  readonly brand: SampleBrand;
  readonly event: SampleEvent | null;
}

interface SamplePost {
  readonly epochMs: number;
  readonly person: Person;
  readonly brand: SampleBrand;
  readonly text: string;
  readonly likes: number;
  readonly shares: number;
}

/** The sample: 4,000 made-up posts. The same seed gives the same bytes on every machine. */
export function sampleCsv(seed: number): string {
  return madeUpPosts(seed, SAMPLE_ROWS);
}

/** Made-up posts about three made-up brands over six weeks, as CSV text in order of time. */
export function madeUpPosts(seed: number, rows: number): string {
  const rng = createRng(seed);
  const people = createPeople(rng, 900);
  const times = drawSlots(rng, rows).map((slot) => ({
    slot,
    epochMs: START_EPOCH_MS + slot.hour * HOUR_MS + rng.int(3600) * 1000,
  }));
  times.sort((a, b) => a.epochMs - b.epochMs);
  const posts: SamplePost[] = [];
  for (const { slot, epochMs } of times) posts.push(writePost(rng, people, slot, epochMs, posts));
  let csv = csvLine(COLUMNS, ',');
  let id = FIRST_ID;
  for (const post of posts) {
    id += 1 + rng.int(9);
    csv += csvLine(fieldsOf(post, id), ',');
  }
  return csv;
}

function fieldsOf(post: SamplePost, id: number): readonly string[] {
  const { person, brand, text, likes, shares } = post;
  const createdAt = new Date(post.epochMs).toISOString().replace('.000Z', 'Z');
  return [
    String(id),
    createdAt,
    person.handle,
    person.platform,
    brand.name,
    text,
    String(likes),
    String(shares),
  ];
}

function drawSlots(rng: Rng, rows: number): readonly Slot[] {
  const slots: Slot[] = [];
  const cumulative: number[] = [];
  let total = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const rhythm = BY_HOUR[hour % 24]! * BY_DAY[Math.floor(hour / 24) % 7]!;
    for (const brand of SAMPLE_BRANDS) {
      for (const event of [null, ...SAMPLE_EVENTS.filter((event) => event.brand === brand.name)]) {
        total += rhythm * brand.weight * volumeAt(event, hour);
        slots.push({ hour, brand, event });
        cumulative.push(total);
      }
    }
  }
  return Array.from({ length: rows }, () => slots[firstAbove(cumulative, rng.next() * total)]!);
}

function volumeAt(event: SampleEvent | null, hour: number): number {
  if (event === null) return 1;
  return hour < event.fromHour ? 0 : (event.volume[Math.floor((hour - event.fromHour) / 6)] ?? 0);
}

function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function writePost(
  rng: Rng,
  people: readonly Person[],
  slot: Slot,
  epochMs: number,
  earlier: readonly SamplePost[],
): SamplePost {
  const person = pickPerson(rng, people);
  const { brand, event } = slot;
  const repeated = rng.chance(event === null ? 0.04 : 0.16) ? findRepeated(rng, earlier, brand) : null;
  if (repeated !== null) {
    const text = `RT @${repeated.person.handle}: ${repeated.text}`;
    return { epochMs, person, brand, text, likes: 0, shares: repeated.shares + rng.int(5) };
  }
  const text = composePost(rng, brand, drawMood(rng, event ?? brand), event?.phrases ?? null, person);
  const likes = heavyTail(rng, 2 + person.reach * (event === null ? 1 : 4));
  const shares = Math.floor(likes * rng.next() * (event === null ? 0.3 : 0.7));
  return { epochMs, person, brand, text, likes, shares };
}

/** The most shared of a few recent posts on the brand that are no repeats themselves. */
function findRepeated(rng: Rng, earlier: readonly SamplePost[], brand: SampleBrand): SamplePost | null {
  let best: SamplePost | null = null;
  for (let tries = 0; tries < 12 && earlier.length > 0; tries++) {
    const post = earlier[earlier.length - 1 - rng.int(Math.min(80, earlier.length))]!;
    if (post.brand !== brand || post.text.startsWith('RT @')) continue;
    if (best === null || post.shares > best.shares) best = post;
  }
  return best;
}

function drawMood(rng: Rng, shares: Pick<SampleBrand, 'positiveShare' | 'negativeShare'>): Mood {
  const u = rng.next();
  if (u < shares.positiveShare) return 'positive';
  return u < shares.positiveShare + shares.negativeShare ? 'negative' : 'neutral';
}
