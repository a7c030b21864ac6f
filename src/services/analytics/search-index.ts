import {
  addAll,
  allBits,
  createBits,
  inverseOf,
  keepCommon,
  type RowBits,
  setBit,
  wordsFor,
} from '../../core/columns/row-bits.ts';
import type { Facet } from '../../core/rows/facets.ts';
import { parseSearch, type SearchNode, type SearchTerm } from '../../core/search/query.ts';
import { createMatcher, type TermMatcher } from '../../core/search/term-matcher.ts';
import type { DatasetColumns } from './columns.ts';
import type { TextScan } from './text-scan.ts';
import type { ValueColumn, ValueColumns } from './value-columns.ts';

// A bit a row: 200 kB each at 1.6 million rows.
const TERMS_KEPT = 32;

/** Finds the rows of a dataset that a search is about. */
export interface SearchIndex {
  /** A set that is the caller's own; null where the search asks for nothing. */
  find(search: string): Promise<RowBits | null>;
}

/** The rows that have a term, as far as chunks were looked through. */
interface TermRows {
  readonly matcher: TermMatcher;
  bits: RowBits;
  chunks: number;
}

/**
 * A search is put together from the rows of its terms, and those are remembered: who types one more word has only that
 * word looked for, and during a run each text is looked at once.
 */
export function createSearchIndex(
  columns: DatasetColumns,
  texts: TextScan,
  textColumn: () => number,
  values: ValueColumns,
): SearchIndex {
  // A Map keeps insertion order, so its first key was searched for longest ago.
  const known = new Map<string, TermRows>();

  async function lookUp(terms: readonly SearchTerm[]): Promise<void> {
    for (const term of terms) {
      const rows = known.get(term.words) ?? { matcher: createMatcher(term), bits: createBits(0), chunks: 0 };
      known.delete(term.words);
      known.set(term.words, rows);
    }
    for (const oldest of known.keys())
      if (known.size > Math.max(TERMS_KEPT, terms.length)) known.delete(oldest);
    const wanted = terms.map(({ words }) => known.get(words)!);
    for (const rows of wanted) reserve(rows, columns.rows);
    const first = Math.min(...wanted.map(({ chunks }) => chunks));
    if (first >= columns.chunkStarts.length) return;
    await texts.scan(textColumn(), first, (column, index) => {
      for (const rows of wanted) {
        if (rows.chunks !== index) continue;
        reserve(rows, columns.rows);
        rows.matcher(column, rows.bits, columns.chunkStarts[index]!);
        rows.chunks++;
      }
    });
  }

  return {
    async find(search) {
      const { root } = parseSearch(search);
      if (root === null) return null;
      const terms = termsOf(root);
      const inTexts = terms.filter(({ field }) => field === 'text');
      if (inTexts.length > 0) await lookUp(inTexts);
      const facets = inTexts.length < terms.length ? await values.ready() : new Map<Facet, ValueColumn>();
      const { rows } = columns;
      return rowsWith(root, rows, (term) =>
        term.field === 'text'
          ? known.get(term.words)!.bits.slice(0, wordsFor(rows))
          : rowsWithValue(term, facets.get(term.field), rows),
      );
    },
  };
}

function termsOf(node: SearchNode): SearchTerm[] {
  if (node.kind === 'term') return [node];
  return node.kind === 'not' ? termsOf(node.of) : node.of.flatMap(termsOf);
}

function rowsWith(node: SearchNode, rows: number, ofTerm: (term: SearchTerm) => RowBits): RowBits {
  if (node.kind === 'term') return ofTerm(node);
  if (node.kind === 'not') return inverseOf(rowsWith(node.of, rows, ofTerm), rows);
  const join = node.kind === 'all' ? keepCommon : addAll;
  const start = node.kind === 'all' ? allBits(rows) : createBits(rows);
  return node.of.reduce((bits, part) => join(bits, rowsWith(part, rows, ofTerm)), start);
}

/** Rows whose whole value is the term's; `*` stands for any characters. */
function rowsWithValue(term: SearchTerm, column: ValueColumn | undefined, rows: number): RowBits {
  const bits = createBits(rows);
  if (!column) return bits;
  const wanted = wantedValues(term, column);
  for (let row = 0; row < rows; row++) if (wanted[column.ids[row]!] === 1) setBit(bits, row);
  return bits;
}

/** By number of a value, 1 for those that are meant. */
function wantedValues({ words }: SearchTerm, { dictionary }: ValueColumn): Uint8Array {
  const wanted = new Uint8Array(dictionary.size);
  if (!words.includes('*')) {
    const value = dictionary.find(words);
    if (value > 0) wanted[value] = 1;
    return wanted;
  }
  const pattern = new RegExp(
    `^${words
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/gu, '\\$&').replaceAll(' ', '\\s+'))
      .join('.*')}$`,
    'isu',
  );
  for (let value = 1; value < wanted.length; value++)
    wanted[value] = Number(pattern.test(dictionary.keyAt(value)));
  return wanted;
}

function reserve(rows: TermRows, count: number): void {
  const words = wordsFor(count);
  if (rows.bits.length >= words) return;
  const bits = new Uint32Array(Math.max(words, 2 * rows.bits.length));
  bits.set(rows.bits);
  rows.bits = bits;
}
