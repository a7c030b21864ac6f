import { NOT_SCORED, type Scores } from './types.ts';

/**
 * Scores of a chunk's accepted rows, in order, put at the places of all its rows: refused ones, whose flag in
 * `refused` (`[rows]`) is not 0, carry none.
 */
export function spreadScores(accepted: Scores, refused: Uint8Array): Scores {
  const rows = refused.length;
  const probability = new Float32Array(rows).fill(Number.NaN);
  const label = new Uint8Array(rows).fill(NOT_SCORED);
  const classes = new Float32Array(accepted.classes.length > 0 ? 3 * rows : 0).fill(Number.NaN);
  let from = 0;
  for (let row = 0; row < rows; row++) {
    if (refused[row] !== 0) continue;
    probability[row] = accepted.probability[from]!;
    label[row] = accepted.label[from]!;
    if (classes.length > 0) classes.set(accepted.classes.subarray(3 * from, 3 * from + 3), 3 * row);
    from++;
  }
  return { probability, label, classes };
}
