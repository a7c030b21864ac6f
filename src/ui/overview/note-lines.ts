import type { ChartColors } from '../charts/chart-colors.ts';

/** A note over the bucket that it lies in. */
export interface PlacedNote {
  readonly bucket: number;
  readonly text: string;
}

const LONGEST_LABEL = 24;
const LABEL_ROW_PX = 16;
const ROWS = 3;
// Share of the chart's width that a label of so many characters may take.
const WIDTH_OF_CHARACTER = 0.009;

/** Upright lines at the notes' buckets, each with its words beside it; notes close together stand on rows of their own. */
export function noteLines(notes: readonly PlacedNote[], buckets: number, colors: ChartColors): object {
  const rowEnds = new Array<number>(ROWS).fill(Number.NEGATIVE_INFINITY);
  const placed = notes
    .toSorted((a, b) => a.bucket - b.bucket)
    .map(({ bucket, text }) => {
      const words = text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
      const place = bucket / buckets;
      const width = words.length * WIDTH_OF_CHARACTER;
      const isLeft = place > 0.5 && place + width > 1;
      const from = isLeft ? place - width : place;
      const free = rowEnds.findIndex((end) => end <= from);
      const row = free < 0 ? 0 : free;
      rowEnds[row] = from + width;
      return {
        xAxis: bucket,
        label: {
          formatter: words.replaceAll(/[{}|]/gu, ' '),
          align: isLeft ? 'right' : 'left',
          offset: [isLeft ? -4 : 4, LABEL_ROW_PX * (row + 1)],
        },
      };
    });
  return {
    name: 'Notes',
    type: 'line',
    data: [],
    silent: true,
    markLine: {
      symbol: 'none',
      silent: true,
      animation: false,
      lineStyle: { color: colors.accent, width: 1, type: 'solid' },
      label: {
        position: 'end',
        rotate: 0,
        color: colors.ink,
        fontSize: 12,
        backgroundColor: colors.ground,
        padding: [0, 2],
      },
      data: placed,
    },
  };
}
