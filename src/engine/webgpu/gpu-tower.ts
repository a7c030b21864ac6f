import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  add,
  engine,
  gather,
  getKernel,
  type KernelFunc,
  matMul,
  type NamedTensorInfoMap,
  registerKernel,
  type Tensor,
  type Tensor2D,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { createBag } from '../bag.ts';
import type { TowerSizes } from '../manifest.ts';
import type { Tower } from '../tower.ts';
import { valuesOf, type Weights } from '../weights.ts';
import { lstmProgram } from './lstm-program.ts';
import { type ParameterOffsets, poolingProgram } from './pooling-program.ts';

const LSTM = 'UndertoneLstm';
const POOLING = 'UndertonePooling';

/** What the two kernels need to know beside their tensors. */
interface TowerAttributes {
  readonly sizes: TowerSizes;
  readonly offsets: ParameterOffsets;
}

const runLstm: KernelFunc = ({ inputs, attrs, backend }) => {
  const { projected, recurrent, lengths } = inputs as NamedTensorInfoMap;
  const { sizes } = attrs as unknown as TowerAttributes;
  const batch = lengths!.shape[0]!;
  const time = projected!.shape[0]! / batch;
  const program = lstmProgram(batch, time, sizes.hidden, sizes.stateSteps ?? null);
  return (backend as WebGPUBackend).runWebGPUProgram(program, [projected!, recurrent!, lengths!], 'float32', [
    { type: 'int32', data: [time] },
    { type: 'int32', data: [batch] },
  ]);
};

const runPooling: KernelFunc = ({ inputs, attrs, backend }) => {
  const { states, lengths, bag, parameters } = inputs as NamedTensorInfoMap;
  const { sizes, offsets } = attrs as unknown as TowerAttributes;
  const [batch, time] = states!.shape as [number, number];
  const program = poolingProgram(batch, sizes, sizes.bag?.width ?? 0, offsets);
  const tensors = [states!, lengths!, bag!, parameters!];
  return (backend as WebGPUBackend).runWebGPUProgram(program, tensors, 'float32', [
    { type: 'int32', data: [time] },
  ]);
};

/** Whether one workgroup can hold all units of a direction, as every device allows. */
export function fitsGpu({ hidden }: TowerSizes): boolean {
  return hidden <= 256;
}

function registerKernels(): void {
  for (const [kernelName, kernelFunc] of [
    [LSTM, runLstm],
    [POOLING, runPooling],
  ] as const) {
    if (!getKernel(kernelName, 'webgpu')) registerKernel({ kernelName, backendName: 'webgpu', kernelFunc });
  }
}

/**
 * A tower in four dispatches a batch on the WebGPU backend: the rows of the embedding, their product with the input
 * weights, the recurrence, and all that follows it. The weights must have passed `checkWeights`.
 */
export function createGpuTower(weights: Weights, sizes: TowerSizes): Tower {
  registerKernels();
  const bag = createBag(weights, sizes);
  const { vocabulary, embedding } = sizes;
  const table = tensor2d(valuesOf(weights, `${sizes.prefix}embedding.weight`), [vocabulary, embedding]);
  const { input, bias, recurrent } = uploadLstm(weights, sizes);
  const { parameters, offsets } = uploadParameters(weights, sizes);
  const attributes = { sizes, offsets } as unknown as Parameters<ReturnType<typeof engine>['runKernel']>[2];

  function forwardPass(batch: readonly Int32Array[]): Tensor {
    const time = Math.max(...batch.map((row) => row.length));
    const ids = new Int32Array(batch.length * time);
    const vectors = new Float32Array(batch.length * (bag?.width ?? 1));
    batch.forEach((row, at) => {
      ids.set(row, at * time);
      bag?.write(row, 0, row.length, vectors, at * bag.width);
    });
    const lengths = tensor1d(
      batch.map((row) => row.length),
      'int32',
    );
    const embedded = gather(table, tensor1d(ids, 'int32')) as Tensor2D;
    const projected = add(matMul(embedded, input), bias);
    const states = engine().runKernel(LSTM, { projected, recurrent, lengths }, attributes) as Tensor;
    const beside = tensor2d(vectors, [batch.length, bag?.width ?? 1]);
    return engine().runKernel(POOLING, { states, lengths, bag: beside, parameters }, attributes) as Tensor;
  }

  return {
    async logits(batch) {
      const result = tidy(() => forwardPass(batch));
      try {
        return (await result.data()) as Float32Array;
      } finally {
        result.dispose();
      }
    },
    dispose() {
      for (const held of [table, input, bias, recurrent, parameters]) held.dispose();
    },
  };
}

interface LstmTensors {
  /** `[embedding, 8 * hidden]` and `[1, 8 * hidden]`, columns in the order direction, unit, gate. */
  readonly input: Tensor2D;
  readonly bias: Tensor2D;
  /** `[2, hidden, hidden, 4]`: from state to unit to gate. */
  readonly recurrent: Tensor;
}

function uploadLstm(weights: Weights, { prefix, embedding, hidden }: TowerSizes): LstmTensors {
  const width = 8 * hidden;
  const input = new Float32Array(embedding * width);
  const bias = new Float32Array(width);
  const recurrent = new Float32Array(8 * hidden * hidden);
  ['', '_reverse'].forEach((suffix, direction) => {
    const values = (name: string) => valuesOf(weights, `${prefix}lstm.${name}_l0${suffix}`);
    const [ofInput, ofState] = [values('weight_ih'), values('weight_hh')];
    const [inputBias, stateBias] = [values('bias_ih'), values('bias_hh')];
    for (let unit = 0; unit < hidden; unit++)
      for (let gate = 0; gate < 4; gate++) {
        // PyTorch has all units of the first gate, then those of the next.
        const row = gate * hidden + unit;
        const column = (direction * hidden + unit) * 4 + gate;
        bias[column] = inputBias[row]! + stateBias[row]!;
        for (let k = 0; k < embedding; k++) input[k * width + column] = ofInput[row * embedding + k]!;
        for (let k = 0; k < hidden; k++)
          recurrent[((direction * hidden + k) * hidden + unit) * 4 + gate] = ofState[row * hidden + k]!;
      }
  });
  return {
    input: tensor2d(input, [embedding, width]),
    bias: tensor2d(bias, [1, width]),
    recurrent: tensor(recurrent, [2, hidden, hidden, 4]),
  };
}

/** All that follows the recurrence in one tensor: a dispatch may bind eight buffers, and no more everywhere. */
function uploadParameters(
  weights: Weights,
  { prefix }: TowerSizes,
): { parameters: Tensor; offsets: ParameterOffsets } {
  const parts: Float32Array[] = [];
  let size = 0;
  const place = (name: string): number => {
    const values = valuesOf(weights, `${prefix}${name}`);
    parts.push(values);
    size += values.length;
    return size - values.length;
  };
  const offsets = {
    attend: place('attend.weight'),
    attendBias: place('attend.bias'),
    score: place('score.weight'),
    dense: place('dense.weight'),
    denseBias: place('dense.bias'),
    output: place('output.weight'),
    outputBias: place('output.bias'),
  };
  const all = new Float32Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return { parameters: tensor1d(all), offsets };
}
