import type { Artifacts } from '../../engine/artifacts.ts';
import { describeGpu } from '../../engine/backends.ts';
import { type Classifier, openClassifier } from '../../engine/classifier.ts';
import { ArtifactError } from '../../engine/errors.ts';
import { raceTexts } from './race-texts.ts';
import type { BackendName, BackendRace, OpenModelRequest, RefusedBackend } from './types.ts';

/** What this device chose for a model before, by a name; whatever else lies there is not taken. */
export interface ChoiceMemory {
  get(key: string): Promise<unknown>;
  set(key: string, race: BackendRace): Promise<void>;
}

/** A classifier on the backend that was chosen, and what spoke for it. */
export interface ChosenClassifier {
  readonly classifier: Classifier;
  /** Backends that are here and do not reproduce the golden answers, or do not start. */
  readonly refused: readonly RefusedBackend[];
  /** How fast each was; null where there was nothing to choose from. */
  readonly race: BackendRace | null;
}

type Options = Pick<OpenModelRequest, 'wasmUrls' | 'force' | 'workers'>;

const RACE_MS = 300;
// As many calls as a run has under way in one worker.
const CALLS_AT_ONCE: Readonly<Record<BackendName, number>> = { webgpu: 2, wasm: 1, cpu: 1 };

/**
 * Opens the model on the fastest backend that reproduces its golden answers. A graphics card runs a short race against
 * the processor, whose workers count together; the outcome is remembered for this device and this model. Rejects with
 * `ArtifactError` where no backend will do.
 */
export async function chooseClassifier(
  artifacts: Artifacts,
  fingerprint: string,
  options: Options,
  memory: ChoiceMemory,
): Promise<ChosenClassifier> {
  if (options.force !== null)
    return { classifier: await openClassifier(artifacts, options), refused: [], race: null };
  const refused: RefusedBackend[] = [];
  const open = async (force: BackendName): Promise<Classifier | null> => {
    try {
      return await openClassifier(artifacts, { ...options, force });
    } catch (error) {
      if (!(error instanceof ArtifactError) || error.code !== 'model-no-backend') throw error;
      refused.push({ backend: force, reason: error.message });
      return null;
    }
  };
  const gpu = await describeGpu();
  const key = `race 2: model ${fingerprint} on ${gpu} with ${options.workers}`;
  const race = gpu === null ? null : ((await recall(memory, key)) ?? (await runRace(open, options.workers)));
  if (race) await memory.set(key, race).catch(() => undefined);
  for (const backend of inOrder(race)) {
    const classifier = await open(backend);
    if (classifier) return { classifier, refused: distinct(refused), race };
  }
  const reasons = distinct(refused).map(({ reason }) => reason);
  throw new ArtifactError('model-no-backend', reasons.join(' '));
}

async function recall(memory: ChoiceMemory, key: string): Promise<BackendRace | null> {
  const known = (await memory.get(key).catch(() => undefined)) as Partial<BackendRace> | undefined;
  const isRace = typeof known?.webgpu === 'number' && typeof known.wasm === 'number';
  return isRace ? (known as BackendRace) : null;
}

/** Posts a second of graphics card and processor, each opened for it and closed again; 0 for one that was refused. */
async function runRace(
  open: (backend: BackendName) => Promise<Classifier | null>,
  workers: number,
): Promise<BackendRace> {
  const speedOf = async (backend: BackendName): Promise<number> => {
    const classifier = await open(backend);
    if (!classifier) return 0;
    try {
      return await measure(classifier);
    } finally {
      classifier.dispose();
    }
  };
  return { webgpu: await speedOf('webgpu'), wasm: workers * (await speedOf('wasm')) };
}

async function measure(classifier: Classifier): Promise<number> {
  const { signal } = new AbortController();
  // The first call compiles.
  await classifier.score(signal, raceTexts(0));
  const started = performance.now();
  let posts = 0;
  let round = 1;
  const run = async (): Promise<void> => {
    while (performance.now() - started < RACE_MS) {
      const texts = raceTexts(round++);
      await classifier.score(signal, texts);
      posts += texts.length;
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE[classifier.backend] }, run));
  return (1000 * posts) / (performance.now() - started);
}

/** The faster first; the processor without a race, and plain JavaScript where all else fails. */
function inOrder(race: BackendRace | null): BackendName[] {
  if (!race) return ['wasm', 'cpu'];
  return race.webgpu > race.wasm ? ['webgpu', 'wasm', 'cpu'] : ['wasm', 'webgpu', 'cpu'];
}

function distinct(refused: readonly RefusedBackend[]): RefusedBackend[] {
  return [...new Map(refused.map((entry) => [entry.backend, entry])).values()];
}
