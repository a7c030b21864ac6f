import { type TextColumn, unpackStrings } from '../../core/columns/text-column.ts';
import { createTermCounter } from '../../core/terms/term-counter.ts';
import {
  createTermRows,
  MOST_TERMS,
  type TermRows,
  type TermRowsBuilder,
} from '../../core/terms/term-rows.ts';
import type { Vocabulary } from '../../core/terms/vocabulary.ts';
import type { OpenDataset } from './open-dataset.ts';

// 13 MB of counters for phrases, and about twice that for words. A million of each found the same terms in 188,000 tweets,
// and took up to four times as long in 500,000: they fit no cache.
const MOST_COUNTED = 300_000;
// Texts of three hundred thousand tweets stay in memory from one pass to the next; more are read again.
const BYTES_KEPT = 60e6;
const LEAST_POSTS = 5;
const LEAST_SHARE = 0.0001;
// New words come with new posts; below this much more of them the old vocabulary serves.
const OUTGROWN = 1.5;

/** The terms of each post of a dataset. */
export interface Terms {
  readonly vocabulary: Vocabulary;
  readonly rows: TermRows;
}

/** Terms that are read from the store when they are first asked for, beside everything else. */
export interface TermIndex {
  /** The terms once all rows of now are read; until then null, and reading goes on (or begins). */
  current(): Terms | null;
  /** The same, and where they are not read, nothing is begun. */
  known(): Terms | null;
  /** How much of the reading is done, 0..1. */
  readonly share: number;
  /** Ends the reading. */
  stop(): void;
}

/**
 * Two passes over the texts: which terms are frequent, then which of these each post has. Between chunks other questions
 * are answered.
 */
export function createTermIndex(dataset: Pick<OpenDataset, 'columns' | 'texts'>): TermIndex {
  const { columns } = dataset;
  // Texts of the first chunks, while the terms are read.
  const kept: TextColumn[] = [];
  let vocabulary: Vocabulary | null = null;
  let builder: TermRowsBuilder | null = null;
  let countedRows = 0;
  let indexedChunks = 0;
  let share = 0;
  let isReading = false;
  let isStopped = false;
  let failure: unknown = null;

  async function read(): Promise<void> {
    if (!vocabulary || columns.rows > OUTGROWN * countedRows) await countTerms();
    const from = indexedChunks;
    const chunks = columns.chunkStarts.length;
    await scan(
      from,
      chunks,
      (text) => builder!.add(text),
      (index) => {
        indexedChunks = index + 1;
        share = 0.5 + (0.5 * (indexedChunks - from)) / (chunks - from);
      },
    );
    kept.length = 0;
  }

  async function countTerms(): Promise<void> {
    const counter = createTermCounter({ mostCounted: MOST_COUNTED, mostTerms: MOST_TERMS });
    const chunks = columns.chunkStarts.length;
    const { rows } = columns;
    let bytes = 0;
    await scan(0, chunks, counter.add, (index, column) => {
      share = (0.5 * (index + 1)) / chunks;
      bytes += column.bytes.length;
      if (bytes <= BYTES_KEPT) kept[index] = column;
    });
    vocabulary = counter.vocabulary(Math.max(LEAST_POSTS, LEAST_SHARE * rows));
    builder = createTermRows(vocabulary);
    countedRows = rows;
    indexedChunks = 0;
  }

  /** Shows the texts of some chunks in order; the next chunk is fetched meanwhile. */
  async function scan(
    from: number,
    to: number,
    visit: (text: string) => void,
    afterChunk: (index: number, column: TextColumn) => void,
  ): Promise<void> {
    let next = from < to ? texts(from) : null;
    for (let index = from; next && !isStopped; index++) {
      const column: TextColumn = await next;
      next = index + 1 < to ? texts(index + 1) : null;
      // Whoever waits for it learns of the failure.
      next?.catch(() => undefined);
      // A task of its own for each chunk: what was asked meanwhile comes first.
      await new Promise((resolve) => setTimeout(resolve));
      for (const text of unpackStrings(column)) visit(text);
      afterChunk(index, column);
    }
  }

  async function texts(index: number): Promise<TextColumn> {
    return kept[index] ?? dataset.texts(index);
  }

  function known(): Terms | null {
    const isComplete = builder !== null && indexedChunks === columns.chunkStarts.length;
    return isComplete && !isReading && vocabulary && columns.rows <= OUTGROWN * countedRows
      ? { vocabulary, rows: builder!.current() }
      : null;
  }

  return {
    get share() {
      return share;
    },
    known,
    current() {
      if (failure !== null) {
        const thrown = failure;
        failure = null;
        throw thrown;
      }
      const terms = known();
      if (terms) return terms;
      if (!isReading) {
        isReading = true;
        share = 0;
        read()
          .catch((error: unknown) => {
            failure = error;
          })
          .finally(() => {
            isReading = false;
          });
      }
      return null;
    },
    stop: () => {
      isStopped = true;
    },
  };
}
