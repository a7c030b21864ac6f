import { wilsonInterval } from '../src/core/stats/intervals.ts';
import type { Measured, Reliability } from './evaluate-measure.ts';
import type { BinaryFigures, Evaluation } from './evaluate-report.ts';

/** What is drawn of one head. */
type Head = Pick<Measured, 'rows' | 'ece' | 'reliability'>;

const PLOT = { left: 52, top: 56, side: 270 };
const COUNTS = { top: PLOT.top + PLOT.side + 26, height: 70 };
const PANEL_WIDTH = PLOT.left + PLOT.side + 18;
const HEIGHT = COUNTS.top + COUNTS.height + 44;

// No background of its own: it lies on a light page as well as on a dark one.
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #3a3d42; }
  .title { font-size: 14px; font-weight: 600; fill: #17191c; }
  .count { font-size: 10px; }
  .bar { fill: #9db9e6; }
  .dot { fill: #1d4f9e; }
  .whisker { stroke: #1d4f9e; stroke-width: 1.5; }
  .grid { stroke: #8a8f98; stroke-opacity: 0.35; }
  .ideal { stroke: #5c6068; stroke-dasharray: 4 3; }
  @media (prefers-color-scheme: dark) {
    text { fill: #c8ccd2; }
    .title { fill: #f2f3f5; }
    .bar { fill: #35507d; }
    .dot { fill: #a9c8ff; }
    .whisker { stroke: #a9c8ff; }
    .ideal { stroke: #a0a5ad; }
  }`;

/**
 * The reliability diagram of each head as an SVG: bars reach to the share of right answers of the posts in a bin of
 * confidence, dots stand at their mean confidence, with 95 % intervals by Wilson; below, how many posts there are. A
 * calibrated head has its dots on the broken line.
 */
export function toReliabilitySvg(evaluation: Evaluation): string {
  const panels = headsOf(evaluation).map(([title, head], i) => drawPanel(title, head, i * PANEL_WIDTH));
  const width = panels.length * PANEL_WIDTH;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img">`,
    `<title>Reliability of model ${escapeXml(evaluation.version)} on ${escapeXml(evaluation.file)}</title>`,
    `<style>${STYLE}\n</style>`,
    ...panels.flat(),
    '</svg>',
  ].join('\n');
}

function headsOf(evaluation: Evaluation): (readonly [title: string, head: Head | BinaryFigures])[] {
  const { binary, classes } = evaluation;
  const title = classes.length === 3 ? 'Negative, neutral or positive' : 'Negative or positive';
  return [[title, evaluation] as const, ...(binary ? [['Negative or positive', binary] as const] : [])];
}

function drawPanel(title: string, { rows, ece, reliability }: Head, left: number): string[] {
  const most = Math.max(1, ...reliability.map(({ count }) => count));
  const filled = reliability.filter(({ count }) => count > 0);
  return [
    `<g transform="translate(${left} 0)">`,
    text(PLOT.left, 20, title, 'class="title"'),
    text(PLOT.left, 38, `${grouped(rows)} posts; expected calibration error ${ece.value.toFixed(4)}`),
    ...drawAxes(most),
    ...filled.flatMap((bin) => [drawBar(bin), drawCount(bin, most)]),
    line(x(0), y(0), x(1), y(1), 'ideal'),
    ...filled.flatMap(drawDot),
    '</g>',
  ];
}

function drawAxes(most: number): string[] {
  const middle = PLOT.top + PLOT.side / 2;
  const countMiddle = COUNTS.top + COUNTS.height / 2;
  return [
    ...[0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((at) => [
      line(x(0), y(at), x(1), y(at), 'grid'),
      text(PLOT.left - 6, y(at) + 4, at.toFixed(1), 'text-anchor="end"'),
      text(x(at), PLOT.top + PLOT.side + 16, at.toFixed(1), 'text-anchor="middle"'),
    ]),
    text(14, middle, 'Share right', upright(14, middle)),
    text(14, countMiddle, 'Posts', upright(14, countMiddle)),
    text(PLOT.left - 6, COUNTS.top + 10, short(most), 'text-anchor="end"'),
    line(x(0), COUNTS.top + COUNTS.height, x(1), COUNTS.top + COUNTS.height, 'grid'),
    text(
      x(0.5),
      COUNTS.top + COUNTS.height + 22,
      'Confidence in the most probable class',
      'text-anchor="middle"',
    ),
  ];
}

function drawBar({ low, high, accuracy }: Reliability): string {
  return rect(x(low) + 1, y(accuracy), x(high) - x(low) - 2, y(0) - y(accuracy));
}

function drawDot({ confidence, accuracy, count }: Reliability): string[] {
  const interval = wilsonInterval(Math.round(accuracy * count), count);
  const at = x(confidence);
  return [
    line(at, y(interval.low), at, y(interval.high), 'whisker'),
    `<circle class="dot" cx="${round(at)}" cy="${round(y(accuracy))}" r="3.5"/>`,
  ];
}

/** The bar of a bin's posts, with their number written up along it. */
function drawCount({ low, high, count }: Reliability, most: number): string {
  const bottom = COUNTS.top + COUNTS.height;
  const height = (COUNTS.height * count) / most;
  const at = (x(low) + x(high)) / 2 + 3.5;
  return [
    rect(x(low) + 1, bottom - height, x(high) - x(low) - 2, height),
    text(at, bottom - 3, String(count), `class="count" transform="rotate(-90 ${round(at)} ${bottom - 3})"`),
  ].join('\n');
}

const x = (confidence: number): number => PLOT.left + confidence * PLOT.side;
const y = (accuracy: number): number => PLOT.top + (1 - accuracy) * PLOT.side;
const round = (value: number): number => Number(value.toFixed(2));
const grouped = (count: number): string => count.toLocaleString('en-US');

function short(count: number): string {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

function upright(at: number, middle: number): string {
  return `text-anchor="middle" transform="rotate(-90 ${at} ${middle})"`;
}

function text(at: number, baseline: number, content: string, attributes?: string): string {
  return `<text x="${round(at)}" y="${round(baseline)}" ${attributes ?? ''}>${escapeXml(content)}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

function rect(left: number, top: number, width: number, height: number): string {
  return `<rect class="bar" x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}"/>`;
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
