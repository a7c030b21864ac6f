import {
  add,
  concat,
  matMul,
  mul,
  relu,
  reshape,
  type Scalar,
  scalar,
  sigmoid,
  softmax,
  sub,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
  transpose,
  unstack,
} from '@tensorflow/tfjs-core';
import { createProjection, type Projection } from './projection.ts';
import type { LstmWeights, Weights } from './weights.ts';

/** The trained network on TensorFlow.js's current backend. */
export interface Network {
  /**
   * Logits of P(positive), one per row of `batch` (token ids, at least one each). Shorter rows are padded to
   * the longest; padding changes no result.
   */
  logits(batch: readonly Int32Array[]): Promise<Float32Array>;
  /** Frees every tensor. */
  dispose(): void;
}

/** One direction's recurrent weights, one `[hidden, hidden]` matrix a gate: slicing a product copies it. */
type Gates = readonly [Tensor2D, Tensor2D, Tensor2D, Tensor2D];

interface Parameters {
  readonly gates: readonly [Gates, Gates];
  /** `[hidden, attention]` of each direction; `[1, attention]`; `[attention, 1]` */
  readonly attention: readonly [Tensor2D, Tensor2D];
  readonly attentionBias: Tensor2D;
  readonly attentionScore: Tensor2D;
  readonly dense: readonly [Tensor2D, Tensor2D];
  readonly denseBias: Tensor2D;
  readonly output: Tensor2D;
  readonly outputBias: Tensor2D;
  readonly one: Scalar;
  readonly two: Scalar;
}

// tanh(x) = 2 * sigmoid(2x) - 1, since the WASM backend has a vector sigmoid and a scalar tanh. The cell gate's
// weights hold the inner 2.
const CELL_SCALE = 2;
const MASKED = -1e9;

/** Uploads the parameters to the current backend. */
export function createNetwork(weights: Weights): Network {
  const projection = createProjection(weights, CELL_SCALE);
  const parameters = uploadParameters(weights);
  return {
    async logits(batch) {
      const ids = new Set<number>();
      for (const row of batch) for (const id of row) ids.add(id);
      await projection.prepare(ids);
      const result = tidy(() => forwardPass(batch, projection, parameters, weights.sizes.hidden));
      try {
        return (await result.data()) as Float32Array;
      } finally {
        result.dispose();
      }
    },
    dispose() {
      projection.dispose();
      for (const tensor of Object.values(parameters).flat(2) as Tensor[]) tensor.dispose();
    },
  };
}

/** `[batch, 1]` logits. */
function forwardPass(
  batch: readonly Int32Array[],
  projection: Projection,
  p: Parameters,
  hidden: number,
): Tensor {
  const time = Math.max(...batch.map((row) => row.length));
  const states = ([0, 1] as const).map((direction) => {
    const inputs = (t: number) => stepInputs(batch, t, projection, direction, hidden);
    const order = Array.from({ length: time }, (_, i) => (direction === 0 ? i : time - 1 - i));
    const found = runLstm(
      order.map((t) => () => inputs(t)),
      p.gates[direction],
      p,
    );
    return direction === 0 ? found : found.reverse();
  }) as [Tensor2D[], Tensor2D[]];
  const shares = attend(batch, states, p);
  const context = states.map((direction) => weightedSum(direction, shares));
  const hiddenLayer = relu(
    add(add(matMul(context[0]!, p.dense[0]), matMul(context[1]!, p.dense[1])), p.denseBias),
  );
  return add(matMul(hiddenLayer as Tensor2D, p.output), p.outputBias);
}

/** What the tokens at step `t` add to each gate, `[batch, hidden]`. */
function stepInputs(
  batch: readonly Int32Array[],
  t: number,
  projection: Projection,
  direction: 0 | 1,
  hidden: number,
): Tensor2D[] {
  const gates = Array.from({ length: 4 }, () => new Float32Array(batch.length * hidden));
  batch.forEach((row, at) => {
    projection.copyRow(t < row.length ? row[t]! : null, direction, gates, at);
  });
  return gates.map((gate) => tensor2d(gate, [batch.length, hidden]));
}

