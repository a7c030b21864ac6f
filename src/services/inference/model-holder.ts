import type { Classifier } from '../../engine/classifier.ts';
import type { ModelRepository } from '../../storage/ports.ts';
import type { ChoiceMemory } from './choose-backend.ts';
import { type OpenedModel, openModel } from './open-model.ts';
import type { OpenModelRequest } from './types.ts';

/** The one model of a worker, whatever becomes of the graphics card under it. */
export interface ModelHolder {
  open(request: OpenModelRequest): Promise<OpenedModel>;
  /** Throws before `open`. */
  opened(): OpenedModel;
  /** What `work` makes of the classifier; where the graphics card is lost meanwhile, the processor does it over. */
  use<T>(signal: AbortSignal, work: (classifier: Classifier) => Promise<T>): Promise<T>;
}

export function createModelHolder(models: ModelRepository, choices: ChoiceMemory): ModelHolder {
  let request: OpenModelRequest | undefined;
  let current: OpenedModel | undefined;
  let falling: Promise<void> | undefined;

  const opened = (): OpenedModel => {
    if (!current) throw new Error('the model is not open');
    return current;
  };

  async function fallBack(lost: OpenedModel, reason: string): Promise<void> {
    const { fingerprint } = lost;
    const wanted = { ...request!, fingerprint, force: 'wasm' as const, choices };
    const found = await openModel(fetchFrom(request!.modelUrl), models, wanted);
    current = { ...found, race: lost.race, refused: [...lost.refused, { backend: 'webgpu', reason }] };
    // What is left of it on the lost device cannot always be freed.
    try {
      lost.classifier.dispose();
    } catch {}
  }

  return {
    async open(wanted) {
      current?.classifier.dispose();
      request = wanted;
      current = await openModel(fetchFrom(wanted.modelUrl), models, { ...wanted, choices });
      return current;
    },
    opened,
    async use(signal, work) {
      const used = opened();
      try {
        return await work(used.classifier);
      } catch (error) {
        if (signal.aborted || used.classifier.backend !== 'webgpu') throw error;
        const reason = `The graphics card was lost while scoring (${(error as Error).message}).`;
        // Two calls may meet the loss; one of them opens the model anew.
        if (current === used) falling ??= fallBack(used, reason);
        await falling;
        return work(opened().classifier);
      }
    },
  };
}

function fetchFrom(
  modelUrl: OpenModelRequest['modelUrl'],
): (path: string) => Promise<Uint8Array<ArrayBuffer>> {
  return async (path) => {
    const response = await fetch(new URL(path, modelUrl));
    if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}
