import { afterEach, expect, it, vi } from 'vitest';
import { loadArtifacts } from '../../../src/engine/artifacts.ts';
import type { BackendName } from '../../../src/engine/backends.ts';
import type { Classifier, ClassifierOptions } from '../../../src/engine/classifier.ts';
import { ArtifactError } from '../../../src/engine/errors.ts';
import { chooseClassifier } from '../../../src/services/inference/choose-backend.ts';
import type { BackendRace } from '../../../src/services/inference/types.ts';
import { serve } from '../engine/small-model.ts';
import { wholeModel } from './whole-model.ts';

/** What each backend does when it is opened: seconds that a call takes, or why it is refused. */
const device = vi.hoisted(() => ({
  gpu: 'a card' as string | null,
  takes: {} as Partial<Record<string, number | string>>,
  opened: [] as string[],
  now: 0,
}));

vi.mock('../../../src/engine/backends.ts', async (original) => ({
  ...(await original<typeof import('../../../src/engine/backends.ts')>()),
  describeGpu: async () => device.gpu,
}));
vi.mock('../../../src/engine/classifier.ts', () => ({
  openClassifier: async (_: unknown, { force }: ClassifierOptions): Promise<Partial<Classifier>> => {
    const takes = device.takes[force!];
    if (typeof takes === 'string') throw new ArtifactError('model-no-backend', takes);
    device.opened.push(force!);
    return {
      backend: force as BackendName,
      dispose: () => undefined,
      score: async () => {
        device.now += takes!;
        return { probability: new Float32Array(0), label: new Uint8Array(0), classes: new Float32Array(0) };
      },
    };
  },
}));
vi.stubGlobal('performance', { now: () => device.now });

const kept = new Map<string, unknown>();
const memory = {
  get: async (key: string) => kept.get(key),
  set: async (key: string, race: BackendRace) => void kept.set(key, race),
};
afterEach(() => {
  kept.clear();
  device.gpu = 'a card';
  device.opened = [];
});

async function choose(workers = 2, force: BackendName | null = null) {
  const artifacts = await loadArtifacts(serve(await wholeModel('m-1', 0)));
  const chosen = await chooseClassifier(artifacts, 'print', { wasmUrls: {}, force, workers }, memory);
  return { ...chosen, backend: chosen.classifier.backend };
}

it('takes the graphics card where it is faster than all workers together, and else the processor', async () => {
  device.takes = { webgpu: 10, wasm: 25 };
  expect((await choose(2)).backend).toBe('webgpu');
  expect((await choose(4)).backend).toBe('wasm');
});

it('races once per device and model', async () => {
  device.takes = { webgpu: 10, wasm: 25 };
  await choose();
  device.opened = [];
  expect((await choose()).race?.webgpu).toBeGreaterThan(0);
  expect(device.opened).toEqual(['webgpu']);
  device.gpu = 'another card';
  await choose();
  expect(device.opened).toEqual(['webgpu', 'webgpu', 'wasm', 'webgpu']);
});

it('does without a race where there is no graphics card', async () => {
  device.gpu = null;
  device.takes = { wasm: 25 };
  expect(await choose()).toMatchObject({ backend: 'wasm', race: null, refused: [] });
});

it('tells which backend answers wrongly, and does not use it', async () => {
  device.takes = { webgpu: 'golden text 3 is answered wrongly', wasm: 25 };
  expect(await choose()).toMatchObject({
    backend: 'wasm',
    refused: [{ backend: 'webgpu', reason: 'golden text 3 is answered wrongly' }],
  });
});

it('goes on to plain JavaScript, and says why where nothing works', async () => {
  device.gpu = null;
  device.takes = { wasm: 'no SIMD', cpu: 1 };
  expect((await choose()).backend).toBe('cpu');
  device.takes = { wasm: 'no SIMD', cpu: 'wrong' };
  await expect(choose()).rejects.toThrow('no SIMD wrong');
});

it('asks nobody where a backend is forced, and takes no foreign value for a race', async () => {
  device.takes = { webgpu: 10, wasm: 25, cpu: 90 };
  expect(await choose(2, 'cpu')).toMatchObject({ backend: 'cpu', race: null });
  const strange = { get: async () => 'x', set: async () => Promise.reject(new Error('full')) };
  const artifacts = await loadArtifacts(serve(await wholeModel('m-1', 0)));
  const chosen = await chooseClassifier(artifacts, 'p', { wasmUrls: {}, force: null, workers: 1 }, strange);
  expect(chosen.classifier.backend).toBe('webgpu');
});
