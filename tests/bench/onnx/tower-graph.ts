import type { TowerSizes } from '../../../src/engine/manifest.ts';
import { valuesOf, type Weights } from '../../../src/engine/weights.ts';
import { GraphBuilder } from './graph.ts';

/**
 * A tower as an ONNX model with the weights that we run: `ids` int32 [batch, time], rows of one length, to `logits`
 * [batch, outputs]. A tower with a bag also takes `bag` float32 [batch, width]: the sums of its n-grams' vectors, so
 * that looking them up costs the peer nothing.
 */
export function towerGraph(weights: Weights, sizes: TowerSizes): Uint8Array<ArrayBuffer> {
  const graph = new GraphBuilder();
  const { prefix, hidden, embedding, vocabulary, attention, dense, outputs } = sizes;
  const values = (name: string) => valuesOf(weights, `${prefix}${name}`);
  const ids = graph.input('ids', 'int32', ['batch', 'time']);
  const table = graph.constant(values('embedding.weight'), [vocabulary, embedding]);
  const embedded = graph.node('Gather', [table, graph.node('Transpose', [ids], { perm: [1, 0] })]);
  const lstm = graph.node(
    'LSTM',
    [
      embedded,
      graph.constant(bothDirections(values, 'weight_ih_l0', hidden, embedding), [2, 4 * hidden, embedding]),
      graph.constant(bothDirections(values, 'weight_hh_l0', hidden, hidden), [2, 4 * hidden, hidden]),
      graph.constant(biases(values, hidden), [2, 8 * hidden]),
    ],
    { direction: 'bidirectional', hidden_size: hidden },
  ); // [time, 2, batch, hidden]
  const perStep = graph.node('Transpose', [lstm], { perm: [0, 2, 1, 3] });
  const states = graph.node('Reshape', [perStep, graph.integers(0, 0, 2 * hidden)]); // [time, batch, 2 * hidden]
  const attended = linear(
    graph,
    states,
    values('attend.weight'),
    values('attend.bias'),
    attention,
    2 * hidden,
  );
  const scores = graph.node('MatMul', [
    graph.node('Tanh', [attended]),
    graph.constant(values('score.weight'), [attention, 1]),
  ]);
  const shares = graph.node('Softmax', [scores], { axis: 0 });
  const weighted = graph.node('Mul', [shares, states]);
  const pooled = [graph.node('ReduceSum', [weighted, graph.integers(0)], { keepdims: 0 })];
  if (sizes.pooling === 'attention-max')
    pooled.push(graph.node('ReduceMax', [states], { axes: [0], keepdims: 0 }));
  if (bagWidth(sizes) > 0) pooled.push(graph.input('bag', 'float32', ['batch', bagWidth(sizes)]));
  const joined = pooled.length === 1 ? pooled[0]! : graph.node('Concat', pooled, { axis: 1 });
  const width = (sizes.pooling === 'attention' ? 2 : 4) * hidden + bagWidth(sizes);
  const layer = graph.node('Relu', [
    linear(graph, joined, values('dense.weight'), values('dense.bias'), dense, width),
  ]);
  const logits = linear(graph, layer, values('output.weight'), values('output.bias'), outputs, dense);
  graph.output('logits', logits, ['batch', outputs]);
  return graph.finish();
}

/** Width of the tower's bag; 0 where it has none. */
export function bagWidth(sizes: TowerSizes): number {
  return sizes.bag?.width ?? 0;
}

/** `x [.., inputs]` times `matrix [outputs, inputs]` transposed, plus `bias`. */
function linear(
  graph: GraphBuilder,
  x: string,
  matrix: Float32Array,
  bias: Float32Array,
  outputs: number,
  inputs: number,
): string {
  const transposed = Float32Array.from(
    { length: matrix.length },
    (_, i) => matrix[(i % outputs) * inputs + Math.floor(i / outputs)]!,
  );
  const product = graph.node('MatMul', [x, graph.constant(transposed, [inputs, outputs])]);
  return graph.node('Add', [product, graph.constant(bias, [outputs])]);
}

// PyTorch has the gates in the order input, forget, cell, output; ONNX: input, output, forget, cell.
const GATES = [0, 3, 1, 2];

function inOnnxOrder(matrix: Float32Array, gateSize: number): Float32Array {
  const result = new Float32Array(matrix.length);
  GATES.forEach((gate, at) => {
    result.set(matrix.subarray(gate * gateSize, (gate + 1) * gateSize), at * gateSize);
  });
  return result;
}

type Values = (name: string) => Float32Array;

function bothDirections(values: Values, name: string, hidden: number, width: number): Float32Array {
  return joined(
    ['', '_reverse'].map((suffix) => inOnnxOrder(values(`lstm.${name}${suffix}`), hidden * width)),
  );
}

function biases(values: Values, hidden: number): Float32Array {
  return joined(
    ['', '_reverse'].flatMap((suffix) =>
      ['bias_ih_l0', 'bias_hh_l0'].map((name) => inOnnxOrder(values(`lstm.${name}${suffix}`), hidden)),
    ),
  );
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
