import { confidenceOf } from '../core/scores/confidence.ts';
import { type Scores, SENTIMENTS, type Sentiment } from '../core/scores/types.ts';
import { createAnswerCache, keyOf } from './answer-cache.ts';
import type { Artifacts, TextReader } from './artifacts.ts';
import { type BackendName, openBackend } from './backends.ts';
import { type BatchLimits, planBatches } from './batches.ts';
import { ArtifactError } from './errors.ts';
import { type Answer, answerOf } from './heads.ts';
import type { Manifest } from './manifest.ts';
import { createNetwork, type Network, type Sequences } from './network.ts';
import { createPace, type Pace } from './pace.ts';
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
  /** Probability of the class that was chosen, 0..1. */
  readonly confidence: number;
  /** Calibrated P(negative), P(neutral), P(positive); null where the model knows two classes. */
  readonly classes: readonly [number, number, number] | null;
}

/** A model that runs. Holds tensors until it is disposed; one at a time in a realm. */
export interface Classifier {
  readonly backend: BackendName;
  readonly manifest: Manifest;
  /** Scores in the order of `texts`. Gives way to messages now and then; rejects with the signal's reason. */
  score(signal: AbortSignal, texts: readonly string[]): Promise<Scores>;
  analyse(text: string): Promise<Analysis>;
  dispose(): void;
}

const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];
// Backends add up in different orders; a driver that computes wrongly is off by far more.
const GOLDEN_TOLERANCE = 1e-3;
// A cancel is noticed between two batches. A processor needs 5 to 10 ms for one of these, and no larger ones to be fast;
// a graphics card does.
const SMALL_BATCH: BatchLimits = { rows: 32, tokens: 1024 };
const BATCH_LIMITS: Readonly<Record<BackendName, BatchLimits>> = {
  webgpu: { rows: 256, tokens: 8192 },
  wasm: SMALL_BATCH,
  cpu: SMALL_BATCH,
};
const TASK_MILLISECONDS = 30;

/**
 * Opens the model on the first backend of WebGPU, WASM, CPU that reproduces the model's golden answers.
 * Rejects with `ArtifactError`: `model-no-backend` where none does, `model-invalid` for wrong tensors.
 */
