/** Rows and columns of the part of a product that a workgroup computes, and how much of both it takes at once. */
export const TILE = { rows: 64, columns: 64, depth: 16, invocations: 256 } as const;

/** `count` and as many more as make a multiple of `step`. */
export const padded = (count: number, step: number): number => Math.ceil(count / step) * step;

/**
 * WGSL of a product by tiles in workgroup memory: `tileProduct(own, row, column)` gives an invocation 4 rows from
 * `row + 4 * (own / 16)` on by 4 columns, the vec4 `column + own % 16`. The factors are read by `rowAt(row, quad)`, of
 * `depth`, and from `weights` `[padded depth, padded columns]`, as vec4 both.
 */
export function tileProduct(depth: number, columns: number): string {
  const quads = padded(columns, TILE.columns) / 4;
  const four = [0, 1, 2, 3];
  return `
    var<workgroup> rowTile : array<vec4<f32>, ${(TILE.rows * TILE.depth) / 4}>;
    var<workgroup> weightTile : array<vec4<f32>, ${(TILE.columns * TILE.depth) / 4}>;

    fn tileProduct(own : i32, row : i32, column : i32) -> mat4x4<f32> {
      let x = own % 16;
      let y = own / 16;
      ${four.map((i) => `var sum${i} = vec4<f32>(0.0);`).join('\n')}
      for (var quad = 0; quad < ${padded(depth, TILE.depth) / 4}; quad = quad + 4) {
        rowTile[own] = rowAt(row + own / 4, quad + own % 4);
        weightTile[own] = weights[(quad * 4 + own / 16) * ${quads} + column + own % 16];
        workgroupBarrier();
        for (var k = 0; k < 4; k = k + 1) {
          ${four.map((j) => `let w${j} = weightTile[(4 * k + ${j}) * 16 + x];`).join('\n')}
          ${four
            .map(
              (i) => `let r${i} = rowTile[(4 * y + ${i}) * 4 + k];
          sum${i} = sum${i} + r${i}.x * w0 + r${i}.y * w1 + r${i}.z * w2 + r${i}.w * w3;`,
            )
            .join('\n')}
        }
        workgroupBarrier();
      }
      return mat4x4<f32>(sum0, sum1, sum2, sum3);
    }
  `;
}
