import type { Scores, Sentiment } from '../core/scores/types.ts';
import type { Artifacts } from './artifacts.ts';
import type { BackendName } from './backends.ts';
import type { Manifest } from './manifest.ts';

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

/**
 * Opens the model on the first backend of WebGPU, WASM, CPU that reproduces the model's golden answers.
 * Rejects with `ArtifactError` `model-no-backend` where none does.
 */
export async function openClassifier(
  _artifacts: Artifacts,
  _options: ClassifierOptions,
): Promise<Classifier> {
  throw new Error('not yet');
}
