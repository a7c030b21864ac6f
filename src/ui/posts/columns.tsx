import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { PostRow, SortKey } from '../../app/types.ts';
import { formatCount, formatDateTime, formatProbability, SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';

export const postTableFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature });

/** Column ids are the sort keys of the query, but for the text, which is not sorted by. */
export type PostColumnId = SortKey | 'text' | 'platform';

/** Width of each column as a grid track, in the order of the columns. */
export const COLUMN_WIDTHS: Readonly<Partial<Record<PostColumnId, string>>> = {
  row: '4rem',
  time: '10.5rem',
  author: '8rem',
  brand: '7rem',
  platform: '6rem',
  text: 'minmax(14rem, 1fr)',
  sentiment: '5.5rem',
  probability: '5.5rem',
  confidence: '5.5rem',
  engagement: '6rem',
};

const helper = createColumnHelper<typeof postTableFeatures, PostRow>();

/** The columns of the posts table for times in `zone`. */
export function postColumns(zone: string) {
  return helper.columns([
    helper.accessor('row', { id: 'row', header: 'Row', cell: (cell) => formatCount(cell.getValue() + 1) }),
    helper.accessor('epochMs', {
      id: 'time',
      header: 'Time',
      cell: (cell) => {
        const time = cell.getValue();
        return time === null ? '–' : <span className="whitespace-nowrap">{formatDateTime(time, zone)}</span>;
      },
    }),
    helper.accessor('author', { id: 'author', header: 'Author', cell: (cell) => cell.getValue() ?? '–' }),
    helper.accessor('brand', { id: 'brand', header: 'Brand', cell: (cell) => cell.getValue() ?? '–' }),
    helper.accessor('platform', {
      id: 'platform',
      header: 'Platform',
      enableSorting: false,
      cell: (cell) => cell.getValue() ?? '–',
    }),
    helper.accessor('text', {
      id: 'text',
      header: 'Text',
      enableSorting: false,
      cell: (cell) => (
        <span dir="auto" className="line-clamp-2 break-words" title={cell.getValue()}>
          {cell.getValue()}
        </span>
      ),
    }),
    helper.accessor('sentiment', {
      id: 'sentiment',
      header: 'Class',
      cell: (cell) => (
        <span className={SENTIMENT_TEXT[cell.getValue()]}>
          <span aria-hidden="true">{SENTIMENT_MARK[cell.getValue()]}</span> {cell.getValue()}
        </span>
      ),
    }),
    helper.accessor('probability', {
      id: 'probability',
      header: 'P(positive)',
      cell: (cell) => formatProbability(cell.getValue()),
    }),
    helper.accessor('confidence', {
      id: 'confidence',
      header: 'Confidence',
      cell: (cell) => formatProbability(cell.getValue()),
    }),
    helper.accessor('engagement', {
      id: 'engagement',
      header: 'Engagement',
      cell: (cell) => {
        const value = cell.getValue();
        return value === null ? '–' : formatCount(value);
      },
    }),
  ]);
}
