import { type TextColumn, unpackStrings } from '../../core/columns/text-column.ts';
import { createDuplicateGroups, type DuplicateGroups } from '../../core/duplicates/duplicate-groups.ts';
import type { DatasetColumns } from './columns.ts';

/** Which rows of a dataset say the same; read from the store when it is first asked for, beside everything else. */
export interface DuplicateIndex {
  /** By row, the first row of its group, up to the last row known; chunks that are new are read first. */
  ready(): Promise<Uint32Array>;
  /** The same where nothing is left to read; else null, and reading goes on (or begins). Throws why reading failed. */
  current(): Uint32Array | null;
  /** How much of the reading is done, 0..1. */
  readonly share: number;
  /** Ends the reading; who waits for it is told that the dataset was closed. */
  stop(): void;
}

/** What the index needs of a dataset. */
export interface DuplicateSource {
  readonly columns: DatasetColumns;
  /** The texts of a chunk. */
  readonly texts: (index: number) => Promise<TextColumn>;
  /** True once no row will be added. */
  readonly isWhole: () => boolean;
}

/**
 * One pass over the texts, chunk by chunk; other questions are answered between chunks. 4 bytes a row stay; what new
 * texts are compared with, about 200 bytes for each distinct one, is dropped when the dataset is whole.
 */
export function createDuplicateIndex({ columns, texts, isWhole }: DuplicateSource): DuplicateIndex {
  let groups: Pick<DuplicateGroups, 'groupOf' | 'rows'> | null = null;
  let builder: DuplicateGroups | null = null;
  let chunksRead = 0;
  let reading: Promise<void> | null = null;
  let failure: unknown = null;
  let isStopped = false;

  const isComplete = (): boolean => groups !== null && chunksRead === columns.chunkStarts.length;

  async function read(): Promise<void> {
    if (!builder) {
      builder = createDuplicateGroups();
      chunksRead = 0;
    }
    let next: Promise<TextColumn> | null = null;
    while (chunksRead < columns.chunkStarts.length) {
      const chunk: TextColumn = await (next ?? texts(chunksRead));
      next = chunksRead + 1 < columns.chunkStarts.length ? texts(chunksRead + 1) : null;
      // Whoever waits for it learns of the failure.
      next?.catch(() => undefined);
      // A task of its own for each chunk: what was asked meanwhile comes first.
      await new Promise((resolve) => setTimeout(resolve));
      if (isStopped) throw new Error('the dataset was closed');
      for (const text of unpackStrings(chunk)) builder.add(text);
      chunksRead++;
    }
    groups = builder;
    if (!isWhole()) return;
    groups = { rows: builder.rows, groupOf: builder.groupOf.slice(0, builder.rows) };
    builder = null;
  }

  function begin(): Promise<void> {
    reading ??= read().finally(() => {
      reading = null;
    });
    return reading;
  }

  return {
    get share() {
      return isComplete() ? 1 : chunksRead / Math.max(1, columns.chunkStarts.length);
    },
    async ready() {
      while (!isComplete()) await begin();
      return groups!.groupOf;
    },
    current() {
      if (failure !== null) {
        const thrown = failure;
        failure = null;
        throw thrown;
      }
      if (isComplete()) return groups!.groupOf;
      begin().catch((error: unknown) => {
        failure = error;
      });
      return null;
    },
    stop: () => {
      isStopped = true;
    },
  };
}
