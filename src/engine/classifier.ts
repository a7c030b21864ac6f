import { confidenceOf } from '../core/scores/confidence.ts';
import { type Scores, SENTIMENTS, type Sentiment } from '../core/scores/types.ts';
import type { Encoder } from '../core/text/encoder.ts';
import type { Artifacts } from './artifacts.ts';
import { type BackendName, openBackend } from './backends.ts';
import { planBatches } from './batches.ts';
import { ArtifactError } from './errors.ts';
import type { Manifest } from './manifest.ts';
import { createNetwork, type Network } from './network.ts';
import { checkWeights } from './weights.ts';

/** How to open a classifier. */
export interface ClassifierOptions {
  /** File name of a TensorFlow.js WASM binary to where it is: an address in a browser, a path in Node. */
  readonly wasmUrls: Readonly<Record<string, string>>;
  /** Takes this backend or none, software WebGPU included; null takes the fastest that answers correctly. */
  readonly force: BackendName | null;
}

/** One text, looked at by itself. */
export interface Analysis {
  /** The tokens that the network reads, separated by spaces. */
  readonly cleanedText: string;
  readonly sentiment: Sentiment;
  /** Calibrated P(positive), 0..1. */
  readonly probability: number;
  /** Probability of the class that was chosen, 0.5..1. */
  readonly confidence: number;
}

/** A model that runs. Holds tensors until it is disposed; one at a time in a realm. */
export interface Classifier {
  readonly backend: BackendName;
  readonly manifest: Manifest;
  /** Scores in the order of `texts`. Gives way to messages between batches; rejects with the signal's reason. */
  score(signal: AbortSignal, texts: readonly string[]): Promise<Scores>;
  analyse(text: string): Promise<Analysis>;
  dispose(): void;
}

const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];
// Backends add up in different orders; a driver that computes wrongly is off by far more.
const GOLDEN_TOLERANCE = 1e-3;
const BATCH_LIMITS = { rows: 256, tokens: 8192 };

/**
 * Opens the model on the first backend of WebGPU, WASM, CPU that reproduces the model's golden answers.
 * Rejects with `ArtifactError`: `model-no-backend` where none does, `model-invalid` for wrong tensors.
 */
export async function openClassifier(artifacts: Artifacts, options: ClassifierOptions): Promise<Classifier> {
  const { manifest, encoder, weights } = artifacts;
  checkWeights(weights, manifest.architecture);
  const failures: string[] = [];
  for (const backend of options.force === null ? BACKENDS : [options.force]) {
    let network: Network | undefined;
    try {
      await openBackend(backend, { ...options, allowSoftwareGpu: options.force === 'webgpu' });
      network = createNetwork(weights, manifest.architecture);
      await replayGolden(network, manifest);
      return createClassifier(backend, manifest, encoder, network);
    } catch (error) {
      network?.dispose();
      failures.push(`${backend}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new ArtifactError('model-no-backend', `Nothing here can run the model (${failures.join('; ')}).`);
}

/** Throws unless the network gives the golden answers, padded together as in a batch. */
async function replayGolden(network: Network, manifest: Manifest): Promise<void> {
  const logits = await network.logits(manifest.golden.map(({ ids }) => Int32Array.from(ids)));
  manifest.golden.forEach(({ probability }, i) => {
    // Negated, so that NaN is a mismatch too.
    if (!(Math.abs(probabilityOf(logits[i]!, manifest) - probability) <= GOLDEN_TOLERANCE))
      throw new Error(`golden text ${i + 1} of the model is answered wrongly`);
  });
}

function createClassifier(
  backend: BackendName,
  manifest: Manifest,
  encoder: Encoder,
  network: Network,
): Classifier {
  let isDisposed = false;
  const check = (): void => {
    if (isDisposed) throw new Error('the classifier was disposed of');
  };

  async function score(signal: AbortSignal, texts: readonly string[]): Promise<Scores> {
    const { sequences, sequenceOf } = distinct(texts.map((text) => encoder.encode(text)));
    const lengths = sequences.map((ids) => ids.length);
    const answers = new Float32Array(sequences.length);
    for (const batch of planBatches(lengths, BATCH_LIMITS)) {
      signal.throwIfAborted();
      check();
      const logits = await network.logits(batch.map((row) => sequences[row]!));
      batch.forEach((row, i) => {
        answers[row] = probabilityOf(logits[i]!, manifest);
      });
      await nextTask();
    }
    signal.throwIfAborted();
    const probability = Float32Array.from(sequenceOf, (sequence) => answers[sequence]!);
    return { probability, label: Uint8Array.from(probability, (p) => labelOf(p, manifest)) };
  }

  return {
    backend,
    manifest,
    score,
    async analyse(text) {
      check();
      const [logit] = await network.logits([encoder.encode(text)]);
      const probability = Math.fround(probabilityOf(logit!, manifest));
      const sentiment = SENTIMENTS[labelOf(probability, manifest)]!;
      const cleanedText = encoder.tokens(text).join(' ');
      return { cleanedText, sentiment, probability, confidence: confidenceOf(probability) };
    },
    dispose() {
      if (!isDisposed) network.dispose();
      isDisposed = true;
    },
  };
}

interface Distinct {
  readonly sequences: readonly Int32Array[];
  /** Index into `sequences` for each input. */
  readonly sequenceOf: readonly number[];
}

/** Equal token sequences once: reposts cost nothing. */
function distinct(encoded: readonly Int32Array[]): Distinct {
  const indexOf = new Map<string, number>();
  const sequences: Int32Array[] = [];
  const sequenceOf = encoded.map((ids) => {
    const key = ids.join();
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    indexOf.set(key, sequences.length);
    return sequences.push(ids) - 1;
  });
  return { sequences, sequenceOf };
}

/** Calibrated P(positive); the temperature divides the logit (Guo et al. 2017, arXiv:1706.04599). */
function probabilityOf(logit: number, { temperature }: Manifest): number {
  return 1 / (1 + Math.exp(-logit / temperature));
}

function labelOf(probability: number, { threshold, classes }: Manifest): number {
  return SENTIMENTS.indexOf(classes[probability >= threshold ? 1 : 0]);
}

/** Resolves in a task of its own, not a microtask: a cancel that was posted meanwhile is handled first. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
