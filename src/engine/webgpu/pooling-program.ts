import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { TowerSizes } from '../manifest.ts';

const INVOCATIONS = 64;

/** Where each part lies in the one tensor of parameters, in floats. */
export interface ParameterOffsets {
  readonly attend: number;
  readonly attendBias: number;
  readonly score: number;
  readonly dense: number;
  readonly denseBias: number;
  readonly output: number;
  readonly outputBias: number;
}

/**
 * All that follows the recurrence in one dispatch, a workgroup a row: additive attention (Bahdanau et al. 2015) with the
 * softmax kept up step by step, maxima where the tower has them, the n-grams' vector, dense layer and logits.
 *
 * Inputs: `states` [batch, time, 2 * hidden]; `lengths` int32 [batch]; `bag` [batch, max(1, width)]; `parameters`, all
 * matrices as PyTorch has them one after the other. Output: logits [batch, outputs].
 */
export function poolingProgram(
  batch: number,
  sizes: TowerSizes,
  bagWidth: number,
  at: ParameterOffsets,
): WebGPUProgram {
  const { hidden, attention, dense, outputs, pooling } = sizes;
  const width = 2 * hidden;
  const takesMaxima = pooling === 'attention-max';
  const bagAt = takesMaxima ? 2 * width : width;
  const pooled = bagAt + bagWidth;
  const perInvocation = Math.ceil(width / INVOCATIONS);
  return {
    variableNames: ['states', 'lengths', 'bag', 'parameters'],
    variableComponents: [1, 1, 1, 1],
    uniforms: 'time : i32,',
    outputShape: [batch, outputs],
    workgroupSize: [INVOCATIONS, 1, 1],
    dispatchLayout: { x: [0], y: [1], z: [] },
    dispatch: [batch, 1, 1],
    shaderKey: `undertone_pooling_${[hidden, attention, dense, outputs, pooling, bagWidth].join('_')}`,
    getUserCode: () => `
      var<workgroup> parts : array<f32, ${INVOCATIONS}>;
      var<workgroup> energy : f32;
      var<workgroup> pooled : array<f32, ${pooled}>;
      var<workgroup> layer : array<f32, ${dense}>;

      fn main() {
        let own = i32(localIndex);
        let row = i32(workgroupId.x);
        let end = lengths[row];
        var sums : array<f32, ${perInvocation}>;
        var most : array<f32, ${perInvocation}>;
        for (var i = 0; i < ${perInvocation}; i = i + 1) {
          sums[i] = 0.0;
          most[i] = -2.0;
        }
        var top = -1e30;
        var total = 0.0;
        for (var t = 0; t < uniforms.time; t = t + 1) {
          let start = (row * uniforms.time + t) * ${width};
          var part = 0.0;
          for (var a = own; a < ${attention}; a = a + ${INVOCATIONS}) {
            var sum = parameters[${at.attendBias} + a];
            for (var u = 0; u < ${width}; u = u + 1) {
              sum = sum + parameters[${at.attend} + a * ${width} + u] * states[start + u];
            }
            part = part + (1.0 - 2.0 / (1.0 + exp(2.0 * sum))) * parameters[${at.score} + a];
          }
          parts[own] = part;
          workgroupBarrier();
          if (own == 0) {
            var sum = 0.0;
            for (var a = 0; a < ${INVOCATIONS}; a = a + 1) {
              sum = sum + parts[a];
            }
            energy = sum;
          }
          workgroupBarrier();
          if (t < end) {
            let raised = max(top, energy);
            let kept = exp(top - raised);
            let share = exp(energy - raised);
            top = raised;
            total = total * kept + share;
            for (var i = 0; i < ${perInvocation}; i = i + 1) {
              let u = own + i * ${INVOCATIONS};
              if (u < ${width}) {
                let value = states[start + u];
                sums[i] = sums[i] * kept + share * value;
                most[i] = max(most[i], value);
              }
            }
          }
          workgroupBarrier();
        }
        for (var i = 0; i < ${perInvocation}; i = i + 1) {
          let u = own + i * ${INVOCATIONS};
          if (u < ${width}) {
            pooled[u] = sums[i] / total;
            ${takesMaxima ? `pooled[${width} + u] = most[i];` : ''}
          }
        }
        ${
          bagWidth > 0
            ? `for (var u = own; u < ${bagWidth}; u = u + ${INVOCATIONS}) {
          pooled[${bagAt} + u] = bag[row * ${bagWidth} + u];
        }`
            : 'let unused = bag[0];'
        }
        workgroupBarrier();
        for (var d = own; d < ${dense}; d = d + ${INVOCATIONS}) {
          var sum = parameters[${at.denseBias} + d];
          for (var u = 0; u < ${pooled}; u = u + 1) {
            sum = sum + parameters[${at.dense} + d * ${pooled} + u] * pooled[u];
          }
          layer[d] = max(sum, 0.0);
        }
        workgroupBarrier();
        for (var o = own; o < ${outputs}; o = o + ${INVOCATIONS}) {
          var sum = parameters[${at.outputBias} + o];
          for (var d = 0; d < ${dense}; d = d + 1) {
            sum = sum + parameters[${at.output} + o * ${dense} + d] * layer[d];
          }
          result[row * ${outputs} + o] = sum;
        }
      }
    `,
  };
}
