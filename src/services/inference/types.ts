import type { Explanation } from '../../core/reasons/explain.ts';
import type { ClassProbabilities, Sentiment } from '../../core/scores/types.ts';
import type { AnswerErrors } from '../../core/stats/count-shares.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** Where the model and TensorFlow.js's binaries are, and which backend to take. */
export interface OpenModelRequest {
  /** Directory of the model files, absolute, with a trailing slash, on the app's own origin. */
  readonly modelUrl: string;
  /** File name to absolute address, as TensorFlow.js asks for its WASM binaries. */
  readonly wasmUrls: Readonly<Record<string, string>>;
  /** Takes this backend only, a software WebGPU adapter included (tests, troubleshooting); null chooses. */
  readonly force: BackendName | null;
  /** Workers that would score side by side on the processor: what a graphics card has to beat. */
  readonly workers: number;
  /** Takes the model of this fingerprint only, so that all workers answer alike; null takes the current one. */
  readonly fingerprint: string | null;
}

/** A backend that this device has and that may not be used. */
export interface RefusedBackend {
  readonly backend: BackendName;
  /** For a person. */
  readonly reason: string;
}

/** Posts a second of a short race at the first start, all workers together; 0 for a backend that was refused. */
export interface BackendRace {
  readonly webgpu: number;
  readonly wasm: number;
}

/** Why the current model is not the one in use. */
export interface ModelFallback {
  /** `model-missing`, `model-corrupted` and so on. */
  readonly code: string;
  /** For a person. */
  readonly message: string;
}

/** Which posts count as unsure, and how often the model was wrong about them; shares are of validation posts, 0..1. */
export interface UnsureBand {
  /** Posts whose confidence is under this are unsure. */
  readonly below: number;
  /** Share of posts that are. */
  readonly share: number;
  /** Share of these, and of the others, that were given the wrong class. */
  readonly errorInside: number;
  readonly errorOutside: number;
}

/** The model that answers, in words a person can check. */
export interface ModelInfo {
  readonly backend: BackendName;
  /** Backends that do not reproduce the model's golden answers here, or were lost while scoring. */
  readonly refused: readonly RefusedBackend[];
  /** Why this backend: null where there was no other. */
  readonly race: BackendRace | null;
  readonly version: string;
  /** SHA-256 of its manifest. */
  readonly fingerprint: string;
  /** What was wrong with the current model, where this is the copy kept of an earlier one; else null. */
  readonly fallback: ModelFallback | null;
  readonly classes: readonly Sentiment[];
  /** Accuracy on held-out posts, 0..1, as the manifest states it; null where it does not. */
  readonly accuracy: number | null;
  /** Expected calibration error of the probabilities of its classes on held-out posts, 0..1; null where not stated. */
  readonly calibrationError: number | null;
  /** What validation found of its answers; null where the model states nothing of it. */
  readonly answerErrors: AnswerErrors | null;
  /** Null where the model marks no post as unsure. */
  readonly unsure: UnsureBand | null;
}

/** One text looked at by itself. */
export interface TextAnalysis {
  /** What the network reads of the text: its tokens, separated by spaces. */
  readonly cleanedText: string;
  readonly sentiment: Sentiment;
  /** Calibrated P(positive), 0..1. */
  readonly probability: number;
  /** Probability of the class that was chosen, 0..1. */
  readonly confidence: number;
  /** Of all three classes; null where the model knows two. */
  readonly classes: ClassProbabilities | null;
  /** Name of the language that it was found to be in; null where that cannot be told. */
  readonly language: string | null;
  /** Time of encoding and network, in milliseconds, without the way to the worker and back. */
  readonly milliseconds: number;
}

/** Scores posts that are stored, and single texts. One worker holds one. */
export interface InferenceService {
  /**
   * Loads and checks the model, or the copy kept of the last one that opened well. Rejects with code `model-*` where
   * neither is whole or no backend works.
   */
  open(request: OpenModelRequest): Promise<ModelInfo>;
  /** The model as it answers now: its backend changes when a graphics card is lost. */
  info(): Promise<ModelInfo>;
  /**
   * Scores chunk `index` of a dataset and stores the scores; resolves to the rows scored.
   * Rejects with code `cancelled`, nothing written, after `cancel(jobId)`.
   */
  scoreChunk(jobId: string, datasetId: string, index: number): Promise<number>;
  /** Ends the job's chunk under way at the next batch, and any that is asked for later. */
  cancel(jobId: string): Promise<void>;
  analyse(text: string): Promise<TextAnalysis>;
  /** What each word of the text adds to P(positive) minus P(negative). */
  explain(text: string): Promise<Explanation>;
}
