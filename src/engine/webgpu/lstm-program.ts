import type { TowerSizes } from '../manifest.ts';
import { READ_BATCH } from './batch-words.ts';
import { ACTIVATIONS, BUILT_IN, stateStride } from './shader-parts.ts';
import { padded } from './tile.ts';

/** Rows that a workgroup takes through time together, and how many weights an invocation asks for at once. */
export const LSTM = { rows: 8, unroll: 8 } as const;

/**
 * Both directions of the LSTM: a workgroup takes eight rows of one direction through all their steps, one invocation a
 * unit, its cells in registers and the states in workgroup memory, those of four rows as one vec4. Rows end where they
 * end: the longest of a workgroup is its first.
 *
 * `projected` [distinct, 2 * hidden] vec4; `recurrent` [2, hidden padded, hidden] vec4, from state to unit to gate;
 * `states` [tokens, stride], forward and then backward.
 */
export function lstmProgram(sizes: TowerSizes): string {
  const { hidden, stateSteps } = sizes;
  const stride = stateStride(sizes);
  const sources = padded(hidden, LSTM.unroll);
  const rounded = stateSteps ? `round(exact * ${stateSteps}.0) / ${stateSteps}.0` : 'exact';
  const rows = Array.from({ length: LSTM.rows }, (_, i) => i);
  const unrolled = Array.from({ length: LSTM.unroll }, (_, i) => i);
  /** The part of a vec4 pair that is row `i`'s. */
  const of = (name: string, i: number) => `${name}${i >> 2}.${'xyzw'[i & 3]}`;
  const each = (part: (half: 0 | 1) => string) => `${part(0)}\n${part(1)}`;
  return `
    @group(0) @binding(0) var<storage, read> batch : array<i32>;
    @group(0) @binding(1) var<storage, read> projected : array<vec4<f32>>;
    @group(0) @binding(2) var<storage, read> recurrent : array<vec4<f32>>;
    @group(0) @binding(3) var<storage, read_write> states : array<f32>;
    ${READ_BATCH}
    ${ACTIVATIONS}
    // Two sets: a step reads one and writes the other.
    var<workgroup> held : array<vec4<f32>, ${4 * sources}>;

    // None for rows behind the last.
    fn lengthOf(row : i32) -> i32 {
      if (row >= rowsOfBatch()) {
        return 0;
      }
      return startOf(row + 1) - startOf(row);
    }

    fn starts(first : i32) -> vec4<i32> {
      let row = min(vec4<i32>(first, first + 1, first + 2, first + 3), vec4<i32>(rowsOfBatch() - 1));
      return vec4<i32>(startOf(row.x), startOf(row.y), startOf(row.z), startOf(row.w));
    }

    fn lengths(first : i32) -> vec4<i32> {
      return vec4<i32>(lengthOf(first), lengthOf(first + 1), lengthOf(first + 2), lengthOf(first + 3));
    }

    @compute @workgroup_size(${hidden})
    fn main(${BUILT_IN}) {
      let unit = i32(local);
      let direction = i32(group.y);
      let first = i32(group.x) * ${LSTM.rows};
      ${each((half) => `let start${half} = starts(first + ${4 * half});`)}
      ${each((half) => `let length${half} = lengths(first + ${4 * half});`)}
      ${each((half) => `var cell${half} = vec4<f32>(0.0);`)}
      for (var i = unit; i < ${4 * sources}; i = i + ${hidden}) {
        held[i] = vec4<f32>(0.0);
      }
      workgroupBarrier();
      let longest = lengthOf(first);
      for (var step = 0; step < longest; step = step + 1) {
        ${each(
          (half) => `let back${half} = length${half} - 1 - step;
        let token${half} = start${half} + max(select(vec4<i32>(step), back${half}, direction == 1), vec4<i32>(0));
        let runs${half} = vec4<i32>(step) < length${half};
        // A row that has ended looks at its last token again.
        let seen${half} = min(token${half}, start${half} + max(length${half} - 1, vec4<i32>(0)));`,
        )}
        ${rows.map((i) => `let added${i} = projected[(slotOf(${of('seen', i)}) * 2 + direction) * ${hidden} + unit];`).join('\n')}
        ${rows.map((i) => `var gates${i} = vec4<f32>(0.0);`).join('\n')}
        let before = (step & 1) * ${2 * sources};
        var weight = direction * ${sources * hidden} + unit;
        for (var source = 0; source < ${sources}; source = source + ${LSTM.unroll}) {
          ${unrolled.map((k) => `let w${k} = recurrent[weight + ${k * hidden}];`).join('\n')}
          weight = weight + ${LSTM.unroll * hidden};
          let at = before + 2 * source;
          ${unrolled
            .map(
              (k) => `{
            let h0 = held[at + ${2 * k}];
            let h1 = held[at + ${2 * k + 1}];
            ${rows.map((i) => `gates${i} = gates${i} + w${k} * ${of('h', i)};`).join('\n')}
          }`,
            )
            .join('\n')}
        }
        let to = ${2 * sources} - before + 2 * unit;
        ${each(
          (half) => `{
          let gates = transpose(mat4x4<f32>(${rows
            .slice(4 * half, 4 * half + 4)
            .map((i) => `gates${i} + added${i}`)
            .join(', ')}));
          let next = sigmoid(gates[1]) * cell${half} + sigmoid(gates[0]) * hyperbolic(gates[2]);
          let exact = sigmoid(gates[3]) * hyperbolic(next);
          let state = ${rounded};
          cell${half} = next;
          held[to + ${half}] = state;
          ${rows
            .slice(4 * half, 4 * half + 4)
            .map(
              (i) => `if (${of('runs', i)}) {
            states[${of('token', i)} * ${stride} + direction * ${hidden} + unit] = state.${'xyzw'[i & 3]};
          }`,
            )
            .join('\n')}
        }`,
        )}
        workgroupBarrier();
      }
    }
  `;
}
