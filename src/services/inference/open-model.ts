import { type FetchBytes, loadArtifacts } from '../../engine/artifacts.ts';
import { ArtifactError } from '../../engine/errors.ts';
import { sha256Hex } from '../../engine/sha256.ts';
import type { KeptModel, ModelRepository } from '../../storage/ports.ts';
import { type ChoiceMemory, type ChosenClassifier, chooseClassifier } from './choose-backend.ts';
import type { ModelFallback, OpenModelRequest } from './types.ts';

/** A model that answers, and where it came from. */
export interface OpenedModel extends ChosenClassifier {
  /** SHA-256 of its manifest, which names those of all its other files. */
  readonly fingerprint: string;
  /** Why it is the kept one; null for the current one. */
  readonly fallback: ModelFallback | null;
}

type Options = Pick<OpenModelRequest, 'wasmUrls' | 'force' | 'workers' | 'fingerprint'> & {
  readonly choices: ChoiceMemory;
};

/**
 * Opens the current model and keeps a copy of its files. Where it cannot be opened, opens the copy that was kept last,
 * by the same checks; where that fails too, rejects with the `ArtifactError` of the current one.
 */
export async function openModel(
  fetchCurrent: FetchBytes,
  models: ModelRepository,
  options: Options,
): Promise<OpenedModel> {
  try {
    const { files, ...opened } = await openFrom(fetchCurrent, options);
    // A full disk, or a browser without a cache, must not keep anyone from scoring.
    await models.keep(opened.fingerprint, files).catch(() => undefined);
    return { ...opened, fallback: null };
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    const opened = await openKept(models, options);
    if (!opened) throw error;
    return { ...opened, fallback: { code: error.code, message: error.message } };
  }
}

type ModelFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
type Opened = Omit<OpenedModel, 'fallback'>;

async function openFrom(
  fetchBytes: FetchBytes,
  options: Options,
): Promise<Opened & { readonly files: ModelFiles }> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const artifacts = await loadArtifacts(async (path) => {
    const bytes = await fetchBytes(path);
    files.set(path, bytes);
    return bytes;
  });
  const fingerprint = await sha256Hex(files.get(`${artifacts.manifest.version}/manifest.json`)!);
  if (options.fingerprint !== null && options.fingerprint !== fingerprint)
    throw new ArtifactError('model-changed', 'The model was replaced since this page was loaded. Reload it.');
  const chosen = await chooseClassifier(artifacts, fingerprint, options, options.choices);
  return { ...chosen, fingerprint, files };
}

/** The kept model; null where there is none, or none that passes. */
async function openKept(models: ModelRepository, options: Options): Promise<Opened | null> {
  const kept = await models.kept().catch(() => null);
  if (!kept) return null;
  try {
    return await openFrom((path) => kept.read(path), { ...options, fingerprint: expected(kept, options) });
  } catch (error) {
    if (error instanceof ArtifactError) return null;
    throw error;
  }
}

/** The one that was asked for, else the one that the copy is filed under: its manifest has no other hash. */
function expected(kept: KeptModel, { fingerprint }: Options): string {
  return fingerprint ?? kept.fingerprint;
}
