/** How much more often a term is used in one set of posts than in another. */
export interface TermContrast {
  /** Index of the term. */
  readonly term: number;
  /** Posts with the term in the selection and in what it is compared with. */
  readonly inSelection: number;
  readonly inRest: number;
  /** Log of the ratio of the odds of the term, selection to rest, drawn towards the prior. */
  readonly logOdds: number;
  /** `logOdds` in standard errors. */
  readonly z: number;
}

/** What a set of posts says of terms: for each, how many of its posts have it. */
export interface TermCounts {
  /** Indexed by term. */
  readonly posts: ArrayLike<number>;
  /** Sum over the terms: what each count is a share of. */
  readonly total: number;
}

/** Uses of terms that the prior is worth: so many have to speak for a difference before a rare term shows one. */
const PRIOR_USES = 500;

/**
 * Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16,
 * 18, 20 to 22), for every term. The prior is how often a term is used in both sets together, so that a term which is
 * rare everywhere needs more to stand out. Terms that neither set has, or that are all they have, get z = 0.
 */
export function contrastTerms(selection: TermCounts, rest: TermCounts): TermContrast[] {
  return Array.from({ length: selection.posts.length }, (_, term) => contrastOf(term, selection, rest));
}

/** Those terms that the selection has more often by more than `leastZ` standard errors (at least 0), in their order. */
export function distinctiveTerms(selection: TermCounts, rest: TermCounts, leastZ: number): TermContrast[] {
  const found: TermContrast[] = [];
  for (let term = 0; term < selection.posts.length; term++) {
    // Most terms are not more frequent in the selection, and need no logarithm to tell.
    if (selection.posts[term]! * rest.total <= rest.posts[term]! * selection.total) continue;
    const contrast = contrastOf(term, selection, rest);
    if (contrast.z > leastZ) found.push(contrast);
  }
  return found;
}

function contrastOf(term: number, selection: TermCounts, rest: TermCounts): TermContrast {
  const together = selection.total + rest.total;
  const [a, b] = [selection.posts[term]!, rest.posts[term]!];
  // Of a term that nobody uses, or that is all that anybody uses, nothing can be said.
  if (a + b === 0 || a + b === together) return { term, inSelection: a, inRest: b, logOdds: 0, z: 0 };
  const prior = (PRIOR_USES * (a + b)) / together;
  const logOdds = logOddsOf(a, selection.total, prior) - logOddsOf(b, rest.total, prior);
  const z = logOdds / Math.sqrt(1 / (a + prior) + 1 / (b + prior));
  return { term, inSelection: a, inRest: b, logOdds, z };
}

function logOddsOf(uses: number, total: number, prior: number): number {
  return Math.log((uses + prior) / (total + PRIOR_USES - uses - prior));
}
