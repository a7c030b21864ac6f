/** Where a term is looked for. */
export type SearchField = 'text' | 'author' | 'brand' | 'platform';

/** A search as a tree. */
export type SearchNode =
  | { readonly kind: 'all'; readonly of: readonly SearchNode[] }
  | { readonly kind: 'any'; readonly of: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly of: SearchNode }
  | SearchTerm;

/** A word, a "phrase", or either with `*` in it. */
export interface SearchTerm {
  readonly kind: 'term';
  readonly field: SearchField;
  /** Lower case, with `*` where anything may stand within a word. */
  readonly words: string;
}

/** What was understood of a search. */
export interface ParsedSearch {
  /** Null where there is nothing to look for. */
  readonly root: SearchNode | null;
  /** What is wrong with it, for a person; it was read as well as it could be. Null where nothing is. */
  readonly problem: string | null;
}

type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  | { readonly kind: 'term'; readonly term: SearchTerm };

const TOKENS =
  /\s*(?:(\()|(\))|(-)(?=["“(\p{L}\p{N}#@*])|(?:(author|brand|platform|text):)?(?:["“”]([^"“”]*)["“”]?|([^\s()"“”]+)))/giuy;
const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' };

/**
 * Reads a search: words and "phrases" that must all occur; `AND`, `OR`, `NOT` in capitals (or `-` before a term), with
 * NOT before AND before OR, and parentheses; `*` for any letters; `author:`, `brand:`, `platform:` before a term. Every
 * text is a search: what does not fit is passed over and said in `problem`.
 */
export function parseSearch(search: string): ParsedSearch {
  const parser = new Parser(tokenize(search));
  const root = parser.any();
  let problem = parser.problem;
  while (parser.next()) {
    parser.skip();
    problem ??= 'There is a ) without its (.';
  }
  return { root, problem };
}

function tokenize(search: string): Token[] {
  const tokens: Token[] = [];
  for (const [, open, close, minus, field, phrase, word] of search.matchAll(TOKENS)) {
    const operator = field === undefined && word !== undefined ? OPERATORS[word] : undefined;
    const words = (phrase ?? word ?? '').trim().replace(/\s+/gu, ' ').toLowerCase();
    if (open) tokens.push({ kind: 'open' });
    else if (close) tokens.push({ kind: 'close' });
    else if (minus) tokens.push({ kind: 'not' });
    else if (operator) tokens.push({ kind: operator });
    else if (/[^* ]/u.test(words))
      tokens.push({
        kind: 'term',
        term: { kind: 'term', field: (field?.toLowerCase() ?? 'text') as SearchField, words },
      });
  }
  return tokens;
}

class Parser {
  problem: string | null = null;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  skip(): void {
    this.#at++;
  }

  any(): SearchNode | null {
    const parts = [this.#all()];
    while (this.next()?.kind === 'or') {
      this.skip();
      parts.push(this.#all());
    }
    if (parts.length > 1 && parts.includes(null)) this.problem ??= 'OR stands between two terms.';
    return joined('any', parts);
  }

  #all(): SearchNode | null {
    const parts: (SearchNode | null)[] = [];
    for (
      let token = this.next();
      token && token.kind !== 'or' && token.kind !== 'close';
      token = this.next()
    ) {
      if (token.kind === 'and') {
        this.skip();
        const after = this.next()?.kind;
        const isBetween = parts.length > 0 && after !== undefined && !['and', 'or', 'close'].includes(after);
        if (!isBetween) this.problem ??= 'AND stands between two terms.';
      } else parts.push(this.#single());
    }
    return joined('all', parts);
  }

  #single(): SearchNode | null {
    const token = this.next()!;
    this.skip();
    if (token.kind === 'term') return token.term;
    if (token.kind === 'open') return this.#group();
    const after = this.next();
    if (!after || !['term', 'open', 'not'].includes(after.kind)) {
      this.problem ??= 'NOT stands before a term.';
      return null;
    }
    const of = this.#single();
    return of && { kind: 'not', of };
  }

  #group(): SearchNode | null {
    const inner = this.any();
    if (this.next()?.kind === 'close') this.skip();
    else this.problem ??= 'There is a ( without its ).';
    return inner;
  }
}

function joined(kind: 'all' | 'any', parts: readonly (SearchNode | null)[]): SearchNode | null {
  const of = parts.filter((part) => part !== null);
  return of.length > 1 ? { kind, of } : (of[0] ?? null);
}

/** The terms of a search that a post which is found may have: what to mark in its text. */
export function wantedTerms(node: SearchNode | null): SearchTerm[] {
  if (node === null || node.kind === 'not') return [];
  return node.kind === 'term' ? [node] : node.of.flatMap(wantedTerms);
}

/**
 * A pattern that finds a term in a text of any case: whole words, where a sign before a word (#, @) may be left out of
 * the term, and `*` stands for any letters and digits.
 */
export function termPattern({ words }: SearchTerm): RegExp {
  const inner = words
    .split('*')
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/gu, '\\$&').replaceAll(' ', '\\s+'))
    .join('[\\p{L}\\p{N}_]*');
  const before = /^[\p{L}\p{N}_*]/u.test(words) ? '(?<![\\p{L}\\p{N}_])' : '';
  const after = /[\p{L}\p{N}_*]$/u.test(words) ? '(?![\\p{L}\\p{N}_])' : '';
  return new RegExp(`${before}${inner}${after}`, 'iu');
}
