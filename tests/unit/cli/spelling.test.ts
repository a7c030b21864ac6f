import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSpeller } from '../../../model/spelling.ts';
import type { EncoderConfig } from '../../../src/core/text/config.ts';
import { createEncoder } from '../../../src/core/text/encoder.ts';

const config = JSON.parse(readFileSync('model/configs/encoder.json', 'utf8')) as EncoderConfig;
const { markers } = config;
const words = ['is', "n't", 'it', 'good', '.', '!', 'i', "'m", 'great', 'day', ','];
const vocabulary = [...Object.values(markers), ...words, 'won', '##der'];
const encoder = createEncoder(config, vocabulary);
const spell = createSpeller(config, vocabulary);
const again = (text: string): string => spell(Uint16Array.from(encoder.encode(text)));

describe('spelling', () => {
  it.each([
    ["it isn't good.", "It isn't good."],
    ["i'm GREAT", "I'm GREAT"],
    ['good day. great day!', 'Good day. Great day!'],
    ['@someone wonder https://example.org', '@ wonder'],
    ['#great day', '#great day'],
    ['zzz day 42', 'It day 5'],
  ])('writes %j as %j', (text, expected) => {
    expect(again(text)).toBe(expected);
  });

  it('has no capitals to give where there is no word', () => {
    const capitals = vocabulary.indexOf(markers.capitals);
    expect(spell(Uint16Array.of(capitals))).toBe('');
    expect(spell(new Uint16Array())).toBe('');
  });

  it('reads as the same tokens', () => {
    for (const text of ["it isn't good.", 'good day, great day!', '#good DAY', "i'm it"]) {
      expect([...encoder.encode(again(text))]).toEqual([...encoder.encode(text)]);
    }
  });
});
