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

  it('is one for all of its scores: a run that another model began is not continued', async () => {
    const harness = createHarness(1);
    const { app, storage } = harness;
    await app.start();
    harness.onScore = async (index) => {
      if (index === 1) app.actions.cancelRun();
    };
    await importFile(app, csvFile(Array.from({ length: 5000 }, () => 'a good day')));
    const { id, counts } = app.store.getState().datasets![0]!;
    expect(counts.scored).toBeGreaterThan(0);
    await storage.datasets.update(id, { modelVersion: 'older' });
    harness.onScore = async () => undefined;
    await app.actions.continueRun(id);
    expect(app.store.getState().error).toContain('begun with model older; the model in use is test');
    expect((await storage.datasets.get(id))!.counts.scored).toBe(counts.scored);
  });

  it('does not matter where nothing is left to score', async () => {
    const { app, storage } = createHarness(1);
    await importFile(app, csvFile(['a good day']));
    const { id } = (await storage.datasets.list())[0]!;
    await storage.datasets.update(id, { modelVersion: 'older', phase: 'scoring' });
    await app.actions.continueRun(id);
    expect(await storage.datasets.get(id)).toMatchObject({ modelVersion: 'older', phase: 'complete' });
  });

  it('is the one in use where another was named but gave no scores', async () => {
    const harness = createHarness(1);
    const { app, storage } = harness;
    harness.onScore = async () => app.actions.cancelRun();
    await importFile(app, csvFile(['a good day']));
    const { id } = (await storage.datasets.list())[0]!;
    await storage.datasets.update(id, { modelVersion: 'older' });
    harness.onScore = async () => undefined;
    await app.actions.continueRun(id);
    expect(await storage.datasets.get(id)).toMatchObject({ modelVersion: 'test', phase: 'complete' });
  });
});
