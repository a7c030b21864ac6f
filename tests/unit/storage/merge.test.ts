import { describe, expect, it } from 'vitest';
import { unpackStrings } from '../../../src/core/columns/text-column.ts';
import { chunk, dataset, implementations, scores } from './fixtures.ts';

describe.each(implementations)('merging datasets: %s', (_name, create) => {
  it('merges datasets into a new one: rows, scores and issues in order, the originals as they were', async () => {
    const { datasets, posts, scores: scoreStore } = create();
    await datasets.create(dataset('a'));
    await posts.append('a', 0, chunk(['one', ''], 0));
    await scoreStore.put('a', 0, scores([0.25, Number.NaN]));
    await datasets.create(dataset('b'));
    await posts.append('b', 0, chunk(['', 'zwei'], 0));
    await scoreStore.put('b', 0, scores([Number.NaN, 0.75]));
    const record = {
      ...dataset('ab'),
      chunkCount: 2,
      counts: { read: 4, scored: 2, refused: 2, noted: 2, foreign: 0 },
      phase: 'complete' as const,
    };
    const parts = [
      { datasetId: 'b', cells: [0, 'b.csv'] },
      { datasetId: 'a', cells: [0, ''] },
    ];
    const done: number[] = [];
    await datasets.merge(record, parts, true, new AbortController().signal, (chunks) => done.push(chunks));
    expect(done).toEqual([1, 2]);
    expect(await datasets.get('ab')).toEqual(record);
    const rows = await Promise.all([0, 1].map((index) => posts.fields('ab', index)));
    expect(rows.map((fields) => fields!.map((column) => unpackStrings(column)))).toEqual([
      [
        ['', 'zwei'],
        ['b.csv', 'b.csv'],
      ],
      [
        ['one', ''],
        ['', ''],
      ],
    ]);
    expect((await posts.columns('ab', 1))?.firstRow).toBe(2);
    expect((await posts.issues('ab', 1)).map(({ rowNumber }) => rowNumber)).toEqual([3, 4]);
    expect((await posts.issues('a', 0)).map(({ rowNumber }) => rowNumber)).toEqual([1, 2]);
    expect(await scoreStore.scoredChunks('ab')).toEqual([0, 1]);
    expect((await scoreStore.get('ab', 1))?.probability[0]).toBe(0.25);
    expect((await datasets.list()).length).toBe(3);
  });

  it('leaves nothing of a merge that fails or is cancelled', async () => {
    const { datasets, posts } = create();
    await datasets.create(dataset('a'));
    for (const index of [0, 1]) await posts.append('a', index, chunk(['one'], index));
    const merged = { ...dataset('ab'), chunkCount: 4 };
    const part = { datasetId: 'a', cells: [0] };
    const gone = { datasetId: 'gone', cells: [0] };
    const { signal } = new AbortController();
    await expect(datasets.merge(merged, [part, gone], false, signal, () => undefined)).rejects.toMatchObject({
      code: 'not-found',
    });
    const cancel = new AbortController();
    await expect(
      datasets.merge(merged, [part, part], false, cancel.signal, (chunks) => {
        if (chunks === 3) cancel.abort(new Error('enough'));
      }),
    ).rejects.toThrow('enough');
    expect(await datasets.get('ab')).toBeUndefined();
    expect(await posts.columns('ab', 0)).toBeUndefined();
    expect((await datasets.list()).length).toBe(1);
  });
});
