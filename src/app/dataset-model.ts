import type { ModelInfo } from '../services/inference/types.ts';
import type { AppState } from './state.ts';

/**
 * The model in use, where it is the one that scored the open dataset: what it says of its own certainty holds for
 * those scores. Null for a dataset of an earlier model, and before the model is loaded.
 */
export function datasetModel({
  model,
  datasets,
  opened,
}: Pick<AppState, 'model' | 'datasets' | 'opened'>): ModelInfo | null {
  if (model.state !== 'ready') return null;
  const dataset = datasets?.find(({ id }) => id === opened?.datasetId);
  return dataset?.modelVersion === model.info.version ? model.info : null;
}
