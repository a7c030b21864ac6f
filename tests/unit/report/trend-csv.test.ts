import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { trendCsv } from '../../../src/core/report/trend-csv.ts';
import { LIGHT_COLORS } from '../../../src/ui/charts/chart-colors.ts';

const read = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

describe('trendCsv', () => {
  const HOUR = 3_600_000;

  it('has a line a bucket, with what is not known left empty', () => {
    const rows = read(
      trendCsv(
        {
          boundsUtc: [0, HOUR, 2 * HOUR],
          starts: [0, HOUR],
          counts: [
            [3, 0, 1],
            [0, 0, 0],
          ],
        },
        1,
      ),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      start_utc: '1970-01-01T00:00:00.000Z',
      end_utc: '1970-01-01T01:00:00.000Z',
      posts: '4',
      negative: '3',
      positive: '1',
      negative_share: '0.7500',
      net: '-0.5000',
    });
    expect(rows[1]).toMatchObject({ posts: '0', negative_share: '', net: '', net_low: '' });
  });

  it('repeats the figures as moving averages where the lines are such', () => {
    const counts: [number, number, number][] = [
      [3, 0, 1],
      [0, 0, 4],
      [0, 0, 0],
    ];
    const rows = read(trendCsv({ boundsUtc: [0, HOUR, 2 * HOUR, 3 * HOUR], starts: [0, 1, 2], counts }, 3));
    expect(rows.map((row) => row.net_mean_of_3)).toEqual(['0.2500', '0.2500', '1.0000']);
    expect(rows.map((row) => row.net)).toEqual(['-0.5000', '1.0000', '']);
  });

  it('names the first post of a bucket where there is no time', () => {
    const rows = read(
      trendCsv(
        {
          boundsUtc: [],
          starts: [1, 51],
          counts: [
            [1, 1, 48],
            [2, 0, 0],
          ],
        },
        1,
      ),
    );
    expect(rows.map((row) => row.first_post)).toEqual(['1', '51']);
  });
});

describe('LIGHT_COLORS', () => {
  it('are those of the light theme', () => {
    const css = readFileSync('src/ui/styles.css', 'utf8');
    const root = css.slice(css.indexOf(':root {'), css.indexOf('[data-theme="dark"] {'));
    for (const [name, color] of Object.entries(LIGHT_COLORS)) {
      const property = name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
      expect(root).toContain(`--${property}: ${color};`);
    }
  });
});