/**
 * Hidden states `[batch, hidden]`, one a step (Hochreiter and Schmidhuber 1997; gates as in PyTorch's LSTM).
 * Padding shuts the input gate, so that a state which is zero stays zero: backward, padding comes first.
 */
function runLstm(steps: readonly (() => Tensor2D[])[], gates: Gates, p: Parameters): Tensor2D[] {
  const states: Tensor2D[] = [];
  let cell: Tensor2D | null = null;
  for (const inputs of steps) {
    const before = states.at(-1);
    const cellBefore: Tensor2D | null = cell;
    const [state, next]: [Tensor2D, Tensor2D] = tidy(() => {
      const [input, forget, candidate, output] = inputs().map((x, gate) =>
        sigmoid(before ? add(x, matMul(before, gates[gate]!)) : x),
      ) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
      const added = mul(input, sub(mul(candidate, p.two), p.one));
      const now = cellBefore ? add(mul(forget, cellBefore), added) : added;
      return [mul(output, tanh(now, p)), now] as [Tensor2D, Tensor2D];
    });
    cellBefore?.dispose();
    cell = next;
    states.push(state);
  }
  return states;
}

function tanh(x: Tensor, p: Parameters): Tensor {
  return sub(mul(sigmoid(mul(x, p.two)), p.two), p.one);
}

/** Attention of each step, `[batch, 1]` each (additive attention, Bahdanau et al. 2015); none on padding. */
function attend(
  batch: readonly Int32Array[],
  states: readonly [Tensor2D[], Tensor2D[]],
  p: Parameters,
): Tensor[] {
  const time = states[0].length;
  return tidy(() => {
    const [forward, backward] = states.map((direction, d) => matMul(concat(direction, 0), p.attention[d]!));
    const energy = tanh(add(add(forward!, backward!), p.attentionBias), p);
    const scores = transpose(reshape(matMul(energy as Tensor2D, p.attentionScore), [time, batch.length]));
    const mask = new Float32Array(batch.length * time);
    batch.forEach((row, at) => {
      mask.fill(MASKED, at * time + row.length, (at + 1) * time);
    });
    const shares = softmax(add(scores, tensor2d(mask, [batch.length, time])));
    return unstack(reshape(transpose(shares), [time, batch.length, 1]));
  });
}

function weightedSum(states: readonly Tensor2D[], shares: readonly Tensor[]): Tensor2D {
  return tidy(() => {
    let sum: Tensor = mul(states[0]!, shares[0]!);
    for (let t = 1; t < states.length; t++) sum = tidy(() => add(sum, mul(states[t]!, shares[t]!)));
    return sum as Tensor2D;
  });
}

function uploadParameters(weights: Weights): Parameters {
  const { hidden, attention, dense } = weights.sizes;
  const halves = (matrix: Float32Array, width: number): [Tensor2D, Tensor2D] => [
    tensor2d(matrix.slice(0, hidden * width), [hidden, width]),
    tensor2d(matrix.slice(hidden * width), [hidden, width]),
  ];
  return {
    gates: [splitGates(weights.forward, hidden), splitGates(weights.backward, hidden)],
    attention: halves(weights.attention.weight, attention),
    attentionBias: tensor2d(weights.attention.bias, [1, attention]),
    attentionScore: tensor2d(weights.attention.score, [attention, 1]),
    dense: halves(weights.dense.weight, dense),
    denseBias: tensor2d(weights.dense.bias, [1, dense]),
    output: tensor2d(weights.output.weight, [dense, 1]),
    outputBias: tensor2d(weights.output.bias, [1, 1]),
    one: scalar(1),
    two: scalar(2),
  };
}

function splitGates(weights: LstmWeights, hidden: number): Gates {
  return [1, 1, CELL_SCALE, 1].map((scale, gate) => {
    const matrix = new Float32Array(hidden * hidden);
    for (let row = 0; row < hidden; row++)
      for (let column = 0; column < hidden; column++)
        matrix[row * hidden + column] = scale * weights.recurrent[row * 4 * hidden + gate * hidden + column]!;
    return tensor2d(matrix, [hidden, hidden]);
  }) as unknown as Gates;
}
