import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SegmentCounts, splitBalance, splitChange } from '../../../src/core/trend/change.ts';

const segment = fc
  .record({ posts: fc.nat(1000), lean: fc.double({ min: -1, max: 1, noNaN: true }) })
  .map(({ posts, lean }): SegmentCounts => ({ posts, net: Math.round(posts * lean) }));

function level(segments: readonly SegmentCounts[]): number {
  const sum = (of: (each: SegmentCounts) => number) => segments.reduce((total, each) => total + of(each), 0);
  return sum(({ net }) => net) / sum(({ posts }) => posts);
}

it('the parts of all segments add up to the change', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(segment, segment), { minLength: 1, maxLength: 12 }), (pairs) => {
      const before = pairs.map(([old]) => old);
      const after = pairs.map(([, now]) => now);
      const change = level(after) - level(before);
      fc.pre(Number.isFinite(change));
      const parts = splitChange(before, after);
      expect(parts.reduce((sum, { mix, mood }) => sum + mix + mood, 0)).toBeCloseTo(change, 9);
      const whole = (segments: readonly SegmentCounts[]): SegmentCounts => ({
        posts: segments.reduce((sum, { posts }) => sum + posts, 0),
        net: segments.reduce((sum, { net }) => sum + net, 0),
      });
      const mix = parts.reduce((sum, part) => sum + part.mix, 0);
      const mood = parts.reduce((sum, part) => sum + part.mood, 0);
      const balance = splitBalance(whole(before), whole(after), { mix, mood })!;
      expect(balance.volume + balance.mix + balance.mood).toBeCloseTo(
        whole(after).net - whole(before).net,
        6,
      );
    }),
  );
});

it('tells a worse mood from a worse mix', () => {
  const before = [
    { posts: 100, net: 50 },
    { posts: 100, net: -50 },
  ];
  const [moodOnly] = splitChange(before, [{ posts: 100, net: -50 }, before[1]!]);
  expect(moodOnly).toEqual({ mix: 0, mood: -0.5 });
  const mixOnly = splitChange(before, [
    { posts: 50, net: 25 },
    { posts: 150, net: -75 },
  ]);
  expect(mixOnly.map(({ mood }) => mood)).toEqual([0, 0]);
  expect(mixOnly[0]!.mix + mixOnly[1]!.mix).toBeCloseTo(-0.25, 12);
});

it('a period without posts has changed nothing', () => {
  expect(splitChange([{ posts: 0, net: 0 }], [{ posts: 5, net: 5 }])).toEqual([{ mix: 0, mood: 0 }]);
});
