import { describe, expect, it } from 'vitest';
import { cutSegments } from '../../../src/ui/reasons/segments.ts';

describe('cutSegments', () => {
  it('gives back the text, words with their values and what lies between without', () => {
    const text = ' not\n good ';
    const contributions = [
      { start: 1, end: 4, value: -0.5 },
      { start: 6, end: 10, value: 0.25 },
    ];
    const segments = cutSegments(text, contributions);
    expect(segments.map((segment) => segment.text).join('')).toBe(text);
    expect(segments.map(({ value }) => value)).toEqual([null, -0.5, null, 0.25, null]);
  });

  it('is the whole text before the words are weighed', () => {
    expect(cutSegments('not good', [])).toEqual([{ start: 0, text: 'not good', value: null, leftOut: 0 }]);
  });

  it('shortens what the model does not read, and says by how much', () => {
    const text = `ab ${'x'.repeat(1000)} yz`;
    const segments = cutSegments(text, [
      { start: 0, end: 2, value: 0.1 },
      { start: 1004, end: 1006, value: 0.1 },
    ]);
    expect(segments[1]!.text.length + segments[1]!.leftOut).toBe(1002);
    expect(segments[1]!.text.length).toBeLessThan(300);
  });
});
