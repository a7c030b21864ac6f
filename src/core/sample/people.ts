import type { Rng } from '../rng/rng.ts';
import type { Habit } from './compose-post.ts';

/** A made-up author. */
export interface Person extends Habit {
  readonly handle: string;
  readonly platform: string;
  /** Scale of likes and shares of a post. */
  readonly reach: number;
}

const FIRST =
  'ada amir bea bo carla chidi dana eli fern gus hana ida ivo jo kai lena lou mara milo nia noor olu otto pia quinn rafa rin sami tess theo uma vic wren yara zed'.split(
    ' ',
  );
const SECOND =
  'rides reads bakes codes runs otter maple pixel lark pine ember moss fox wave pebble cloud finch cedar comet noodle biscuit lantern harbor thistle'.split(
    ' ',
  );
const PLATFORMS = [
  'microblog',
  'microblog',
  'microblog',
  'microblog',
  'forum',
  'forum',
  'reviews',
  'video comments',
];

/** `count` authors with distinct handles. */
export function createPeople(rng: Rng, count: number): readonly Person[] {
  const handles = new Set<string>();
  while (handles.size < count) {
    const joint = rng.pick(['', '_', '.', '']);
    const tail = rng.chance(0.45) ? String(rng.int(100)) : '';
    handles.add(rng.pick(FIRST) + joint + rng.pick(SECOND) + tail);
  }
  return [...handles].map((handle) => ({
    handle,
    platform: rng.pick(PLATFORMS),
    reach: heavyTail(rng, 3),
    isLowerCase: rng.chance(0.4),
    typoShare: rng.chance(0.25) ? 0.4 : 0.05,
    tagShare: rng.chance(0.3) ? 0.5 : 0.06,
  }));
}

/** One of `people`, the first ones far more often than the last: rank falls like one over the position. */
export function pickPerson(rng: Rng, people: readonly Person[]): Person {
  const u = rng.next();
  return people[Math.floor(people.length * u * u)]!;
}

/** A count with a heavy tail (Pareto, exponent 2, shifted to start at 0) and the given scale, at most 40,000. */
export function heavyTail(rng: Rng, scale: number): number {
  // sqrt is exact in every engine, unlike pow and log, on which the bytes of the sample must not depend.
  return Math.min(40_000, Math.floor(scale * (1 / Math.sqrt(1 - rng.next()) - 1)));
}
