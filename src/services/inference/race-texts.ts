import { createRng } from '../../core/rng/rng.ts';

const TEXTS = 1024;
const WORDS =
  'i you we they it this that the a my your not so very really never good bad great awful love hate happy sad thanks sorry service phone app update today again after before because work delay broken fast slow price team help'.split(
    ' ',
  );

/** Texts of the lengths of posts, other ones for each round: answers that are remembered would win any race. */
export function raceTexts(round: number): string[] {
  const rng = createRng(round);
  return Array.from({ length: TEXTS }, () =>
    Array.from({ length: 4 + rng.int(24) }, () => rng.pick(WORDS)).join(' '),
  );
}
