import { createRng } from '../../../src/core/rng/rng.ts';
import { GraphBuilder } from './graph.ts';

const [LAYERS, WIDTH, HEADS, INNER, WORDS, POSITIONS] = [6, 768, 12, 3072, 30_522, 512];
const HEAD_WIDTH = WIDTH / HEADS;
const EPSILON = { float: 1e-12 };

/**
 * A network of DistilBERT's shape (Sanh et al. 2019) with a two-class head, its weights random and int8, quantised
 * dynamically as transformers.js' default for WASM has them: `ids` int32 [batch, time] to `logits` [batch, 2]. Its speed
 * is that of a trained one; its answers mean nothing. No attention mask: rows of a batch have one length.
 */
export function distilBertGraph(seed: number): Uint8Array<ArrayBuffer> {
  const graph = new GraphBuilder();
  const random = createRandom(seed);
  const ids = graph.input('ids', 'int32', ['batch', 'time']);
  const words = embeddingOf(graph, random, WORDS, ids);
  const time = graph.node('Gather', [graph.node('Shape', [ids]), graph.integers(1)]);
  const positions = graph.node('Slice', [
    graph.constant(random.floats(POSITIONS * WIDTH), [POSITIONS, WIDTH]),
    graph.integers(0),
    time,
  ]);
  let x = normalise(graph, graph.node('Add', [words, positions]));
  for (let layer = 0; layer < LAYERS; layer++) x = transformerLayer(graph, random, x);
  const first = graph.node('Gather', [x, graph.constant(BigInt64Array.of(0n), [])], { axis: 1 });
  const hidden = graph.node('Relu', [linear(graph, random, first, WIDTH, WIDTH)]);
  graph.output('logits', linear(graph, random, hidden, WIDTH, 2), ['batch', 2]);
  return graph.finish();
}

function transformerLayer(graph: GraphBuilder, random: Random, x: string): string {
  const [query, key, value] = ['q', 'k', 'v'].map(() => heads(graph, linear(graph, random, x, WIDTH, WIDTH)));
  const scaled = graph.node('Mul', [query!, graph.scalar(1 / Math.sqrt(HEAD_WIDTH))]);
  const scores = graph.node('MatMul', [scaled, graph.node('Transpose', [key!], { perm: [0, 1, 3, 2] })]);
  const context = graph.node('MatMul', [graph.node('Softmax', [scores], { axis: 3 }), value!]);
  const together = graph.node('Reshape', [
    graph.node('Transpose', [context], { perm: [0, 2, 1, 3] }),
    graph.integers(0, 0, WIDTH),
  ]);
  const attended = normalise(graph, graph.node('Add', [x, linear(graph, random, together, WIDTH, WIDTH)]));
  const inner = gelu(graph, linear(graph, random, attended, WIDTH, INNER));
  return normalise(graph, graph.node('Add', [attended, linear(graph, random, inner, INNER, WIDTH)]));
}

function heads(graph: GraphBuilder, x: string): string {
  const split = graph.node('Reshape', [x, graph.integers(0, 0, HEADS, HEAD_WIDTH)]);
  return graph.node('Transpose', [split], { perm: [0, 2, 1, 3] });
}

/** The pattern that onnxruntime's quantiser writes and its optimiser fuses into one operator. */
function linear(graph: GraphBuilder, random: Random, x: string, inputs: number, outputs: number): string {
  const [quantised, scale, zero] = graph.nodes('DynamicQuantizeLinear', [x], 3);
  const weights = graph.constant(random.bytes(inputs * outputs), [inputs, outputs]);
  const product = graph.node('MatMulInteger', [
    quantised!,
    weights,
    zero!,
    graph.constant(Int8Array.of(0), []),
  ]);
  const rescaled = graph.node('Mul', [
    graph.node('Cast', [product], { to: 1 }),
    graph.node('Mul', [scale!, graph.scalar(0.0005)]),
  ]);
  return graph.node('Add', [rescaled, graph.constant(random.floats(outputs), [outputs])]);
}

function embeddingOf(graph: GraphBuilder, random: Random, rows: number, ids: string): string {
  const found = graph.node('Gather', [graph.constant(random.bytes(rows * WIDTH), [rows, WIDTH]), ids]);
  return graph.node('DequantizeLinear', [found, graph.scalar(0.0005), graph.constant(Int8Array.of(0), [])]);
}

function normalise(graph: GraphBuilder, x: string): string {
  const ones = graph.constant(new Float32Array(WIDTH).fill(1), [WIDTH]);
  const zeros = graph.constant(new Float32Array(WIDTH), [WIDTH]);
  return graph.node('LayerNormalization', [x, ones, zeros], { axis: 2, epsilon: EPSILON });
}

/** x / 2 * (1 + erf(x / sqrt 2)), in the pattern that onnxruntime fuses. */
function gelu(graph: GraphBuilder, x: string): string {
  const erf = graph.node('Erf', [graph.node('Div', [x, graph.scalar(Math.SQRT2)])]);
  const product = graph.node('Mul', [x, graph.node('Add', [erf, graph.scalar(1)])]);
  return graph.node('Mul', [product, graph.scalar(0.5)]);
}

interface Random {
  bytes(length: number): Int8Array;
  floats(length: number): Float32Array;
}

function createRandom(seed: number): Random {
  const rng = createRng(seed);
  return {
    bytes: (length) => {
      // Four at a time: eighty million calls would take longer than the measurement.
      const words = Int32Array.from(
        { length: Math.ceil(length / 4) },
        () => rng.int(2 ** 31) * 2 + rng.int(2),
      );
      return new Int8Array(words.buffer, 0, length);
    },
    floats: (length) => Float32Array.from({ length }, () => 0.04 * (rng.next() - 0.5)),
  };
}
