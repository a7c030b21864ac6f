import { describe, expect, it } from 'vitest';
import { datasetModel } from '../../../src/app/dataset-model.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import { createHarness, csvFile, importFile } from './harness.ts';

describe('the model of a dataset', () => {
  it('is the one in use, for a dataset that it scored', async () => {
    const { app } = createHarness(1);
    await app.start();
    await importFile(app, csvFile(['a good day']));
    expect(datasetModel(app.store.getState())?.version).toBe('test');
    expect((await app.queries.summary(NO_FILTER)).unsure).toBeNull();
  });

  it('is known at the end of a run whose file was dropped before the model was loaded', async () => {
    const harness = createHarness(1);
    const { app } = harness;
    harness.onScore = () => app.start();
    await importFile(app, csvFile(['a good day']));
    expect(app.store.getState().datasets![0]!.modelVersion).toBe('test');
    expect(datasetModel(app.store.getState())?.version).toBe('test');
  });

  it('is none for a dataset of another version: what a model says of its certainty is about its own scores', async () => {
    const { app, storage } = createHarness(1);
    await app.start();
    await importFile(app, csvFile(['a good day']));
    const [dataset] = app.store.getState().datasets!;
    await storage.datasets.update(dataset!.id, { modelVersion: 'older' });
    await app.actions.refreshDatasets();
    expect(datasetModel(app.store.getState())).toBeNull();
  });
});
