/**
 * What posts are like: corpora of two classes (tweets that their emoticons labelled, phrases of film reviews), or ones that
 * people labelled in three. What is positive in the ones and in the others is not the same.
 */
export type Domain = 'two-class' | 'three-class';

export const DOMAINS: readonly Domain[] = ['two-class', 'three-class'];

/** A file is told by its first posts with a text, so many at most. They are in its first chunk. */
export const DOMAIN_POSTS = 512;

// The mean of so few posts may lie on the wrong side; each is then looked at by itself.
const FEWEST_POSTS = 32;

/**
 * The domain of a file by what its posts are like, given one logit a post, the greater the less it is like those
 * of two classes. Null for too few posts to tell. One post says little, the mean of many nearly all (model/EXPERIMENTS.md).
 */
export function domainOf(unlike: ArrayLike<number>): Domain | null {
  if (unlike.length < FEWEST_POSTS) return null;
  let sum = 0;
  for (let i = 0; i < unlike.length; i++) sum += unlike[i]!;
  return sum >= 0 ? 'three-class' : 'two-class';
}
