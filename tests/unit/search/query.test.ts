import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch, type SearchNode, termPattern, wantedTerms } from '../../../src/core/search/query.ts';

/** The tree in brackets: "(a & b)", "(a | b)", "!a", "author:x". */
function written(node: SearchNode | null): string {
  if (node === null) return '';
  if (node.kind === 'not') return `!${written(node.of)}`;
  if (node.kind === 'term') return (node.field === 'text' ? '' : `${node.field}:`) + node.words;
  return `(${node.of.map(written).join(node.kind === 'all' ? ' & ' : ' | ')})`;
}
const read = (search: string) => written(parseSearch(search).root);
const problemOf = (search: string) => parseSearch(search).problem;

describe('parseSearch', () => {
  it.each([
    ['', ''],
    ['Neumann', 'neumann'],
    ['a b', '(a & b)'],
    ['a AND b', '(a & b)'],
    ['a OR b c', '(a | (b & c))'],
    ['(a OR b) c', '((a | b) & c)'],
    ['a NOT b', '(a & !b)'],
    ['a -b', '(a & !b)'],
    ['NOT (a OR b)', '!(a | b)'],
    ['"step  down" OR “ceo”', '(step down | ceo)'],
    ['author:Anna brand:"We Work" -platform:web', '(author:anna & brand:we work & !platform:web)'],
    ['layoff* and', '(layoff* & and)'],
    ['"* * *" * a', 'a'],
    ['#wework @user e-mail', '(#wework & @user & e-mail)'],
  ])('reads %s', (search, tree) => {
    expect(read(search)).toBe(tree);
    expect(problemOf(search)).toBeNull();
  });

  it.each([
    ['a OR', 'a', 'OR stands between two terms.'],
    ['AND a', 'a', 'AND stands between two terms.'],
    ['a NOT', 'a', 'NOT stands before a term.'],
    ['(a b', '(a & b)', 'There is a ( without its ).'],
    ['a) b', 'a', 'There is a ) without its (.'],
  ])('reads what it can of %s, and says what is wrong', (search, tree, problem) => {
    expect(read(search)).toBe(tree);
    expect(problemOf(search)).toBe(problem);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab "“”()-*:# ', 'AND ', 'OR ', 'NOT ', 'author:') }),
        (search) => {
          for (const term of wantedTerms(parseSearch(search).root)) termPattern(term).test('a b');
        },
      ),
    );
  });
});

describe('termPattern', () => {
  const finds = (search: string, text: string) =>
    termPattern(wantedTerms(parseSearch(search).root)[0]!).test(text);

  it('finds whole words of any case, with or without a sign before them', () => {
    expect(finds('work', 'They WORK hard')).toBe(true);
    expect(finds('work', 'a #work')).toBe(true);
    expect(finds('work', 'wework, working')).toBe(false);
    expect(finds('#work', 'work')).toBe(false);
    expect(finds('müde', 'so MÜDE heute')).toBe(true);
  });

  it('finds phrases across any space, and any letters for a star', () => {
    expect(finds('"step down"', 'he will step\n down')).toBe(true);
    expect(finds('layoff*', 'the layoffs')).toBe(true);
    expect(finds('*work', 'WeWork')).toBe(true);
    expect(finds('w*k', 'wework')).toBe(true);
    expect(finds('a.c', 'abc')).toBe(false);
  });
});