export async function openClassifier(artifacts: Artifacts, options: ClassifierOptions): Promise<Classifier> {
  const { manifest, reader, weights } = artifacts;
  checkWeights(weights, manifest.architecture);
  const failures: string[] = [];
  for (const backend of options.force === null ? BACKENDS : [options.force]) {
    let network: Network | undefined;
    try {
      await openBackend(backend, { ...options, allowSoftwareGpu: options.force === 'webgpu' });
      network = createNetwork(weights, manifest.architecture);
      await replayGolden(network, manifest);
      return createClassifier(backend, manifest, reader, network);
    } catch (error) {
      network?.dispose();
      failures.push(`${backend}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new ArtifactError('model-no-backend', `Nothing here can run the model (${failures.join('; ')}).`);
}

/** Throws unless the network gives the golden answers, padded together as in a batch. */
async function replayGolden(network: Network, { golden, heads }: Manifest): Promise<void> {
  const logits = await network.logits(golden.map(({ ids }) => ids.map((tower) => Int32Array.from(tower))));
  golden.forEach(({ probability, classes }, i) => {
    const answer = answerOf(heads, logits, i * network.width);
    const gaps = [answer.probability - probability];
    classes?.forEach((expected, c) => {
      gaps.push(answer.classes![c]! - expected);
    });
    // Negated, so that NaN is a mismatch too.
    if (!gaps.every((gap) => Math.abs(gap) <= GOLDEN_TOLERANCE))
      throw new Error(`golden text ${i + 1} of the model is answered wrongly`);
  });
}

function createClassifier(
  backend: BackendName,
  manifest: Manifest,
  reader: TextReader,
  network: Network,
): Classifier {
  let isDisposed = false;
  const check = (): void => {
    if (isDisposed) throw new Error('the classifier was disposed of');
  };

  const cache = createAnswerCache();
  const halves = manifest.architecture.towers.some(({ vocabulary }) => vocabulary > 2 ** 16) ? 2 : 1;

  async function encode(signal: AbortSignal, texts: readonly string[], pace: Pace): Promise<Post[]> {
    const posts: Post[] = [];
    for (const text of texts) {
      const sequences = reader.encode(text);
      posts.push({ sequences, key: keyOf(sequences, halves) });
      const pause = pace.step();
      if (pause) {
        await pause;
        signal.throwIfAborted();
      }
    }
    return posts;
  }

  /** Answers by key. What is in the cache is not computed: it would be the same to the bit. */
  async function answer(
    signal: AbortSignal,
    posts: readonly Post[],
    pace: Pace,
  ): Promise<ReadonlyMap<string, Answer>> {
    const answers = new Map<string, Answer>();
    const unknown = new Map<string, Sequences>();
    for (const { key, sequences } of posts) {
      const known = cache.get(key);
      if (known) answers.set(key, known);
      else unknown.set(key, sequences);
    }
    const entries = [...unknown];
    const lengths = entries.map(([, sequences]) => sequences[0]!.length);
    for (const batch of planBatches(lengths, BATCH_LIMITS[backend])) {
      signal.throwIfAborted();
      check();
      const logits = await network.logits(batch.map((row) => entries[row]![1]));
      batch.forEach((row, i) => {
        const key = entries[row]![0];
        const found = answerOf(manifest.heads, logits, i * network.width);
        answers.set(key, found);
        cache.set(key, found);
      });
      await pace.step();
    }
    signal.throwIfAborted();
    return answers;
  }

  return {
    backend,
    manifest,
    async score(signal, texts) {
      const pace = createPace(TASK_MILLISECONDS);
      const posts = await encode(signal, texts, pace);
      const answers = await answer(signal, posts, pace);
      return toScores(
        posts.map(({ key }) => answers.get(key)!),
        manifest,
      );
    },
    async analyse(text) {
      check();
      const scores = toScores(
        [answerOf(manifest.heads, await network.logits([reader.encode(text)]), 0)],
        manifest,
      );
      const [probability, label] = [scores.probability[0]!, scores.label[0]!];
      const classes = scores.classes.length === 0 ? null : ([...scores.classes] as [number, number, number]);
      return {
        cleanedText: reader.tokens(text).join(' '),
        sentiment: SENTIMENTS[label]!,
        probability,
        confidence: classes ? classes[label]! : confidenceOf(probability),
        classes,
      };
    },
    dispose() {
      if (!isDisposed) network.dispose();
      isDisposed = true;
    },
  };
}

/** A text as the network reads it. Posts of equal keys are equal: reposts cost nothing. */
interface Post {
  readonly sequences: Sequences;
  readonly key: string;
}

function toScores(answers: readonly Answer[], manifest: Manifest): Scores {
  const probability = Float32Array.from(answers, (answer) => answer.probability);
  const classes = new Float32Array(manifest.heads.ternary ? 3 * answers.length : 0);
  const label = new Uint8Array(answers.length);
  for (const [i, answer] of answers.entries()) {
    if (answer.classes) classes.set(answer.classes, 3 * i);
    label[i] = answer.classes
      ? choose(classes.subarray(3 * i, 3 * i + 3), manifest.logPriors)
      : SENTIMENTS.indexOf(probability[i]! >= manifest.threshold ? 'Positive' : 'Negative');
  }
  return { probability, label, classes };
}

/** Index of the class with the greatest log probability minus log prior. */
function choose(classes: Float32Array, logPriors: Manifest['logPriors']): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes.length; c++) {
    const value = Math.log(classes[c]!) - (logPriors?.[c] ?? 0);
    if (value > most) [best, most] = [c, value];
  }
  return best;
}
