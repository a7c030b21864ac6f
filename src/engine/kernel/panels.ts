import { asBytes, quantiseWeights } from './quantise.ts';

/** A matrix `[rows, width]` as PyTorch lays it out, and where its values go; -1 leaves zeros. */
export interface Source {
  readonly matrix: Float32Array;
  readonly width: number;
  /** Row of the matrix for each column of what is packed; a multiple of 8 of them. */
  readonly rows: readonly number[];
  /** Column of the matrix for each step of a sum; a multiple of 4 of them. */
  readonly steps: readonly number[];
}

/** Panels of 16-bit weights, and what each column is to be multiplied by. */
export interface Panels {
  readonly panels: Int16Array;
  readonly scales: Float32Array;
}

/** Columns of a panel, as `assembly/tile.ts` has it. */
export const PANEL = 8;
/** Units that are computed together, as `assembly/lstm.ts` has it. */
export const GROUP = 4;

/** `start`, `start + 1` and so on, `count` of them, and as many -1 as make it a multiple of `multiple`. */
export function padded(start: number, count: number, multiple: number): number[] {
  const length = Math.ceil(count / multiple) * multiple;
  return Array.from({ length }, (_, i) => (i < count ? start + i : -1));
}

/** Panels `[rows / 8, steps / 2, 8, 2]`. */
export function packShorts({ matrix, width, rows, steps }: Source): Panels {
  const panels = new Int16Array(rows.length * steps.length);
  const scales = new Float32Array(rows.length);
  for (const [column, row] of rows.entries()) {
    if (row < 0) continue;
    const { shorts, scale } = quantiseWeights(matrix.subarray(row * width, (row + 1) * width));
    scales[column] = scale;
    const panel = Math.floor(column / PANEL) * steps.length * PANEL + 2 * (column % PANEL);
    for (const [step, from] of steps.entries())
      if (from >= 0) panels[panel + (step >> 1) * 2 * PANEL + (step & 1)] = shorts[from]!;
  }
  return { panels, scales };
}

/** Panels of 8-bit weights, and what each column is to be multiplied by and corrected by before. */
export interface BytePanels {
  readonly panels: Int8Array;
  readonly scales: Float32Array;
  readonly corrections: Int32Array;
}

/** What stands for the state 0 among bytes, as `assembly/tile.ts` has it. */
const BYTE_ZERO = 63;

/** Panels `[rows / 8, steps / 4, 8, 4]`; null where a row is not made of whole multiples that fit into bytes. */
export function packBytes({ matrix, width, rows, steps }: Source): BytePanels | null {
  const panels = new Int8Array(rows.length * steps.length);
  const scales = new Float32Array(rows.length);
  const corrections = new Int32Array(rows.length);
  for (const [column, row] of rows.entries()) {
    if (row < 0) continue;
    const found = asBytes(matrix.subarray(row * width, (row + 1) * width));
    if (!found) return null;
    scales[column] = found.scale;
    corrections[column] = -BYTE_ZERO * found.shorts.reduce((sum, value) => sum + value, 0);
    const panel = Math.floor(column / PANEL) * steps.length * PANEL + 4 * (column % PANEL);
    for (const [step, from] of steps.entries())
      if (from >= 0) panels[panel + (step >> 2) * 4 * PANEL + (step & 3)] = found.shorts[from]!;
  }
  return { panels, scales, corrections };
}

/** Panels `[rows / 8, steps, 8]` of the values themselves. */
export function packFloats({ matrix, width, rows, steps }: Source): Float32Array {
  const panels = new Float32Array(rows.length * steps.length);
  for (const [column, row] of rows.entries()) {
    const panel = Math.floor(column / PANEL) * steps.length * PANEL + (column % PANEL);
    for (const [step, from] of steps.entries())
      if (row >= 0 && from >= 0) panels[panel + step * PANEL] = matrix[row * width + from]!;
  }
  return panels;
}

/** The values of `indices`, zero for -1. */
export function pick(values: Float32Array, indices: readonly number[]): Float32Array {
  return Float32Array.from(indices, (index) => (index < 0 ? 0 : values[index]!));
}
