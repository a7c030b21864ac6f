import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { PostColumnId } from '../../app/post-columns.ts';
import type { PostRow, UnsureBand } from '../../app/types.ts';
import { formatCount, formatDateTime, formatProbability } from '../format.ts';
import { SentimentMark } from '../scores/SentimentMark.tsx';
import { UnsureMark } from '../scores/Unsure.tsx';
import { TableText } from './TableText.tsx';
import type { WordMarks } from './word-marks.ts';

export const postTableFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature });

/** Names of the columns, in their order, as the header has them. */
export const COLUMN_NAMES: Readonly<Record<PostColumnId, string>> = {
  row: 'Row',
  time: 'Time',
  author: 'Author',
  brand: 'Brand',
  platform: 'Platform',
  language: 'Language',
  text: 'Text',
  sentiment: 'Class',
  confidence: 'Confidence',
  probability: 'P(positive)',
  negative: 'P(negative)',
  positive: 'P(positive)',
  engagement: 'Engagement',
};

/** Width of each column as a grid track, in the order of the columns. */
export const COLUMN_WIDTHS: Readonly<Partial<Record<PostColumnId, string>>> = {
  row: '4.25rem',
  time: '11rem',
  author: '7rem',
  brand: '7rem',
  platform: '6rem',
  language: '6rem',
  text: 'minmax(14rem, 1fr)',
  sentiment: '5.5rem',
  confidence: '4.75rem',
  probability: '5rem',
  negative: '5rem',
  positive: '5rem',
  engagement: '6rem',
};

const helper = createColumnHelper<typeof postTableFeatures, PostRow>();

/** What the cells need to know besides their row. */
export interface PostColumnsOptions {
  /** IANA name of the zone of the times. */
  readonly zone: string;
  readonly band: UnsureBand | null;
  /** What was searched for, to be marked in the texts. */
  readonly marks: RegExp | null;
  /** What moved the scores, to be marked too. */
  readonly words: WordMarks;
  readonly onOpen: (post: PostRow) => void;
}

/** The columns of the posts table; which of them show is decided elsewhere. */
export function postColumns({ zone, band, marks, words, onOpen }: PostColumnsOptions) {
  return helper.columns([
    helper.accessor('row', {
      id: 'row',
      header: COLUMN_NAMES.row,
      cell: (cell) => formatCount(cell.getValue() + 1),
    }),
    helper.accessor('epochMs', {
      id: 'time',
      header: COLUMN_NAMES.time,
      cell: (cell) => {
        const time = cell.getValue();
        return time === null ? '–' : <span className="whitespace-nowrap">{formatDateTime(time, zone)}</span>;
      },
    }),
    helper.accessor('author', {
      id: 'author',
      header: COLUMN_NAMES.author,
      cell: (cell) => cell.getValue() ?? '–',
    }),
    helper.accessor('brand', {
      id: 'brand',
      header: COLUMN_NAMES.brand,
      cell: (cell) => cell.getValue() ?? '–',
    }),
    helper.accessor('platform', {
      id: 'platform',
      header: COLUMN_NAMES.platform,
      enableSorting: false,
      cell: (cell) => cell.getValue() ?? '–',
    }),
    helper.accessor('language', {
      id: 'language',
      header: COLUMN_NAMES.language,
      enableSorting: false,
      cell: (cell) => cell.getValue() ?? '–',
    }),
    helper.accessor('text', {
      id: 'text',
      header: COLUMN_NAMES.text,
      enableSorting: false,
      cell: (cell) => (
        <TableText
          post={cell.row.original}
          marks={marks}
          words={words}
          onOpen={() => onOpen(cell.row.original)}
        />
      ),
    }),
    helper.accessor('sentiment', {
      id: 'sentiment',
      header: COLUMN_NAMES.sentiment,
      cell: (cell) => (
        <span className="flex flex-col">
          <SentimentMark sentiment={cell.getValue()} />
          <UnsureMark
            confidence={cell.row.original.confidence}
            band={band}
            onOpen={() => onOpen(cell.row.original)}
          />
        </span>
      ),
    }),
    helper.accessor('confidence', {
      id: 'confidence',
      header: COLUMN_NAMES.confidence,
      cell: (cell) => formatProbability(cell.getValue()),
    }),
    helper.accessor('probability', {
      id: 'probability',
      header: COLUMN_NAMES.probability,
      cell: (cell) => formatProbability(cell.getValue()),
    }),
    // The two of the three that a post can be ranked by; the third is what is left.
    helper.accessor((post) => post.classes?.[0] ?? null, {
      id: 'negative',
      header: COLUMN_NAMES.negative,
      cell: (cell) => probabilityCell(cell.getValue()),
    }),
    helper.accessor((post) => post.classes?.[2] ?? null, {
      id: 'positive',
      header: COLUMN_NAMES.positive,
      cell: (cell) => probabilityCell(cell.getValue()),
    }),
    helper.accessor('engagement', {
      id: 'engagement',
      header: COLUMN_NAMES.engagement,
      cell: (cell) => {
        const value = cell.getValue();
        return value === null ? '–' : formatCount(value);
      },
    }),
  ]);
}

function probabilityCell(probability: number | null): string {
  return probability === null ? '–' : formatProbability(probability);
}
