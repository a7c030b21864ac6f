import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  engine,
  getKernel,
  type KernelFunc,
  registerKernel,
  type Tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { FusedTower } from './fused.ts';

const KERNEL_NAME = 'UndertoneTower';

/** Towers by the number that the op knows them by. */
const towers = new Map<number, { readonly tower: FusedTower; readonly outputs: number }>();
let last = 0;

/** Makes a tower known to TensorFlow.js's WASM backend; returns its number for `runTower`. */
export function addTower(tower: FusedTower, outputs: number): number {
  if (!getKernel(KERNEL_NAME, 'wasm'))
    registerKernel({ kernelName: KERNEL_NAME, backendName: 'wasm', kernelFunc: compute });
  towers.set(++last, { tower, outputs });
  return last;
}

/** Forgets a tower: its memory goes with it. */
export function removeTower(number: number): void {
  towers.delete(number);
}

/** Logits `[rows, outputs]` as an op of the current backend, WASM; `ids` and `lengths` as `FusedTower` takes them. */
export function runTower(number: number, ids: Int32Array, lengths: Int32Array): Tensor {
  return tidy(() => {
    const inputs = { ids: tensor1d(ids, 'int32'), lengths: tensor1d(lengths, 'int32') };
    return engine().runKernel(KERNEL_NAME, inputs, { tower: number }) as Tensor;
  });
}

const compute: KernelFunc = ({ inputs, backend, attrs }) => {
  const wasm = backend as BackendWasm;
  const known = towers.get(attrs!.tower as number);
  if (!known) throw new Error('the tower was disposed of');
  const lengths = wasm.typedArrayFromHeap(inputs.lengths!) as Int32Array;
  const logits = known.tower.forward(wasm.typedArrayFromHeap(inputs.ids!) as Int32Array, lengths);
  const result = wasm.makeOutput([lengths.length, known.outputs], 'float32');
  wasm.typedArrayFromHeap(result).set(logits);
  return result;
};
