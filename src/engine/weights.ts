import type { BagSizes, TowerSizes } from './architecture.ts';
import { ArtifactError } from './errors.ts';
import type { Manifest, TensorEntry } from './manifest.ts';

type Architecture = Manifest['architecture'];

/** A tensor: its shape, and its values row-major. */
export interface Weight {
  readonly shape: readonly number[];
  /** As the network computes with them. Decoded anew each time, so that nothing but what the network keeps stays. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The same as they were shipped, where that is one byte each. */
  readonly rows?: QuantisedRows;
}

/** A matrix `[rows, columns]`: each element is its own times the scale of its row, rounded to float32. */
export interface QuantisedRows {
  readonly elements: Int8Array | Float32Array;
  readonly scales: Float32Array;
}

/** Weights by name, as `network.py` calls them ("lstm.weight_ih_l0"). */
export type Weights = ReadonlyMap<string, Weight>;

/** The values of a tensor that `checkWeights` has found there; throws where it was not asked. */
export function valuesOf(weights: Weights, name: string): Float32Array<ArrayBuffer> {
  const weight = weights.get(name);
  if (!weight) throw new Error(`there is no tensor ${name}`);
  return weight.values;
}

/** A table to look rows up in, a fourth of the size of its values where it was shipped as bytes. */
export function rowsOf(weights: Weights, name: string): QuantisedRows {
  const weight = weights.get(name);
  if (weight?.rows) return weight.rows;
  const elements = valuesOf(weights, name);
  return { elements, scales: new Float32Array(weight!.shape[0]!).fill(1) };
}

/** The tensor in its file's bytes. Throws `model-invalid` where it does not lie within them. */
export function decodeTensor(entry: TensorEntry, file: Uint8Array<ArrayBuffer>): Weight {
  const { name, shape, dtype } = entry;
  const length = shape.reduce((product, side) => product * side, 1);
  try {
    if (dtype === 'int8-rows') {
      if (entry.scalesOffset === undefined) throw new RangeError('no scales');
      const scales = floatsAt(file, entry.scalesOffset, shape[0]!);
      const bytes = file.slice(entry.offset, entry.offset + length);
      const rows = { elements: new Int8Array(bytes.buffer, 0, length), scales };
      return {
        shape,
        rows,
        get values() {
          return decodeRows(rows);
        },
      };
    }
    const values =
      dtype === 'float32' ? floatsAt(file, entry.offset, length) : decodeHalfs(file, entry.offset, length);
    return { shape, values };
  } catch (cause) {
    throw new ArtifactError('model-invalid', `The model's tensor ${name} is not where it should be.`, {
      cause,
    });
  }
}

// Copies, so that the values need not be aligned within the file and the file can be let go.
function floatsAt(file: Uint8Array<ArrayBuffer>, offset: number, length: number): Float32Array<ArrayBuffer> {
  const bytes = file.slice(offset, offset + 4 * length);
  return new Float32Array(bytes.buffer, 0, length);
}

function decodeRows({ elements, scales }: QuantisedRows): Float32Array<ArrayBuffer> {
  const values = new Float32Array(elements.length);
  const width = elements.length / scales.length;
  for (let row = 0, at = 0; row < scales.length; row++)
    for (let column = 0; column < width; column++, at++) values[at] = scales[row]! * elements[at]!;
  return values;
}

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function decodeHalfs(
  file: Uint8Array<ArrayBuffer>,
  offset: number,
  length: number,
): Float32Array<ArrayBuffer> {
  const halfs = new Uint16Array(file.slice(offset, offset + 2 * length).buffer, 0, length);
  return Float32Array.from(halfs, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * 2 ** -24 * fraction;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * 2 ** (exponent - 25) * (1024 + fraction);
  });
}

/** Every tensor of a tower and its shape, as `network.py` names and PyTorch lays them out. */
export function towerShapes(sizes: TowerSizes): ReadonlyMap<string, readonly number[]> {
  const { prefix, vocabulary, embedding, hidden, attention, dense, pooling, outputs, bag } = sizes;
  const gates = 4 * hidden;
  const pooled = (pooling === 'attention' ? 2 : 4) * hidden + (bag?.width ?? 0);
  const direction = (suffix: string): [string, number[]][] => [
    [`${prefix}lstm.weight_ih_l0${suffix}`, [gates, embedding]],
    [`${prefix}lstm.weight_hh_l0${suffix}`, [gates, hidden]],
    [`${prefix}lstm.bias_ih_l0${suffix}`, [gates]],
    [`${prefix}lstm.bias_hh_l0${suffix}`, [gates]],
  ];
  const tableOf = ({ rows, width }: BagSizes): [string, number[]][] => [
    [`${prefix}bag.weight`, [rows, width]],
    [`${prefix}bag.buckets`, [rows]],
  ];
  return new Map<string, readonly number[]>([
    [`${prefix}embedding.weight`, [vocabulary, embedding]],
    ...direction(''),
    ...direction('_reverse'),
    [`${prefix}attend.weight`, [attention, 2 * hidden]],
    [`${prefix}attend.bias`, [attention]],
    [`${prefix}score.weight`, [1, attention]],
    [`${prefix}dense.weight`, [dense, pooled]],
    [`${prefix}dense.bias`, [dense]],
    [`${prefix}output.weight`, [outputs, dense]],
    [`${prefix}output.bias`, [outputs]],
    ...(bag ? tableOf(bag) : []),
  ]);
}

/** Every tensor of the network and its shape. */
export function expectedShapes({ towers, ngrams }: Architecture): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map(towers.flatMap((sizes) => [...towerShapes(sizes)]));
  if (ngrams) shapes.set(ngrams.tensor, [ngrams.outputs, 2 ** ngrams.bucketBits]);
  return shapes;
}

/** Throws `model-invalid` unless the weights are exactly those of this architecture. */
export function checkWeights(weights: Weights, architecture: Architecture): void {
  const expected = expectedShapes(architecture);
  for (const [name, shape] of expected)
    if (weights.get(name)?.shape.join() !== shape.join())
      throw new ArtifactError('model-invalid', `The model's tensor ${name} is not [${shape.join(', ')}].`);
  if (weights.size !== expected.size)
    throw new ArtifactError('model-invalid', 'The model has tensors that its network does not know.');
  for (const { prefix, bag } of architecture.towers)
    if (bag && !areBuckets(valuesOf(weights, `${prefix}bag.buckets`), bag))
      throw new ArtifactError(
        'model-invalid',
        `The model's tensor ${prefix}bag.buckets does not name buckets.`,
      );
}

/** Whether these are -1, then buckets in ascending order. */
function areBuckets(buckets: Float32Array, { bucketBits }: BagSizes): boolean {
  return buckets.every((bucket, row) =>
    row === 0
      ? bucket === -1
      : Number.isInteger(bucket) && bucket > buckets[row - 1]! && bucket < 2 ** bucketBits,
  );
}
