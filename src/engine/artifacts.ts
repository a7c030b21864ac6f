import type { z } from 'zod';
import { createEncoder, type Encoder } from '../core/text/encoder.ts';
import { createJointEncoder } from '../core/text/joint-encoder.ts';
import { ArtifactError } from './errors.ts';
import { currentSchema, type Manifest, manifestSchema } from './manifest.ts';
import { fingerprintEncoders } from './probe-texts.ts';
import { sha256Hex } from './sha256.ts';
import { decodeTensor, type Weights } from './weights.ts';

/** A model in memory: its description, what it reads texts with, and its weights. */
export interface Artifacts {
  readonly manifest: Manifest;
  readonly reader: TextReader;
  readonly weights: Weights;
}

/** Turns texts into what the network reads. */
export interface TextReader {
  /** Token ids of a text through the vocabulary of each tower: one array for all towers of one vocabulary. */
  encode(text: string): Int32Array<ArrayBuffer>[];
  /** The entries of the first tower's vocabulary that it reads the text as. */
  tokens(text: string): string[];
}

/** Gives the bytes of a file of the model directory, named by its path there; rejects where there is none. */
export type FetchBytes = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Loads the model that `current.json` names and checks all of it. Rejects with `ArtifactError`:
 * `model-missing` (a file is not there), `model-invalid` (the description is not one), `model-corrupted` (a file
 * is not the one described), `model-foreign` (vocabulary or encoder are not those of the training).
 */
export async function loadArtifacts(fetchBytes: FetchBytes): Promise<Artifacts> {
  const { version } = parseJson('current.json', await fetchFile(fetchBytes, 'current.json'), currentSchema);
  const manifestPath = `${version}/manifest.json`;
  const manifest = parseJson(manifestPath, await fetchFile(fetchBytes, manifestPath), manifestSchema);
  if (manifest.version !== version)
    throw new ArtifactError('model-invalid', `${manifestPath} describes version ${manifest.version}.`);
  const files = await fetchChecked(fetchBytes, manifest);
  const reader = await buildReader(manifest, files);
  const weights = new Map(
    manifest.tensors.map((entry) => [entry.name, decodeTensor(entry, fileOf(files, entry.file))]),
  );
  return { manifest, reader, weights };
}

async function fetchFile(fetchBytes: FetchBytes, path: string): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await fetchBytes(path);
  } catch (cause) {
    throw new ArtifactError('model-missing', `The model file ${path} could not be read.`, { cause });
  }
  // Servers of single-page apps answer with the page where there is no file; no file of a model begins so.
  if (/^<!doctype html/iu.test(new TextDecoder().decode(bytes.subarray(0, 16))))
    throw new ArtifactError('model-missing', `The model file ${path} is not there.`);
  return bytes;
}

function parseJson<T>(path: string, bytes: Uint8Array<ArrayBuffer>, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ArtifactError('model-invalid', `The model file ${path} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'its whole';
  throw new ArtifactError('model-invalid', `The model file ${path} is not as expected: ${place}.`, {
    cause: parsed.error,
  });
}

type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

async function fetchChecked(fetchBytes: FetchBytes, { version, files }: Manifest): Promise<Files> {
  const checked = files.map(async ({ name, bytes: expected, sha256 }) => {
    const path = `${version}/${name}`;
    const bytes = await fetchFile(fetchBytes, path);
    if (bytes.length !== expected)
      throw new ArtifactError(
        'model-corrupted',
        `The model file ${path} has ${bytes.length} bytes instead of ${expected}.`,
      );
    if ((await sha256Hex(bytes)) !== sha256)
      throw new ArtifactError('model-corrupted', `The model file ${path} was changed or damaged.`);
    return [name, bytes] as const;
  });
  return new Map(await Promise.all(checked));
}

function fileOf(files: Files, name: string): Uint8Array<ArrayBuffer> {
  const bytes = files.get(name);
  if (!bytes) throw new ArtifactError('model-invalid', `The model does not list its file ${name}.`);
  return bytes;
}

const foreign = (cause?: unknown): ArtifactError =>
  new ArtifactError(
    'model-foreign',
    'The vocabulary or this version of the app does not belong to the model: texts would be misread.',
    { cause },
  );

async function buildReader(manifest: Manifest, files: Files): Promise<TextReader> {
  const { towers } = manifest.architecture;
  // Towers of one vocabulary share the encoder, and what it gives.
  const vocabularies = [...new Set(towers.map(({ vocabularyFile }) => vocabularyFile))];
  const encoders = vocabularies.map((name) => buildEncoder(manifest, fileOf(files, name)));
  const indexOf = towers.map(({ vocabularyFile }) => vocabularies.indexOf(vocabularyFile));
  if (towers.some(({ vocabulary }, i) => encoders[indexOf[i]!]!.vocabularySize !== vocabulary))
    throw foreign();
  const encoderOf = indexOf.map((index) => encoders[index]!);
  if ((await fingerprintEncoders(encoderOf)) !== manifest.probeFingerprint) throw foreign();
  const encode = createJointEncoder(manifest.encoder, encoders);
  return {
    encode(text) {
      const sequences = encode(text);
      return indexOf.map((index) => sequences[index]!);
    },
    tokens: (text) => encoderOf[0]!.tokens(text),
  };
}

function buildEncoder(manifest: Manifest, bytes: Uint8Array<ArrayBuffer>): Encoder {
  const vocabulary = new TextDecoder().decode(bytes).replace(/\n$/u, '').split('\n');
  try {
    return createEncoder(manifest.encoder, vocabulary);
  } catch (cause) {
    throw foreign(cause);
  }
}
