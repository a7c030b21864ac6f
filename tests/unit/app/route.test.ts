import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BANDS, DEFAULT_LOOK, MEASURES, SMOOTHINGS } from '../../../src/app/look.ts';
import { DATASET_VIEWS, formatRoute, parseRoute, type Route } from '../../../src/app/route.ts';
import { SENTIMENTS } from '../../../src/core/scores/types.ts';
import { BUCKET_SIZES } from '../../../src/core/trend/buckets.ts';

function values() {
  const value = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '');
  return fc.option(fc.uniqueArray(value, { minLength: 1, maxLength: 3 }), { nil: null });
}

const filter = fc.record({
  sentiments: fc.option(fc.subarray([...SENTIMENTS], { minLength: 1 }), { nil: null }),
  time: fc.option(
    fc
      .tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 1, max: 2 ** 40 }))
      .map(([fromMs, width]) => ({ fromMs, toMs: fromMs + width })),
    { nil: null },
  ),
  search: fc.string({ unit: 'grapheme' }),
  topics: values(),
  authors: values(),
  brands: values(),
  platforms: values(),
  files: values(),
  languages: values(),
  hours: fc.option(
    fc.record({
      zone: fc.constantFrom('UTC', 'Europe/Berlin'),
      cells: fc.uniqueArray(fc.nat(167), { minLength: 1, maxLength: 5 }),
    }),
    { nil: null },
  ),
  confidence: fc.option(
    fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 10 })).map(([at, width]) => ({
      from: at / 10,
      to: Math.min(10, at + width) / 10,
    })),
    { nil: null },
  ),
  distinct: fc.constantFrom(true as const, null),
});

const look = fc.record({
  size: fc.constantFrom('auto' as const, ...BUCKET_SIZES),
  measure: fc.constantFrom(...MEASURES),
  smoothing: fc.constantFrom(...SMOOTHINGS),
  band: fc.constantFrom(...BANDS),
  compareBy: fc.constantFrom(null, 'brand' as const, 'period' as const),
});

const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constant({ name: 'start' as const }),
  fc.constant({ name: 'device' as const }),
  fc.constant({ name: 'mapping' as const }),
  fc.record({
    name: fc.constant('dataset' as const),
    datasetId: fc.string({ minLength: 1 }),
    view: fc.constantFrom(...DATASET_VIEWS),
    filter,
    look,
  }),
);

it('every route survives the address bar', () => {
  fc.assert(
    fc.property(route, (value) => {
      expect(parseRoute(formatRoute(value))).toEqual(value);
    }),
  );
});

it('a broken escape is not an error', () => {
  expect(parseRoute('#/d/%E0%A4%A/posts')).toMatchObject({ name: 'dataset', datasetId: '%E0%A4%A' });
});

it('a time that no date can have is no filter', () => {
  for (const range of ['from=1e300&to=1e301', 'from=0&to=9e15', 'from=-1e999&to=1e999', 'from=2&to=1'])
    expect(parseRoute(`#/d/a/overview?${range}`)).toMatchObject({ filter: { time: null } });
});

it('a look that is misnamed is as by default', () => {
  expect(parseRoute('#/d/a/overview?bucket=fortnight&smooth=2&show=&band=x&by=y')).toMatchObject({
    look: DEFAULT_LOOK,
  });
});

it('any fragment leads somewhere', () => {
  fc.assert(
    fc.property(fc.string(), (hash) => {
      expect(['start', 'device', 'mapping', 'dataset']).toContain(parseRoute(`#/${hash}`).name);
    }),
  );
});
