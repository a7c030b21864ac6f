import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FetchBytes } from '../../../src/engine/artifacts.ts';

const folder = fileURLToPath(new URL('../../../public/model', import.meta.url));

/** False in a checkout whose model has not been exported yet. */
export const hasShippedModel = existsSync(join(folder, 'current.json'));

/** Reads the model that the app ships. */
export const fetchShipped: FetchBytes = async (path) => new Uint8Array(await readFile(join(folder, path)));

const binaries = dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
);

/** The binaries that the app serves, where npm has put them; the one with threads is never loaded. */
export const wasmUrls: Readonly<Record<string, string>> = Object.fromEntries(
  ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'].map((name) => [name, join(binaries, name)]),
);
