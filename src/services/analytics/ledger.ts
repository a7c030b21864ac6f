import type { RowIssue } from '../../core/rows/types.ts';
import type { PostRepository } from '../../storage/ports.ts';
import type { OpenDataset } from './open-dataset.ts';
import type { IssuePage } from './types.ts';

/** The rows of a dataset that were refused or carry a remark, in file order. */
export interface Ledger {
  page(offset: number, limit: number): Promise<IssuePage>;
  /** All issues, one chunk after the other. */
  all(): AsyncGenerator<readonly RowIssue[]>;
}

/** A ledger that remembers how many issues each chunk has, not the issues. */
export function createLedger(posts: PostRepository, dataset: OpenDataset): Ledger {
  const counts: number[] = [];
  const read = (index: number): Promise<readonly RowIssue[]> => posts.issues(dataset.record.id, index);

  return {
    async page(offset, limit) {
      const chunks = dataset.columns.chunkStarts.length;
      for (let index = counts.length; index < chunks; index++) counts.push((await read(index)).length);
      const total = counts.reduce((sum, count) => sum + count, 0);
      const issues: RowIssue[] = [];
      let before = 0;
      for (let index = 0; index < chunks && issues.length < limit; index++) {
        const after = before + counts[index]!;
        if (after > offset && counts[index]! > 0)
          issues.push(...(await read(index)).slice(Math.max(0, offset - before)));
        before = after;
      }
      return { total, issues: issues.slice(0, limit) };
    },
    async *all() {
      for (let index = 0; index < dataset.columns.chunkStarts.length; index++) yield await read(index);
    },
  };
}
