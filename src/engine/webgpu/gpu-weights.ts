import type { TowerSizes } from '../manifest.ts';
import { valuesOf, type Weights } from '../weights.ts';
import { LSTM } from './lstm-program.ts';
import type { PoolingPlan } from './pooling-program.ts';
import { padded, TILE } from './tile.ts';

/** A tower's weights as the programs read them. */
export interface GpuWeights {
  readonly table: Float32Array<ArrayBuffer>;
  readonly input: Float32Array<ArrayBuffer>;
  readonly recurrent: Float32Array<ArrayBuffer>;
  readonly attend: Float32Array<ArrayBuffer>;
  readonly parameters: Float32Array<ArrayBuffer>;
}

/** Lays the weights out. They must have passed `checkWeights`. */
export function layOutWeights(weights: Weights, sizes: TowerSizes, plan: PoolingPlan): GpuWeights {
  const { prefix, vocabulary, embedding, dense, outputs } = sizes;
  const values = (name: string) => valuesOf(weights, `${prefix}${name}`);
  const parameters = new Float32Array(plan.parameters);
  transpose(values('dense.weight'), plan.pooled, parameters, plan.dense, dense);
  parameters.set(values('dense.bias'), plan.denseBias);
  transpose(values('output.weight'), dense, parameters, plan.output, outputs);
  parameters.set(values('output.bias'), plan.outputBias);
  const width = padded(embedding, 4);
  const table = new Float32Array(vocabulary * width);
  const rows = values('embedding.weight');
  for (let id = 0; id < vocabulary; id++)
    table.set(rows.subarray(id * embedding, (id + 1) * embedding), id * width);
  return { table, parameters, ...layOutLstm(values, sizes), attend: layOutAttention(values, sizes) };
}

function layOutLstm(
  values: (name: string) => Float32Array,
  { embedding, hidden }: TowerSizes,
): Pick<GpuWeights, 'input' | 'recurrent'> {
  const columns = padded(8 * hidden, TILE.columns);
  const biases = padded(embedding, TILE.depth) * columns;
  const sources = padded(hidden, LSTM.unroll);
  const input = new Float32Array(biases + columns);
  const recurrent = new Float32Array(8 * sources * hidden);
  ['', '_reverse'].forEach((suffix, direction) => {
    const ofInput = values(`lstm.weight_ih_l0${suffix}`);
    const ofState = values(`lstm.weight_hh_l0${suffix}`);
    const inputBias = values(`lstm.bias_ih_l0${suffix}`);
    const stateBias = values(`lstm.bias_hh_l0${suffix}`);
    for (let unit = 0; unit < hidden; unit++)
      for (let gate = 0; gate < 4; gate++) {
        // PyTorch has all units of the first gate, then those of the next.
        const row = gate * hidden + unit;
        const column = (direction * hidden + unit) * 4 + gate;
        input[biases + column] = inputBias[row]! + stateBias[row]!;
        for (let k = 0; k < embedding; k++) input[k * columns + column] = ofInput[row * embedding + k]!;
        for (let k = 0; k < hidden; k++)
          recurrent[((direction * sources + k) * hidden + unit) * 4 + gate] = ofState[row * hidden + k]!;
      }
  });
  return { input, recurrent };
}

function layOutAttention(
  values: (name: string) => Float32Array,
  { hidden, attention }: TowerSizes,
): Float32Array<ArrayBuffer> {
  const columns = padded(attention, TILE.columns);
  const biases = padded(2 * hidden, TILE.depth) * columns;
  const attend = new Float32Array(biases + 2 * columns);
  transpose(values('attend.weight'), 2 * hidden, attend, 0, columns);
  attend.set(values('attend.bias'), biases);
  attend.set(values('score.weight'), biases + columns);
  return attend;
}

/** PyTorch's `[outputs, inputs]` as `[inputs, columns]`. */
function transpose(
  matrix: Float32Array,
  inputs: number,
  into: Float32Array,
  at: number,
  columns: number,
): void {
  const outputs = matrix.length / inputs;
  for (let output = 0; output < outputs; output++)
    for (let input = 0; input < inputs; input++)
      into[at + input * columns + output] = matrix[output * inputs + input]!;
}
