import { expect, it } from 'vitest';
import type { TextColumn } from '../../../src/core/columns/text-column.ts';
import type { FieldReader } from '../../../src/services/analytics/field-reader.ts';
import { createTextScan } from '../../../src/services/analytics/text-scan.ts';

/** Twenty megabytes of text in one row. */
function muchText(): TextColumn {
  const bytes = new Uint8Array(20e6);
  return { bytes, offsets: Uint32Array.of(0, bytes.length) };
}

function fieldsOf(chunks: readonly TextColumn[]): FieldReader {
  return {
    scan: async (first: number, visit: (index: number, fields: readonly TextColumn[]) => void) => {
      for (let index = first; index < chunks.length; index++) visit(index, [chunks[index]!]);
    },
  } as unknown as FieldReader;
}

it('keeps texts that come along as long as they are few, and lets all go where they are more', () => {
  const scan = createTextScan(fieldsOf([]));
  scan.offer(0, muchText());
  expect(scan.kept(0)).toBeDefined();
  scan.offer(1, muchText());
  expect([scan.kept(0), scan.kept(1)]).toEqual([undefined, undefined]);
  scan.offer(0, muchText());
  expect(scan.kept(0)).toBeUndefined();
});

it('keeps more once something was searched for, each text seen once and in order', async () => {
  const chunks = [muchText(), muchText(), muchText()];
  const scan = createTextScan(fieldsOf(chunks));
  scan.offer(0, chunks[0]!);
  const seen: number[] = [];
  await scan.scan(0, 0, (_, index) => seen.push(index));
  expect(seen).toEqual([0, 1, 2]);
  scan.offer(3, muchText());
  expect([0, 1, 2].map((index) => scan.kept(index) === chunks[index])).toEqual([true, true, true]);
});
