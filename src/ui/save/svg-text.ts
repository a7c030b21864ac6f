import { escapeHtml } from '../../core/report/escape-html.ts';
import type { ChartSize } from '../charts/chart-svg.ts';

// In single quotation marks: they stand within an attribute.
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** A whole SVG file: shapes on a ground, with one font. */
export function svgFile({ width, height }: ChartSize, ground: string, shapes: readonly string[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="${FONT}" font-size="12"><rect width="100%" height="100%" fill="${ground}"/>${shapes.join('')}</svg>`
  );
}

/** Words at a place; `anchor` as SVG has it. */
export function svgWords(
  words: string,
  x: number,
  y: number,
  color: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${color}" text-anchor="${anchor}">${escapeHtml(words)}</text>`;
}

/** A filled rectangle. */
export function svgBar(
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  opacity = 1,
): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(0, width).toFixed(1)}" height="${height.toFixed(1)}" fill="${color}" fill-opacity="${opacity.toFixed(2)}"/>`;
}
