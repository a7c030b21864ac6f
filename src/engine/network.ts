import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend as currentBackend, getBackend } from '@tensorflow/tfjs-core';
import { createKernelTower } from './kernel/kernel-tower.ts';
import { bestBuild } from './kernel/module.ts';
import type { Manifest, TowerSizes } from './manifest.ts';
import { createNgramModel } from './ngrams.ts';
import { createTower, type Tower } from './tower.ts';
import { createGpuTower, fitsGpu } from './webgpu/gpu-tower.ts';
import type { Weights } from './weights.ts';

/** One post as the network reads it: its token ids through the vocabulary of each tower. */
export type Sequences = readonly Int32Array[];

/** The whole network on TensorFlow.js's current backend: towers side by side, and n-grams beside them. */
export interface Network {
  /** Logits `[batch, width]`: those of each tower in turn, then those of the n-grams. */
  logits(batch: readonly Sequences[]): Promise<Float32Array>;
  /** Logits of a post. */
  readonly width: number;
  /** Frees every tensor. */
  dispose(): void;
}

/** Uploads the parameters to the current backend. The weights must have passed `checkWeights`. */
export function createNetwork(weights: Weights, architecture: Manifest['architecture']): Network {
  const towers = architecture.towers.map((sizes) => openTower(weights, sizes));
  const ngrams = architecture.ngrams && createNgramModel(weights, architecture.ngrams);
  const towerWidth = architecture.towers.reduce((sum, { outputs }) => sum + outputs, 0);
  const width = towerWidth + (architecture.ngrams?.outputs ?? 0);

  return {
    width,
    async logits(batch) {
      // All towers at once: a graphics card has its work before the first answer is waited for, and computes beside the
      // n-grams.
      const waiting = Promise.all(
        towers.map((tower, i) => tower.logits(batch.map((sequences) => sequences[i]!))),
      );
      const into = new Float32Array(batch.length * width);
      if (ngrams)
        for (const [row, sequences] of batch.entries())
          ngrams.addLogits(sequences[architecture.ngrams!.tower]!, into, row * width + towerWidth);
      let at = 0;
      for (const [i, logits] of (await waiting).entries()) {
        const { outputs } = architecture.towers[i]!;
        for (let row = 0; row < batch.length; row++)
          for (let k = 0; k < outputs; k++) into[row * width + at + k] = logits[row * outputs + k]!;
        at += outputs;
      }
      return into;
    },
    dispose() {
      for (const tower of towers) tower.dispose();
    },
  };
}

/** The tower as one fused kernel where the backend has one for it, else of TensorFlow.js's ops. */
function openTower(weights: Weights, sizes: TowerSizes): Tower {
  const backend = getBackend();
  if (backend === 'webgpu' && fitsGpu(sizes))
    return createGpuTower((currentBackend() as WebGPUBackend).device, weights, sizes);
  const build = backend === 'wasm' ? bestBuild() : null;
  return build ? createKernelTower(weights, sizes, build) : createTower(weights, sizes);
}
