import type { DatasetRecord } from '../../app/types.ts';

/** The dataset's name, with a remark where its posts are made up. */
export function datasetTitle({ name, isSample }: DatasetRecord): string {
  return isSample ? `${name} (made up)` : name;
}
