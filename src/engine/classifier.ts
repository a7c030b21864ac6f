import { confidenceOf } from '../core/scores/confidence.ts';
import { DOMAIN_POSTS, DOMAINS, type Domain, domainOf } from '../core/scores/domain.ts';
import { type Scores, SENTIMENTS, type Sentiment } from '../core/scores/types.ts';
import { createAnswerCache, keyOf } from './answer-cache.ts';
import type { Artifacts, TextReader } from './artifacts.ts';
import { type BackendName, openBackend } from './backends.ts';
import { type BatchSize, createBatchSize, fixedSize } from './batch-size.ts';
import { takeBatches } from './batches.ts';
import { ArtifactError } from './errors.ts';
import { type AnswerLayout, answerLayout, answerOf, putAnswer } from './heads.ts';
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
  /**
   * Scores in the order of `texts`, which are of `domain`, or looked at each by itself. Gives way to messages now and
   * then; rejects with the signal's reason.
   */
  score(signal: AbortSignal, texts: readonly string[], domain?: Domain | null): Promise<Scores>;
  /** The domain of the file that these posts begin; null where they are too few, or the model tells none apart. */
  domainOf(signal: AbortSignal, texts: readonly string[]): Promise<Domain | null>;
  analyse(text: string): Promise<Analysis>;
  dispose(): void;
}

const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];
// Backends add up in different orders; a driver that computes wrongly is off by far more.
const GOLDEN_TOLERANCE = 1e-3;
// A cancel is noticed between two batches. A processor needs 5 to 10 ms for one of these, and no larger ones to be fast.
const SMALL_BATCH = fixedSize({ rows: 32, tokens: 1024 });
// A graphics card computes one batch while the next is on its way to it.
const BATCHES_AT_ONCE: Readonly<Record<BackendName, number>> = { webgpu: 2, wasm: 1, cpu: 1 };
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
  golden.forEach(({ probability, byDomain, classes }, i) => {
    const answer = answerOf(heads, logits, i * network.width);
    const gaps = [answer.probability - probability];
    if (byDomain) for (const domain of DOMAINS) gaps.push(answer.domains![domain] - byDomain[domain]);
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

  const { heads } = manifest;
  const layout = answerLayout(heads);
  const { width } = layout;
  const cache = createAnswerCache(width);
  const size: BatchSize = backend === 'webgpu' ? createBatchSize() : SMALL_BATCH;
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

  /** Answers `[posts, width]`. What is in the cache is not computed: it would be the same to the bit. */
  async function answer(signal: AbortSignal, posts: readonly Post[], pace: Pace): Promise<Float32Array> {
    const answers = new Float32Array(posts.length * width);
    /** The first post of each key that is unknown, and the others of such keys. */
    const firstOf = new Map<string, number>();
    const repeats: number[] = [];
    for (const [row, { key }] of posts.entries()) {
      if (firstOf.has(key)) repeats.push(row);
      else if (!cache.get(key, answers, row * width)) firstOf.set(key, row);
    }
    const rows = [...firstOf.values()];
    const lengths = rows.map((row) => longestOf(posts[row]!.sequences));
    const batches = takeBatches(lengths, size.limits);
    /** Takes batch after batch; where it fails, the others that do get no more. */
    const takeTurns = async (): Promise<void> => {
      for (const batch of batches) {
        signal.throwIfAborted();
        check();
        const started = performance.now();
        const logits = await network.logits(batch.map((i) => posts[rows[i]!]!.sequences));
        const tokens = batch.length * lengths[batch.at(-1)!]!;
        size.took(performance.now() - started, { rows: batch.length, tokens });
        for (const [at, i] of batch.entries()) {
          const row = rows[i]!;
          putAnswer(answerOf(heads, logits, at * network.width), answers, row * width);
          cache.set(posts[row]!.key, answers, row * width);
        }
        await pace.step();
      }
    };
    const turns = Array.from({ length: BATCHES_AT_ONCE[backend] }, takeTurns);
    for (const outcome of await Promise.allSettled(turns))
      if (outcome.status === 'rejected') throw outcome.reason;
    for (const row of repeats) {
      const first = firstOf.get(posts[row]!.key)! * width;
      answers.copyWithin(row * width, first, first + width);
    }
    signal.throwIfAborted();
    return answers;
  }

  async function answerAll(signal: AbortSignal, texts: readonly string[]): Promise<Float32Array> {
    const pace = createPace(TASK_MILLISECONDS);
    const posts = await encode(signal, texts, pace);
    return answer(signal, posts, pace);
  }

  return {
    backend,
    manifest,
    async score(signal, texts, domain = null) {
      return toScores(await answerAll(signal, texts), manifest, layout, domain);
    },
    async domainOf(signal, texts) {
      const { unlike } = layout;
      if (unlike === null) return null;
      const answers = await answerAll(signal, texts.slice(0, DOMAIN_POSTS));
      return domainOf(answers.filter((_, i) => i % width === unlike));
    },
    async analyse(text) {
      check();
      const found = new Float32Array(width);
      putAnswer(answerOf(heads, await network.logits([reader.encode(text)]), 0), found, 0);
      const scores = toScores(found, manifest, layout, null);
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

/** Tokens of the tower that has most of them. */
function longestOf(sequences: Sequences): number {
  let longest = 0;
  for (const { length } of sequences) longest = Math.max(longest, length);
  return longest;
}

/** Scores of answers `[posts, layout.width]` to posts of `domain`, or each by itself. */
function toScores(
  answers: Float32Array,
  manifest: Manifest,
  { width, classes: first, probability: placeOf }: AnswerLayout,
  domain: Domain | null,
): Scores {
  const posts = answers.length / width;
  const place = placeOf(domain);
  const probability = new Float32Array(posts);
  const classes = new Float32Array(first === null ? 0 : 3 * posts);
  const label = new Uint8Array(posts);
  for (let i = 0; i < posts; i++) {
    probability[i] = answers[i * width + place]!;
    if (first === null) {
      label[i] = SENTIMENTS.indexOf(probability[i]! >= manifest.threshold ? 'Positive' : 'Negative');
      continue;
    }
    for (let c = 0; c < 3; c++) classes[3 * i + c] = answers[i * width + first + c]!;
    label[i] = choose(classes, 3 * i, manifest.decisionOffsets);
  }
  return { probability, label, classes };
}

/** Index of the class of `classes[at .. at + 3)` with the greatest log probability minus its offset. */
function choose(classes: Float32Array, at: number, offsets: Manifest['decisionOffsets']): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < 3; c++) {
    const value = Math.log(classes[at + c]!) - (offsets?.[c] ?? 0);
    if (value > most) [best, most] = [c, value];
  }
  return best;
}
