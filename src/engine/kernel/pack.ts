import type { TowerSizes } from '../manifest.ts';
import { valuesOf, type Weights } from '../weights.ts';
import type { Address, Kernel } from './module.ts';
import { GROUP, PANEL, packBytes, packFloats, packShorts, padded, pick, type Source } from './panels.ts';
import { SHORT_MAX } from './quantise.ts';

type Named = (name: string) => Float32Array;

// A byte has room for 7 bits without the sign: states from -63 to 63.
const BYTE_STATES = 63;

// Index of the gate whose tanh is not a sigmoid's.
const CANDIDATE = 2;
// What meets the kernel's tanh is scaled, as `assembly/vector.ts` has it.
const TANH_SCALE = 0.02760793724127518;

/** 1 as a state of the kernel. */
export const stateOneOf = ({ stateSteps }: TowerSizes): number => stateSteps ?? SHORT_MAX;

/** Whether all that meets states are numbers of so few bits that the kernel can multiply bytes. */
export function fitsBytes(weights: Weights, sizes: TowerSizes): boolean {
  const { prefix, hidden } = sizes;
  if (stateOneOf(sizes) > BYTE_STATES) return false;
  return ['lstm.weight_hh_l0', 'lstm.weight_hh_l0_reverse', 'attend.weight'].every((name) => {
    const matrix = valuesOf(weights, `${prefix}${name}`);
    const width = name.startsWith('lstm') ? hidden : 2 * hidden;
    const rows = padded(0, matrix.length / width, PANEL);
    return packBytes({ matrix, width, rows, steps: padded(0, width, GROUP) }) !== null;
  });
}

/** Writes a tower's weights where `assembly/plan.ts` has them. The kernel must have been configured for it. */
export function packWeights(kernel: Kernel, weights: Weights, sizes: TowerSizes, inBytes: boolean): void {
  const named: Named = (name) => valuesOf(weights, `${sizes.prefix}${name}`);
  packDirection(kernel, named, sizes, 0, inBytes);
  packDirection(kernel, named, sizes, 1, inBytes);
  packAttention(kernel, named, sizes, inBytes);
  packDense(kernel, named, sizes);
}

/** The columns of one direction come in groups of four units: their input gates, forget gates, candidates, outputs. */
function packDirection(
  kernel: Kernel,
  named: Named,
  sizes: TowerSizes,
  direction: 0 | 1,
  inBytes: boolean,
): void {
  const { hidden, embedding } = sizes;
  const suffix = direction === 0 ? '' : '_reverse';
  const units = padded(0, hidden, GROUP);
  const rows = units.flatMap((_, i) => {
    const [group, gate] = [GROUP * Math.floor(i / GROUP), i % GROUP];
    return units.slice(group, group + GROUP).map((unit) => (unit < 0 ? -1 : gate * hidden + unit));
  });
  // Half of what meets a sigmoid: sigmoid(x) = (1 + tanh(x / 2)) / 2.
  const factors = rows.map((_, i) => (Math.floor(i / GROUP) % 4 === CANDIDATE ? TANH_SCALE : TANH_SCALE / 2));
  const scaled = (values: Float32Array, by: number) => values.map((value, i) => value * factors[i]! * by);
  const [input, state] = [named(`lstm.weight_ih_l0${suffix}`), named(`lstm.weight_hh_l0${suffix}`)];
  const biases = [named(`lstm.bias_ih_l0${suffix}`), named(`lstm.bias_hh_l0${suffix}`)] as const;
  const bias = biases[0].map((value, i) => value + biases[1][i]!);
  const ofInput = packShorts({ matrix: input, width: embedding, rows, steps: padded(0, embedding, GROUP) });
  const ofState = packForStates({ matrix: state, width: hidden, rows, steps: units }, inBytes);
  const skip = direction * rows.length;
  put(kernel, 'input', ofInput.panels, direction * ofInput.panels.length);
  put(kernel, 'inputScale', scaled(ofInput.scales, 1), skip);
  put(kernel, 'inputBias', scaled(pick(bias, rows), 1), skip);
  put(kernel, 'recurrent', ofState.panels, direction * ofState.panels.length);
  put(kernel, 'recurrentScale', scaled(ofState.scales, 1 / stateOneOf(sizes)), skip);
  if (ofState.corrections) put(kernel, 'recurrentCorrection', ofState.corrections, skip);
}

type PanelsForStates = ReturnType<typeof packShorts> | NonNullable<ReturnType<typeof packBytes>>;

function packForStates(
  source: Source,
  inBytes: boolean,
): PanelsForStates & { readonly corrections?: Int32Array } {
  return (inBytes ? packBytes(source) : null) ?? packShorts(source);
}

function packAttention(kernel: Kernel, named: Named, sizes: TowerSizes, inBytes: boolean): void {
  const { hidden, attention } = sizes;
  const rows = padded(0, attention, PANEL);
  const steps = [0, hidden].flatMap((start) => padded(start, hidden, GROUP));
  const source = { matrix: named('attend.weight'), width: 2 * hidden, rows, steps };
  const { panels, scales, corrections } = packForStates(source, inBytes);
  put(kernel, 'attend', panels);
  if (corrections) put(kernel, 'attendCorrection', corrections);
  put(
    kernel,
    'attendScale',
    scales.map((scale) => (TANH_SCALE * scale) / stateOneOf(sizes)),
  );
  put(
    kernel,
    'attendBias',
    pick(named('attend.bias'), rows).map((bias) => TANH_SCALE * bias),
  );
  put(kernel, 'score', pick(named('score.weight'), rows));
}

function packDense(kernel: Kernel, named: Named, { hidden, dense, outputs, pooling, bag }: TowerSizes): void {
  const matrix = named('dense.weight');
  const rows = padded(0, dense, PANEL);
  const parts = pooling === 'attention' ? 2 : 4;
  const steps = Array.from({ length: parts }, (_, part) => padded(part * hidden, hidden, GROUP)).flat();
  if (bag) steps.push(...padded(parts * hidden, bag.width, GROUP));
  put(kernel, 'denseWeight', packFloats({ matrix, width: matrix.length / dense, rows, steps }));
  put(kernel, 'denseBias', pick(named('dense.bias'), rows));
  const output = named('output.weight');
  for (let row = 0; row < outputs; row++)
    put(
      kernel,
      'outputWeight',
      pick(output.subarray(row * dense, (row + 1) * dense), rows),
      row * rows.length,
    );
  put(kernel, 'outputBias', named('output.bias'));
}

/** Copies values to where a global of the kernel points, `skip` elements on. */
function put(
  kernel: Kernel,
  name: Address,
  values: Float32Array | Int32Array | Int16Array | Int8Array,
  skip = 0,
): void {
  const at = kernel[name].value + skip * values.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  new Uint8Array(kernel.memory.buffer).set(bytes, at);
}
