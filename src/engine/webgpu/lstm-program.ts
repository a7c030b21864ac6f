import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** Rows that a workgroup takes through time together: their states for one unit are one vec4. */
const ROWS = 4;

/**
 * Both directions of an LSTM over a batch in one dispatch: a workgroup takes four rows of one direction through all
 * steps, one invocation a unit, its cell in registers and the states in workgroup memory.
 *
 * Inputs: `projected` [batch * time, 8 * hidden], what the tokens add to the gates, biases included, in the order
 * direction, unit, gate (input, forget, candidate, output); `recurrent` [2, hidden, hidden, 4], from state to unit to
 * gate; `lengths` int32 [batch]. Output: states [batch, time, 2 * hidden], zero where a row has ended.
 */
export function lstmProgram(
  batch: number,
  time: number,
  hidden: number,
  stateSteps: number | null,
): WebGPUProgram {
  const rounded = stateSteps === null ? 'exact' : `round(exact * ${stateSteps}.0) / ${stateSteps}.0`;
  return {
    variableNames: ['projected', 'recurrent', 'lengths'],
    variableComponents: [4, 4, 1],
    uniforms: 'time : i32, rows : i32,',
    outputShape: [batch, time, 2 * hidden],
    workgroupSize: [hidden, 1, 1],
    dispatchLayout: { x: [0], y: [1], z: [2] },
    dispatch: [Math.ceil(batch / ROWS), 2, 1],
    shaderKey: `undertone_lstm_${hidden}_${stateSteps}`,
    getUserCode: () => `
      const HIDDEN : i32 = ${hidden};
      var<workgroup> states : array<vec4<f32>, ${hidden}>;

      fn sigmoid(x : vec4<f32>) -> vec4<f32> {
        return vec4<f32>(1.0) / (vec4<f32>(1.0) + exp(-x));
      }

      // tanh of WGSL is NaN far out on some drivers.
      fn hyperbolic(x : vec4<f32>) -> vec4<f32> {
        return vec4<f32>(1.0) - vec4<f32>(2.0) / (vec4<f32>(1.0) + exp(2.0 * x));
      }

      fn main() {
        let unit = i32(localIndex);
        let direction = i32(workgroupId.y);
        let first = i32(workgroupId.x) * ${ROWS};
        let last = uniforms.rows - 1;
        // The last group's missing rows do the work of the last row again.
        let row = min(vec4<i32>(first, first + 1, first + 2, first + 3), vec4<i32>(last));
        let ends = vec4<i32>(lengths[row.x], lengths[row.y], lengths[row.z], lengths[row.w]);
        var cell = vec4<f32>(0.0);
        var state = vec4<f32>(0.0);
        states[unit] = state;
        workgroupBarrier();
        for (var step = 0; step < uniforms.time; step = step + 1) {
          let t = select(step, uniforms.time - 1 - step, direction == 1);
          let at = ((row * uniforms.time + t) * 2 + direction) * HIDDEN + unit;
          var gates0 = projected[at.x];
          var gates1 = projected[at.y];
          var gates2 = projected[at.z];
          var gates3 = projected[at.w];
          var weight = direction * HIDDEN * HIDDEN + unit;
          for (var source = 0; source < HIDDEN; source = source + 1) {
            let w = recurrent[weight];
            let h = states[source];
            gates0 = gates0 + w * h.x;
            gates1 = gates1 + w * h.y;
            gates2 = gates2 + w * h.z;
            gates3 = gates3 + w * h.w;
            weight = weight + HIDDEN;
          }
          let gates = transpose(mat4x4<f32>(gates0, gates1, gates2, gates3));
          let runs = vec4<i32>(t) < ends;
          let next = sigmoid(gates[1]) * cell + sigmoid(gates[0]) * hyperbolic(gates[2]);
          let exact = sigmoid(gates[3]) * hyperbolic(next);
          cell = select(cell, next, runs);
          state = select(state, ${rounded}, runs);
          workgroupBarrier();
          states[unit] = state;
          let written = select(vec4<f32>(0.0), state, runs);
          let to = (row * uniforms.time + t) * 2 * HIDDEN + direction * HIDDEN + unit;
          result[to.x] = written.x;
          result[to.y] = written.y;
          result[to.z] = written.z;
          result[to.w] = written.w;
          workgroupBarrier();
        }
      }
    `,
  };
}
