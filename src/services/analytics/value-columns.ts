import type { TextColumn } from '../../core/columns/text-column.ts';
import { createDictionary, type ValueDictionary } from '../../core/columns/value-dictionary.ts';
import { FACETS, type Facet } from '../../core/rows/facets.ts';
import type { DatasetColumns } from './columns.ts';
import type { FieldReader } from './field-reader.ts';

/** One of the columns that posts are grouped by: a number per row, and the values behind the numbers. */
export interface ValueColumn {
  /** Number of each row's value, two bytes a row as long as there are no more than 65,536 values. */
  readonly ids: Uint16Array | Uint32Array;
  readonly dictionary: ValueDictionary;
}

/** Authors, brands and platforms of a dataset by number. */
export interface ValueColumns {
  /** The columns that the file has, up to the last row known; chunks that are new are read first. */
  ready(): Promise<ReadonlyMap<Facet, ValueColumn>>;
}

interface Growing {
  ids: Uint16Array | Uint32Array;
  readonly dictionary: ValueDictionary;
}

/**
 * Reads the columns once, chunk by chunk, when they are first asked for: 2 to 4 bytes a row and column. `onTexts` is
 * shown the texts that come along, which are then not to be read again for a search.
 */
export function createValueColumns(
  fields: FieldReader,
  columns: DatasetColumns,
  sourceColumn: (role: Facet | 'text') => number,
  onTexts: (index: number, texts: TextColumn) => void,
): ValueColumns {
  const known = new Map<Facet, Growing>();
  let chunksRead = 0;
  let reading: Promise<void> = Promise.resolve();

  function add(index: number, chunk: readonly TextColumn[]): void {
    const firstRow = columns.chunkStarts[index]!;
    for (const facet of FACETS) {
      const cells = chunk[sourceColumn(facet)];
      if (!cells) continue;
      const column = known.get(facet) ?? { ids: new Uint16Array(0), dictionary: createDictionary() };
      known.set(facet, column);
      addCells(column, cells, firstRow);
    }
    onTexts(index, chunk[sourceColumn('text')]!);
    chunksRead = index + 1;
  }

  async function catchUp(): Promise<void> {
    if (FACETS.every((facet) => sourceColumn(facet) < 0)) return;
    if (chunksRead < columns.chunkStarts.length) await fields.scan(chunksRead, add);
  }

  return {
    async ready() {
      // Two who ask at once wait for the same reading, and the second one reads what came after it.
      reading = reading.catch(() => undefined).then(catchUp);
      await reading;
      return known;
    },
  };
}

function addCells(column: Growing, cells: TextColumn, firstRow: number): void {
  const rows = cells.offsets.length - 1;
  if (firstRow + rows > column.ids.length) {
    const capacity = Math.max(firstRow + rows, 2 * column.ids.length, 4096);
    column.ids = copied(
      column.ids,
      column.ids instanceof Uint16Array ? new Uint16Array(capacity) : new Uint32Array(capacity),
    );
  }
  for (let i = 0; i < rows; i++) {
    const id = column.dictionary.add(cells, i, firstRow + i);
    if (id > 0xffff && column.ids instanceof Uint16Array)
      column.ids = copied(column.ids, new Uint32Array(column.ids.length));
    column.ids[firstRow + i] = id;
  }
}

function copied<T extends Uint16Array | Uint32Array>(from: Uint16Array | Uint32Array, to: T): T {
  to.set(from);
  return to;
}
