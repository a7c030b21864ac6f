import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsWithout, countTerms } from '../../../src/core/terms/count-terms.ts';
import { withoutRepeats } from '../../../src/core/terms/distinct-terms.ts';
import { createPairTable } from '../../../src/core/terms/pair-table.ts';
import { createTermCounter } from '../../../src/core/terms/term-counter.ts';
import { createTermRows } from '../../../src/core/terms/term-rows.ts';
import { scanTokens } from '../../../src/core/terms/tokens.ts';

function tokens(text: string): string[] {
  const found: string[] = [];
  scanTokens(text, (token, isJoined) => void found.push(isJoined ? `+${token}` : token));
  return found;
}

const OPTIONS = { mostCounted: 10_000, mostTerms: 65_535 };

function indexOf(texts: readonly string[], leastPosts: number, options = OPTIONS) {
  const counter = createTermCounter(options);
  for (const text of texts) counter.add(text);
  const vocabulary = counter.vocabulary(leastPosts);
  const builder = createTermRows(vocabulary);
  for (const text of texts) builder.add(text);
  return { vocabulary, rows: builder.current() };
}

const all = (texts: readonly string[]) => Uint32Array.from(texts.keys());

describe('scanTokens', () => {
  it('cuts words, hashtags, mentions and emoji, and says which follow one another', () => {
    expect(tokens("Adam Neumann's co-founder, @WeWork #IPO 😡 isn’t")).toEqual([
      'adam',
      '+neumann',
      'co-founder',
      '@wework',
      '+#ipo',
      '+😡',
      "+isn't",
    ]);
    expect(tokens('$1.7 billion')).toEqual(['1.7', '+billion']);
    expect(tokens('Bürö ÜBER')).toEqual(['bürö', '+über']);
  });

  it('leaves out links, however they are broken, entities and the mark of a repost', () => {
    expect(
      tokens('RT @paper: sold https://www. x.com/a?b=1 out &amp; overpic.twitter.com/9c5Z bit.ly/2Ua'),
    ).toEqual(['sold', 'out', 'over']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokens(text).every((token) => token.length > 0 && !token.includes(' '))).toBe(true);
      }),
    );
  });
});

describe('createPairTable', () => {
  it('is a map of pairs', () => {
    const pair = fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 3000 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 300 }), (pairs) => {
        const table = createPairTable();
        const expected = new Map<string, number>();
        for (const [first, second] of pairs) {
          table.increment(first, second);
          expected.set(`${first} ${second}`, (expected.get(`${first} ${second}`) ?? 0) + 1);
        }
        const found: [string, number][] = [];
        table.forEach((first, second, value) => void found.push([`${first} ${second}`, value]));
        expect(new Map(found)).toEqual(expected);
        expect(table.size).toBe(expected.size);
      }),
    );
  });

  it('grows', () => {
    const table = createPairTable();
    for (let i = 0; i < 20_000; i++) table.set(i, i + 1, i + 5);
    expect([table.size, table.get(19_999, 20_000), table.get(3, 5)]).toEqual([20_000, 20_004, 0]);
  });
});

describe('the index of terms', () => {
  it('has words and phrases that enough posts have, and no function words', () => {
    const { vocabulary } = indexOf(['The chief steps down', 'a chief steps down again', 'steps aside'], 2);
    expect(new Set(vocabulary.terms)).toEqual(new Set(['chief', 'steps', 'chief steps', 'steps down']));
    expect(vocabulary.terms[0]).toBe('steps');
  });

  it('counts as a plain count does, each term once per text and each text once', () => {
    const word = fc.constantFrom('red', 'green', 'blue', '#x', '@y', 'the', '😡', '.');
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (texts) => {
        const { vocabulary, rows } = indexOf(texts, 1);
        const counts = countTerms(rows, all(texts), vocabulary.terms.length);
        const key = (one: string) =>
          tokens(one)
            .filter((token) => !/^\+?@/u.test(token))
            .join('')
            .replaceAll('+', '');
        const distinct = [...new Map(texts.toReversed().map((one) => [key(one), one])).values()];
        expect(counts.texts).toBe(distinct.length);
        for (const [term, name] of vocabulary.terms.entries()) {
          const plain = distinct.filter((one) => ` ${one} `.includes(` ${name} `)).length;
          expect(counts.posts[term]).toBe(plain);
        }
      }),
    );
  });

  it('takes a repost, cut off as it may be, for the same text', () => {
    const long = `${'word '.repeat(25)} and the end of it`;
    const texts = [long, `RT @someone: ${long.slice(0, 120)}…`, 'another'];
    const { vocabulary, rows } = indexOf(texts, 1);
    expect(countTerms(rows, all(texts), vocabulary.terms.length).texts).toBe(2);
  });

  it('forgets what is rare when there is too much, and keeps what is frequent', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `rare${i} odd${i} adam neumann`);
    const { vocabulary } = indexOf(texts, 5, { ...OPTIONS, mostCounted: 500 });
    expect(new Set(vocabulary.terms)).toEqual(new Set(['adam', 'neumann', 'adam neumann']));
    const few = indexOf(texts, 1, { ...OPTIONS, mostTerms: 3 });
    expect(few.vocabulary.terms.length).toBe(3);
  });

  it('gives what is left when a part is taken away', () => {
    const texts = ['red fox', 'red hen', 'blue hen'];
    const { vocabulary, rows } = indexOf(texts, 1);
    const size = vocabulary.terms.length;
    const rest = countsWithout(countTerms(rows, all(texts), size), countTerms(rows, Uint32Array.of(0), size));
    expect(rest).toEqual(countTerms(rows, Uint32Array.of(1, 2), size));
  });
});

describe('withoutRepeats', () => {
  const texts = [
    ...Array.from({ length: 10 }, (_, i) => `adam neumann ${i}x`),
    ...Array.from({ length: 3 }, (_, i) => `neumann alone ${i}y`),
    ...Array.from({ length: 9 }, (_, i) => `adam smith ${i}z`),
  ];
  const { vocabulary, rows } = indexOf(texts, 3);
  const kept = (names: string[], limit: number) =>
    withoutRepeats(
      rows,
      vocabulary.terms,
      names.map((name) => vocabulary.terms.indexOf(name)),
      all(texts),
      limit,
    ).map((term) => vocabulary.terms[term]);

  it('keeps the stronger of a word and its phrase with about the same posts', () => {
    expect(kept(['neumann', 'adam neumann', 'adam'], 5)).toEqual(['neumann', 'adam']);
    expect(kept(['adam neumann', 'neumann', 'adam'], 5)).toEqual(['adam neumann', 'adam']);
  });

  it('keeps one of two that are always together', () => {
    const same = Array.from({ length: 6 }, (_, i) => `storm warning.flood ${i}w`);
    const index = indexOf(same, 5);
    const terms = ['storm', 'flood'].map((name) => index.vocabulary.terms.indexOf(name));
    expect(withoutRepeats(index.rows, index.vocabulary.terms, terms, all(same), 5)).toEqual([terms[0]]);
  });

  it('gives no more than asked for', () => {
    expect(kept(['neumann', 'smith', 'alone'], 2)).toEqual(['neumann', 'smith']);
  });
});
