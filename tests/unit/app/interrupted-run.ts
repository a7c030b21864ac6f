import { createHarness, csvFile, type Harness, importFile } from './harness.ts';

/** Rows of `file`, of which each tenth has no text. */
export const ROWS = 12_000;
export const file = () =>
  csvFile(
    Array.from({ length: ROWS }, (_, i) => (i % 10 === 9 ? '' : `${i % 3 ? 'bad' : 'good'} post ${i}`)),
  );

export const exported = async ({ app }: Harness) => (await app.queries.exportCsv(null)).text();
export const onlyDataset = async ({ storage }: Pick<Harness, 'storage'>) =>
  (await storage.datasets.list())[0]!;
export const importing = (tab: Harness): Promise<void> => importFile(tab.app, file());

/** What a run that nothing stops exports. */
export async function uninterrupted(): Promise<string> {
  const harness = createHarness(2);
  await importFile(harness.app, file());
  return exported(harness);
}
