import type { Rng } from '../rng/rng.ts';
import type { SampleBrand } from './brands.ts';
import { EVENT_PHRASES, MOOD_PHRASES, type Mood } from './phrases.ts';
import { SHARED_PHRASES } from './shared-phrases.ts';

/** How one author writes; every post of theirs looks alike in this. */
export interface Habit {
  readonly isLowerCase: boolean;
  /** Share of words with a slip of the finger. */
  readonly typoShare: number;
  /** Share of posts that end in a hashtag. */
  readonly tagShare: number;
}

/** Writes one post. `phrases` names the event it is about, `null` for everyday talk. */
export function composePost(
  rng: Rng,
  brand: SampleBrand,
  mood: Mood,
  phrases: 'recall' | 'launch' | null,
  habit: Habit,
): string {
  const templates = phrases === null ? MOOD_PHRASES[mood] : EVENT_PHRASES[phrases][mood];
  let text = expand(rng, rng.pick(templates), brand, 0);
  if (!text.includes('#') && rng.chance(habit.tagShare)) text += ` ${rng.pick(brand.words.tag!)}`;
  if (habit.isLowerCase) text = text.toLowerCase();
  else text = capitalise(text);
  if (rng.chance(habit.typoShare)) text = slip(rng, text);
  return text;
}

function expand(rng: Rng, template: string, brand: SampleBrand, depth: number): string {
  return template.replace(/\{(\w+)\}/g, (_, word: string) => {
    if (word === 'brand') return brand.name;
    if (word === 'brandHandle') return brand.name.toLowerCase();
    const lower = word.charAt(0).toLowerCase() + word.slice(1);
    const list = brand.words[lower] ?? SHARED_PHRASES[lower];
    if (list === undefined || depth > 4) throw new RangeError(`no words for {${word}}`);
    const text = expand(rng, rng.pick(list), brand, depth + 1);
    return lower === word ? text : capitalise(text);
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// Swaps two letters, drops one, or doubles one, inside a word of four letters or more.
function slip(rng: Rng, text: string): string {
  const words = text.split(' ');
  const long = words.flatMap((word, i) => (/^[a-z]{4,}$/i.test(word) ? [i] : []));
  if (long.length === 0) return text;
  const at = rng.pick(long);
  const word = words[at]!;
  const letter = 1 + rng.int(word.length - 2);
  const kind = rng.int(3);
  if (kind === 0)
    words[at] =
      word.slice(0, letter) + word.charAt(letter + 1) + word.charAt(letter) + word.slice(letter + 2);
  else if (kind === 1) words[at] = word.slice(0, letter) + word.slice(letter + 1);
  else words[at] = word.slice(0, letter) + word.charAt(letter) + word.slice(letter);
  return words.join(' ');
}
