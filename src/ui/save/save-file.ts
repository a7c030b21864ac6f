import { csvLine } from '../../core/csv/csv-line.ts';
import { type ChartSize, svgToPng } from '../charts/chart-svg.ts';

export const SAVE_FORMATS = ['png', 'svg', 'csv'] as const;
export type SaveFormat = (typeof SAVE_FORMATS)[number];

/** A drawing on the ground of its theme, as SVG text with its size in pixels. */
export interface Drawing {
  readonly svg: string;
  readonly size: ChartSize;
}

/** What a chart can be saved as. Each is made when it is asked for. */
export interface SavedChart {
  /** Null for a table, of which there is no picture. */
  readonly draw: (() => Drawing) | null;
  /** The figures behind it as CSV. */
  readonly csv: () => string;
}

const PNG_SCALE = 2;

/** The chart as a file: a picture of twice its pixels, a drawing, or its figures. Throws where there is no picture. */
export async function chartFile({ draw, csv }: SavedChart, format: SaveFormat): Promise<Blob> {
  if (format === 'csv') return new Blob([csv()], { type: 'text/csv;charset=utf-8' });
  if (!draw) throw new Error('a table has no picture');
  const { svg, size } = draw();
  return format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await svgToPng(svg, size, PNG_SCALE);
}

/** Rows of cells under a header as CSV; numbers in full, NaN as an empty cell. */
export function tableCsv(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const cell = (value: string | number | null): string =>
    value === null || Number.isNaN(value)
      ? ''
      : typeof value === 'number'
        ? String(+value.toFixed(6))
        : value;
  return [header, ...rows.map((row) => row.map(cell))].map((line) => csvLine(line, ',')).join('');
}
