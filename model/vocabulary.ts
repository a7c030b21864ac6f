/** `npm run model:vocabulary -- --train FILE`: counts tokens and writes the vocabulary, one entry a line. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createTokenizer } from '../src/core/text/tokenize.ts';
import { readLabelledTexts } from './rows.ts';

const WORDS = 27_000;
const PIECES = 5_000;
const LONGEST_PIECE = 6;
// A character seen less often than this tells a network nothing.
const RAREST_CHARACTER = 30;

const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    out: { type: 'string', default: 'model/runs/data/vocabulary.txt' },
  },
});
if (!values.train) throw new Error('say --train FILE (columns target, text)');

const config = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const counts = await countTokens(values.train);
const markers: string[] = Object.values(config.markers);
const words = byCount(counts)
  .filter((word) => !markers.includes(word))
  .slice(0, WORDS);
const vocabulary = [...new Set([...markers, ...words, ...choosePieces(new Set(words))])];
mkdirSync(values.out.replace(/[^/]*$/u, ''), { recursive: true });
writeFileSync(values.out, `${vocabulary.join('\n')}\n`);
console.log(`${vocabulary.length} entries from ${counts.size} distinct tokens`);

async function countTokens(file: string): Promise<Map<string, number>> {
  const tokenize = createTokenizer(config);
  const found = new Map<string, number>();
  for await (const { text } of readLabelledTexts(file))
    for (const token of tokenize(text)) found.set(token, (found.get(token) ?? 0) + 1);
  return found;
}

/**
 * Pieces for the words that are not in the vocabulary: the character n-grams that cover most of their letters
 * (occurrences times length), and every character that is not rare, so that few words are unknown.
 */
function choosePieces(known: ReadonlySet<string>): string[] {
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
  return [...single, ...pieces.slice(0, PIECES - single.length)];
}

/** Keys from the most frequent on; equal counts in code-point order, so that the result is one. */
function byCount(map: ReadonlyMap<string, number>): string[] {
  return [...map].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([key]) => key);
}
