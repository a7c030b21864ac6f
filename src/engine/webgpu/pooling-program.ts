import type { TowerSizes } from '../manifest.ts';
import { READ_BATCH } from './batch-words.ts';
import { BUILT_IN, stateStride } from './shader-parts.ts';
import { padded } from './tile.ts';

/** What the workgroup memory of every device holds. */
const WORKGROUP_BYTES = 16_384;
const POOLING_INVOCATIONS = 256;
/** Weights of the dense layer that an invocation asks for at once. */
const DENSE_UNROLL = 4;

/** How the last dispatch of a tower is laid out. */
export interface PoolingPlan {
  /** Rows of a workgroup: 4 or 2. */
  readonly rows: 4 | 2;
  /** Widths of what is pooled, and that with zeros behind it. */
  readonly pooled: number;
  readonly depth: number;
  /** Where the parts of its parameters lie, in floats; the matrices have their inputs as rows. */
  readonly dense: number;
  readonly denseBias: number;
  readonly output: number;
  readonly outputBias: number;
  readonly parameters: number;
}

/** Null where the workgroup memory of some device is too small for these sizes. */
export function planPooling({ hidden, pooling, bag, dense, outputs }: TowerSizes): PoolingPlan | null {
  const pooled = (pooling === 'attention' ? 2 : 4) * hidden + (bag?.width ?? 0);
  const depth = padded(pooled, DENSE_UNROLL * shares(dense));
  const floats = depth + dense + Math.max(dense * shares(dense), outputs * shares(outputs));
  const rows = ([4, 2] as const).find((count) => 4 * count * floats <= WORKGROUP_BYTES);
  if (!rows) return null;
  const denseBias = depth * dense;
  const output = denseBias + dense;
  const outputBias = output + dense * outputs;
  return { rows, pooled, depth, dense: 0, denseBias, output, outputBias, parameters: outputBias + outputs };
}

/** Invocations that add up one unit of a layer of that width. */
function shares(width: number): number {
  return Math.max(1, Math.floor(POOLING_INVOCATIONS / width));
}

/**
 * All that is left, four rows a workgroup: softmax of the scores kept up step by step, the states' sum weighted by it and
 * their maxima where the tower has them, one invocation a unit; the n-grams' vector; dense layer and logits, several
 * invocations a unit.
 *
 * `states` [tokens, stride]; `scores` [tokens]; `parameters` as planned. `logits` [rows, outputs].
 */
