import { packStrings, type TextColumn } from '../../core/columns/text-column.ts';
import { createDictionary, type ValueDictionary } from '../../core/columns/value-dictionary.ts';
import { COLUMN_FACETS, type ColumnFacet, type Facet } from '../../core/rows/facets.ts';
import { LANGUAGE_NAMES } from '../../core/rows/languages.ts';
import type { DatasetColumns } from './columns.ts';
import type { FieldReader } from './field-reader.ts';

/** One of the columns that posts are grouped by: a number per row, and the values behind the numbers. */
export interface ValueColumn {
  /** Number of each row's value, two bytes a row as long as there are no more than 65,536 values; of languages one. */
  readonly ids: Uint8Array | Uint16Array | Uint32Array;
  readonly dictionary: ValueDictionary;
}

/** Authors, brands, platforms and languages of a dataset by number. */
export interface ValueColumns {
  /** Languages, and the columns that the file has, up to the last row known; chunks that are new are read first. */
  ready(): Promise<ReadonlyMap<Facet, ValueColumn>>;
}

/** The names of all languages; a name's number, and its first row, is its place. */
const LANGUAGES = createDictionary();
const NAMES = packStrings(LANGUAGE_NAMES);
for (let place = 0; place < LANGUAGE_NAMES.length; place++) LANGUAGES.add(NAMES, place, place);

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
  sourceColumn: (role: ColumnFacet | 'text') => number,
  onTexts: (index: number, texts: TextColumn) => void,
): ValueColumns {
  const known = new Map<ColumnFacet, Growing>();
  let chunksRead = 0;
  let reading: Promise<void> = Promise.resolve();

  function add(index: number, chunk: readonly TextColumn[]): void {
    const firstRow = columns.chunkStarts[index]!;
    for (const facet of COLUMN_FACETS) {
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
    if (COLUMN_FACETS.every((facet) => sourceColumn(facet) < 0)) return;
    if (chunksRead < columns.chunkStarts.length) await fields.scan(chunksRead, add);
  }

  return {
    async ready() {
      // Two who ask at once wait for the same reading, and the second one reads what came after it.
      reading = reading.catch(() => undefined).then(catchUp);
      await reading;
      const language: ValueColumn = { ids: columns.language, dictionary: LANGUAGES };
      return new Map<Facet, ValueColumn>([...known, ['language', language]]);
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
