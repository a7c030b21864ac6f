import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncoderConfig } from '../../../src/core/text/config.ts';
import { createEncoder } from '../../../src/core/text/encoder.ts';
import { createJointEncoder } from '../../../src/core/text/joint-encoder.ts';
import { PROBE_TEXTS } from '../../../src/engine/probe-texts.ts';

const file = new URL('../../../model/configs/encoder.json', import.meta.url);
const config = JSON.parse(readFileSync(file, 'utf8')) as EncoderConfig;
const words = [
  'good',
  'bad',
  'do',
  "n't",
  'un',
  'like',
  '##able',
  '##like',
  '##ly',
  'a',
  '##a',
  '!',
  ':)',
  '😀',
];
const vocabulary = [...Object.values(config.markers), ...words];
const encoder = createEncoder(config, vocabulary);
const longest = 2 * config.halfTokens;

/** Any UTF-16, lone surrogates included, mixed with what the token pattern looks for. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
        .map((units) => String.fromCharCode(...units)),
      fc.constantFrom(
        ...PROBE_TEXTS.slice(0, -2),
        '&amp;',
        '&',
        '@',
        '#',
        'http://',
        "n't",
        '\u200d',
        '\ufe0f',
        '\ud83d',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

function isValid(ids: Int32Array): boolean {
  return ids.length >= 1 && ids.length <= longest && ids.every((id) => id >= 0 && id < vocabulary.length);
}

describe('encoder', () => {
  it('takes known words whole and others in their longest pieces', () => {
    expect(encoder.tokens('Good, unlikely: unlikeable')).toEqual([
      'good',
      '<unk>',
      'un',
      '##like',
      '##ly',
      '<unk>',
      'un',
      '##like',
      '##able',
    ]);
    expect(encoder.tokens("don't")).toEqual(['do', "n't"]);
  });

  it('makes a word of unknown letters or of too many pieces one unknown token', () => {
    expect(encoder.tokens('unzip')).toEqual(['<unk>']);
    const pieces = (count: number) => `un${'like'.repeat(count - 1)}`;
    expect(encoder.tokens(pieces(config.maxPieces))).toHaveLength(config.maxPieces);
    expect(encoder.tokens(pieces(config.maxPieces + 1))).toEqual(['<unk>']);
  });

  it('does not let a text write markers', () => {
    expect(encoder.tokens('<url>')).not.toContain('<url>');
    expect(encoder.tokens('##like')).not.toContain('##like');
  });

  it('gives a text without tokens the token for that', () => {
    for (const text of ['', '   ', '\u0000', '\ud83d']) expect(encoder.tokens(text)).toEqual(['<empty>']);
  });

  it('keeps both ends of a long text', () => {
    const text = `${'good '.repeat(500)}${'bad '.repeat(500)}`;
    const half = config.halfTokens;
    expect(encoder.tokens(text)).toEqual([...Array(half).fill('good'), ...Array(half).fill('bad')]);
  });

  it('refuses a vocabulary without a marker', () => {
    expect(() => createEncoder(config, words)).toThrow('<unk>');
  });

  it('gives ids in range, within the length bound, the same twice, for any string', () => {
    const other = createEncoder(config, vocabulary);
    fc.assert(
      fc.property(anyText, (text) => {
        const ids = encoder.encode(text);
        expect(isValid(ids)).toBe(true);
        expect(other.encode(text)).toEqual(ids);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives each vocabulary the same ids as an encoder of its own, whatever it read before', () => {
    const others = [vocabulary, [...vocabulary, 'dog', '##og', 'é', '#', '1']].map((entries) =>
      createEncoder(config, entries),
    );
    const joint = createJointEncoder(config, others);
    // No white space but the space parts a text: the others must not matter either.
    const spaced = fc
      .array(fc.constantFrom(..."ab1.@#:)(<3_'!é\u0301😀\u200d 🏽\n\t\u3000\u2028\u00a0²"), { maxLength: 30 })
      .map((units) => units.join(''));
    fc.assert(
      fc.property(fc.oneof(anyText, spaced), (text) => {
        expect(joint(text)).toEqual(others.map((each) => each.encode(text)));
      }),
      { numRuns: 4_000 },
    );
  });

  it.each([
    'a',
    'ab',
    '!',
    '&amp;',
    '😀',
    '\ud83d',
    '👩‍💻',
    "n't",
    '@',
    '#a',
    ':',
    '((',
    '  ',
    'a\u0308',
    'ﷺ',
    '12.',
  ])('reads a megabyte of %j at once', (unit) => {
    const text = unit.repeat(Math.ceil(2 ** 20 / unit.length));
    const started = performance.now();
    expect(isValid(encoder.encode(text))).toBe(true);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

const shared = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const trained = fileURLToPath(new URL('../../../public/model/current.json', import.meta.url));

describe.skipIf(!existsSync(shared) || !existsSync(trained))('the shipped vocabulary', () => {
  it.each(['classic', 'pieces'])('of %s knows nearly every token of held-out tweets', async (name) => {
    const { version } = JSON.parse(readFileSync(trained, 'utf8')) as { version: string };
    const entries = readFileSync(trained.replace('current.json', `${version}/${name}.txt`), 'utf8');
    const shipped = createEncoder(config, entries.replace(/\n$/u, '').split('\n'));
    const lines = createInterface(createReadStream(`${shared}/sentiment140/val.csv.gz`).pipe(createGunzip()));
    let tokens = 0;
    let unknown = 0;
    let rows = 0;
    for await (const line of lines) {
      const ids = shipped.encode(line);
      tokens += ids.length;
      unknown += ids.filter((id) => id === 0).length;
      if (++rows === 5_000) break;
    }
    expect(unknown / tokens).toBeLessThan(0.001);
  });
});