export function poolingProgram(sizes: TowerSizes, plan: PoolingPlan): string {
  const { hidden, dense, outputs, pooling, bag } = sizes;
  const { rows, pooled, depth } = plan;
  const width = 2 * hidden;
  const stride = stateStride(sizes);
  const takesMaxima = pooling === 'attention-max';
  const bagWidth = bag?.width ?? 0;
  const all = Array.from({ length: rows }, (_, i) => i);
  const many = (part: (i: number) => string) => all.map(part).join(', ');

  /** Adds up a layer's parts by all invocations, then its units: `into` gets `finish` of each. */
  const layer = (
    from: string,
    size: number,
    units: number,
    weights: number,
    bias: number,
    unroll: number,
    finish: string,
  ) => {
    const lanes = Math.min(units, POOLING_INVOCATIONS);
    const parts = shares(units);
    const terms = Array.from({ length: unroll }, (_, k) => k);
    return `
        for (var unit = own % ${lanes}; unit < ${units} && own < ${lanes * parts}; unit = unit + ${lanes}) {
          var sum = Rows(0.0);
          for (var k = own / ${lanes}; k < ${size}; k = k + ${parts * unroll}) {
            ${terms.map((k) => `let w${k} = parameters[${weights} + (k + ${k * parts}) * ${units} + unit];`).join('\n')}
            ${terms.map((k) => `sum = sum + w${k} * ${from}[k + ${k * parts}];`).join('\n')}
          }
          parts[own / ${lanes} * ${units} + unit] = sum;
        }
        workgroupBarrier();
        for (var unit = own; unit < ${units}; unit = unit + ${POOLING_INVOCATIONS}) {
          var sum = Rows(parameters[${bias} + unit]);
          for (var part = 0; part < ${parts}; part = part + 1) {
            sum = sum + parts[part * ${units} + unit];
          }
          ${finish}
        }`;
  };

  return `
    @group(0) @binding(0) var<storage, read> batch : array<i32>;
    @group(0) @binding(1) var<storage, read> states : array<f32>;
    @group(0) @binding(2) var<storage, read> scores : array<f32>;
    @group(0) @binding(3) var<storage, read> parameters : array<f32>;
    @group(0) @binding(4) var<storage, read_write> logits : array<f32>;
    ${READ_BATCH}
    // One number of each row of the workgroup.
    alias Rows = vec${rows}<f32>;
    alias Indices = vec${rows}<i32>;
    var<workgroup> pooled : array<Rows, ${depth}>;
    var<workgroup> hiddenLayer : array<Rows, ${dense}>;
    var<workgroup> parts : array<Rows, ${Math.max(dense * shares(dense), outputs * shares(outputs))}>;

    @compute @workgroup_size(${POOLING_INVOCATIONS})
    fn main(${BUILT_IN}) {
      let own = i32(local);
      let first = i32(group.x) * ${rows};
      // The last group's missing rows do the work of the last row again.
      let row = min(Indices(${many((i) => `first + ${i}`)}), Indices(rowsOfBatch() - 1));
      let start = Indices(${many((i) => `startOf(row[${i}])`)});
      let length = Indices(${many((i) => `startOf(row[${i}] + 1)`)}) - start;
      for (var unit = own; unit < ${width}; unit = unit + ${POOLING_INVOCATIONS}) {
        var top = Rows(-1e30);
        var total = Rows(0.0);
        var sum = Rows(0.0);
        ${takesMaxima ? 'var most = Rows(-2.0);' : ''}
        for (var t = 0; t < length[0]; t = t + 1) {
          let token = start + min(Indices(t), length - 1);
          let runs = Indices(t) < length;
          let value = Rows(${many((i) => `states[token[${i}] * ${stride} + unit]`)});
          let score = select(Rows(-1e30), Rows(${many((i) => `scores[token[${i}]]`)}), runs);
          let raised = max(top, score);
          let kept = exp(top - raised);
          let share = exp(score - raised);
          top = raised;
          total = total * kept + share;
          sum = sum * kept + share * value;
          ${takesMaxima ? '// A row that has ended looks at its last token again.\n          most = max(most, value);' : ''}
        }
        pooled[unit] = sum / total;
        ${takesMaxima ? `pooled[${width} + unit] = most;` : ''}
      }
      ${
        bagWidth > 0
          ? `for (var k = own; k < ${bagWidth}; k = k + ${POOLING_INVOCATIONS}) {
        pooled[${pooled - bagWidth} + k] = Rows(${many((i) => `bagAt(row[${i}] * ${bagWidth} + k)`)});
      }`
          : ''
      }
      for (var k = ${pooled} + own; k < ${depth}; k = k + ${POOLING_INVOCATIONS}) {
        pooled[k] = Rows(0.0);
      }
      workgroupBarrier();
      ${layer('pooled', depth, dense, plan.dense, plan.denseBias, DENSE_UNROLL, 'hiddenLayer[unit] = max(sum, Rows(0.0));')}
      workgroupBarrier();
      ${layer(
        'hiddenLayer',
        dense,
        outputs,
        plan.output,
        plan.outputBias,
        1,
        all
          .map(
            (i) =>
              `if (first + ${i} < rowsOfBatch()) { logits[(first + ${i}) * ${outputs} + unit] = sum[${i}]; }`,
          )
          .join('\n'),
      )}
    }
  `;
}
