import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/app/route.ts';
import { filterWords } from '../../../src/ui/report/filter-words.ts';

describe('filterWords', () => {
  it('has nothing to say of an empty filter, nor of a search of blanks', () => {
    expect(filterWords(NO_FILTER, 'UTC')).toEqual([]);
    expect(filterWords({ ...NO_FILTER, search: '  ' }, 'UTC')).toEqual([]);
  });

  it('has one line for each part', () => {
    const lines = filterWords(
      {
        search: ' recall AND NOT rt ',
        sentiments: ['Negative', 'Neutral'],
        topics: ['recall', 'brakes'],
        brands: ['Wobbleton'],
        platforms: ['x', 'reddit'],
        files: ['may.csv'],
        authors: ['ada'],
        languages: ['English', 'Unclear'],
        hours: { zone: 'Europe/Berlin', cells: [9] },
        confidence: { from: 0.5, to: 1 },
        time: { fromMs: 0, toMs: 86_400_000 },
        distinct: true,
      },
      'UTC',
    );
    expect(lines).toHaveLength(12);
    expect(lines.slice(0, 8)).toEqual([
      'text that matches: recall AND NOT rt',
      'class Negative or Neutral (class figures and chart leave this aside)',
      'topic recall or brakes',
      'brand Wobbleton',
      'platform x or reddit',
      'author ada',
      'file may.csv',
      'language English or Unclear',
    ]);
    expect(lines[8]).toContain('09:00 (Europe/Berlin)');
    expect(lines[9]).toBe('confidence from 0.50 to 1.00');
    expect(lines[10]).toContain('1970');
    expect(lines[11]).toBe('distinct posts: of posts that say the same, the earliest');
  });
});
