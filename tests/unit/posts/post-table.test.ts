import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createExplanations } from '../../../src/app/explanations.ts';
import { formatPostColumns, parsePostColumns } from '../../../src/app/post-columns.ts';
import type { PostRow } from '../../../src/app/types.ts';
import { postsAsTsv } from '../../../src/ui/posts/post-tsv.ts';
import { createWordMarks } from '../../../src/ui/posts/word-marks.ts';
import { markedParts } from '../../../src/ui/reasons/marked-parts.ts';

const POST: PostRow = {
  row: 41,
  text: 'two\tfields\nand lines',
  author: 'ada',
  brand: null,
  platform: null,
  language: 'Dutch',
  epochMs: Date.UTC(2026, 0, 5, 12),
  engagement: 7,
  sentiment: 'Neutral',
  probability: 0.5,
  confidence: 0.61234567,
  classes: [0.1, 0.61234567, 0.28765433],
};

describe('the setting of columns', () => {
  it('comes back as it was, and what is no setting is no choice', () => {
    expect(parsePostColumns(formatPostColumns(['row', 'text', 'engagement']))).toEqual([
      'row',
      'engagement',
      'text',
    ]);
    for (const setting of [undefined, null, '', 'none,known', 7, {}])
      expect(parsePostColumns(setting)).toBeNull();
    expect(parsePostColumns(formatPostColumns(null))).toBeNull();
  });
});

describe('copied posts', () => {
  it('are a line each, with a field for each column', () => {
    const columns = [
      'row',
      'time',
      'author',
      'brand',
      'text',
      'confidence',
      'negative',
      'engagement',
    ] as const;
    const undated = { ...POST, row: 0, epochMs: null, classes: null, engagement: null };
    expect(postsAsTsv([POST, undated], columns).split('\n')).toEqual([
      '42\t2026-01-05T12:00:00.000Z\tada\t\ttwo fields and lines\t0.6123\t0.1000\t7',
      '1\t\tada\t\ttwo fields and lines\t0.6123\t\t',
    ]);
  });
});

describe('the parts of a text', () => {
  it('are the text, whatever is marked, and each word has its value', () => {
    const words = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 6 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), words, (text, gaps) => {
        let at = 0;
        const cut = gaps.map(([gap, length], i) => {
          const start = at + gap;
          at = start + length;
          return { start, end: at, value: i + 1 };
        });
        const parts = markedParts(text, /[a-m]+/giu, cut);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { start, text: part, value } of parts)
          for (let i = start; i < start + part.length; i++)
            expect(cut.find((word) => word.start <= i && i < word.end)?.value ?? null).toBe(value);
      }),
    );
    expect(markedParts('so good', /good/giu).map(({ isMarked, text }) => [isMarked, text])).toEqual([
      [false, 'so '],
      [true, 'good'],
    ]);
  });
});

describe('words of the posts on screen', () => {
  const explanation = { score: 0, baseline: 0, contributions: [], standardError: 0 };

  it('are asked for one post at a time after a rest, and not for posts that were scrolled away', async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    const marks = createWordMarks({
      explain: async (text) => {
        asked.push(text);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return explanation;
      },
      text: async (row) => `whole ${row}`,
    });
    const posts = Array.from({ length: 6 }, (_, row) => ({ ...POST, row, text: `post ${row}` }));
    marks.want(posts.slice(0, 3));
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual(['post 0', 'post 1']);
    marks.want([...posts.slice(3, 5), { ...POST, row: 5, text: 'cut short…' }]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual(['post 0', 'post 1', 'post 3', 'post 4', 'whole 5']);
    expect(marks.of(1)).toEqual([]);
    expect(marks.of(2)).toBeUndefined();
    vi.useRealTimers();
  });

  it('are remembered by text, but not where asking failed', async () => {
    const ask = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValue(explanation);
    const explain = createExplanations(ask);
    await expect(explain('a')).rejects.toThrow('no');
    expect(await explain('a')).toBe(explanation);
    expect(await explain('a')).toBe(explanation);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
