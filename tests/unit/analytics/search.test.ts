import { beforeAll, expect, it } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { NO_FILTER } from '../../../src/app/route.ts';
import { createHarness, importFile } from '../app/harness.ts';

const TEXTS = [
  'Neumann steps down',
  'a good desk',
  'good NEUMANN, good desk',
  'RT @x: müde heute',
  'working',
];
const AUTHORS = ['Anna Lee', 'bob', 'Zoë', 'annabel', ''];
const BRANDS = ['WeWork', 'Regus'];

let app: App;
beforeAll(async () => {
  ({ app } = createHarness(2));
  const lines = Array.from({ length: 5000 }, (_, i) =>
    [AUTHORS[i % 5], BRANDS[i % 2], `"${TEXTS[i % 5]} ${i}"`].join(','),
  );
  await importFile(app, new File([['author,brand,text', ...lines].join('\n')], 'posts.csv'));
});

async function count(search: string): Promise<number> {
  return (await app.queries.summary({ ...NO_FILTER, search })).selected;
}

it.each([
  ['neumann', 2000],
  ['neumann desk', 1000],
  ['neumann OR desk', 3000],
  ['neumann AND NOT desk', 1000],
  ['-neumann', 3000],
  ['NOT (neumann OR müde)', 2000],
  ['"steps down"', 1000],
  ['"down steps"', 0],
  ['work', 0],
  ['work*', 1000],
  ['MÜDE', 1000],
  ['author:ANNA', 0],
  ['author:"anna lee"', 1000],
  ['author:anna*', 2000],
  ['author:zoë', 1000],
  ['brand:wework good', 1000],
  ['brand:wework OR brand:regus', 5000],
  ['platform:web', 0],
  ['NOT platform:web', 5000],
  ['good OR', 2000],
  ['4711', 1],
])('%s finds %i posts', async (search, posts) => {
  expect(await count(search)).toBe(posts);
});

it('finds the same when words are added to it and taken away again', async () => {
  for (const [search, posts] of [
    ['desk', 2000],
    ['desk good', 2000],
    ['desk good NOT neumann', 1000],
    ['desk', 2000],
  ] as const)
    expect(await count(search)).toBe(posts);
});
