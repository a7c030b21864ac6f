/**
 * `npm run model:vocabulary -- --data FOLDER [--words N] [--pieces N] --out FILE`: counts the tokens of the training
 * corpora and writes a vocabulary, one entry a line.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createTokenizer } from '../src/core/text/tokenize.ts';
import { readCorpora, readCorpus } from './corpora.ts';
import { PLAIN_EMOJI } from './emoji.ts';

const LONGEST_PIECE = 6;
// A character seen less often than this tells a network nothing; an emoji does.
const RAREST_CHARACTER = 30;
const RAREST_EMOJI = 12;
// Posts labelled by hand are few; counted four times, their words of later years have a chance against those of 2009.
const HAND_LABELLED_WEIGHT = 4;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    corpora: { type: 'string', default: 'model/configs/corpora.json' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    words: { type: 'string', default: '24000' },
    pieces: { type: 'string', default: '4000' },
    out: { type: 'string', default: 'model/runs/data/words.txt' },
  },
});
if (!values.data) throw new Error('say --data FOLDER (the corpora lie below it)');

const config = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const tokenize = createTokenizer(config);
const counts = countTokens(values.data);
const markers: string[] = Object.values(config.markers);
const words = byCount(counts)
  .filter((word) => !markers.includes(word))
  .slice(0, Number(values.words));
const emoji = [...PLAIN_EMOJI.positive, ...PLAIN_EMOJI.negative].flatMap(tokenize);
const frequentEmoji = byCount(counts).filter(
  (token) => counts.get(token)! >= RAREST_EMOJI && /\p{Extended_Pictographic}/u.test(token),
);
const whole = new Set([...markers, ...words, ...emoji, ...frequentEmoji]);
const vocabulary = [...new Set([...whole, ...choosePieces(whole, Number(values.pieces))])];
mkdirSync(values.out.replace(/[^/]*$/u, ''), { recursive: true });
writeFileSync(values.out, `${vocabulary.join('\n')}\n`);
console.log(`${vocabulary.length} entries from ${counts.size} distinct tokens`);

function countTokens(folder: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const corpus of readCorpora(values.corpora).train)
    readCorpus(folder, corpus, ({ text, isHeldOut }) => {
      if (isHeldOut) return;
      const weight = corpus.task === 'ternary' ? HAND_LABELLED_WEIGHT : 1;
      for (const token of tokenize(text)) found.set(token, (found.get(token) ?? 0) + weight);
    });
  return found;
}

/**
 * Pieces for the words that are not in the vocabulary: the character n-grams that cover most of their letters
 * (occurrences times length), and every character that is not rare, so that few words are unknown.
 */
function choosePieces(known: ReadonlySet<string>, limit: number): string[] {
  const grams = new Map<string, number>();
  const characters = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, n: number) => map.set(key, (map.get(key) ?? 0) + n);
  for (const [word, count] of counts) {
    const units = [...word];
    for (const [i, unit] of units.entries())
      add(characters, i === 0 ? unit : config.continuation + unit, count);
    if (known.has(word)) continue;
    for (let start = 0; start < units.length; start++)
      for (let length = 2; length <= LONGEST_PIECE && start + length <= units.length; length++) {
        const gram = units.slice(start, start + length).join('');
        add(grams, start === 0 ? gram : config.continuation + gram, count * length);
      }
  }
  const single = byCount(characters).filter((unit) => characters.get(unit)! >= RAREST_CHARACTER);
  const pieces = byCount(grams).filter((gram) => !known.has(gram));
  return [...single, ...pieces.slice(0, Math.max(0, limit - single.length))];
}

/** Keys from the most frequent on; equal counts in code-point order, so that the result is one. */
function byCount(map: ReadonlyMap<string, number>): string[] {
  return [...map].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([key]) => key);
}
