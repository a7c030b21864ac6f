import type { TextColumn } from '../../core/columns/text-column.ts';
import type { FieldReader } from './field-reader.ts';

/** Texts of a million and a half tweets; what exceeds it is read again for each search. */
const BYTES_KEPT = 160e6;

/** A quarter of a million tweets; texts that came along unasked are kept as long as they are no more: of part of them little is gained. */
const BYTES_KEPT_UNASKED = 32e6;

/** Shows the texts of a dataset in order, again and again. */
export interface TextScan {
  /** Every chunk's texts, from the chunk `first` on. */
  scan(sourceColumn: number, first: number, visit: (texts: TextColumn, index: number) => void): Promise<void>;
  /** The texts of chunk `index`, where they are in memory. */
  kept(index: number): TextColumn | undefined;
  /** Texts of chunk `index` that were read for something else: a first search is then answered at once. */
  offer(index: number, texts: TextColumn): void;
}

/**
 * Keeps the texts, and no other column, once something was searched for: whoever searches once refines the search, and
 * reading takes ten times as long as looking through.
 */
export function createTextScan(fields: FieldReader): TextScan {
  const kept: TextColumn[] = [];
  let bytesKept = 0;
  let isTooMuch = false;
  let isAsked = false;
  function keep(index: number, texts: TextColumn, limit: number): void {
    if (index !== kept.length || bytesKept >= limit) return;
    bytesKept += texts.bytes.length + texts.offsets.byteLength;
    kept.push(texts);
  }
  return {
    kept: (index) => kept[index],
    offer(index, texts) {
      if (isTooMuch) return;
      keep(index, texts, BYTES_KEPT_UNASKED);
      if (isAsked || bytesKept < BYTES_KEPT_UNASKED) return;
      isTooMuch = true;
      kept.length = 0;
      bytesKept = 0;
    },
    async scan(sourceColumn, first, visit) {
      isAsked = true;
      const fromMemory = kept.length;
      for (let index = first; index < fromMemory; index++) visit(kept[index]!, index);
      await fields.scan(Math.max(first, fromMemory), (index, chunk) => {
        const texts = chunk[sourceColumn]!;
        keep(index, texts, BYTES_KEPT);
        visit(texts, index);
      });
    },
  };
}
