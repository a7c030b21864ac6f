/** Function words, most of them English: they say how something is said, not what; alone and in phrases they are left out. */
const STOP_WORDS =
  `a about after again all also although always am an and another any anybody anyone anything are aren't around as at
  back be because been before being between both but by can can't cannot could couldn't did didn't do does doesn't doing
  don't done each either else even ever every everyone everything few for from further get gets getting go goes going
  gone got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how
  how's however i i'd i'll i'm i've if in instead into is isn't it it'd it'll it's its itself just let let's like made
  make makes many may maybe me might more most much must my myself neither no nobody none nor not nothing now of often
  on once one only or other others our ours ourselves own per perhaps put quite rather really said same say says see
  shall she she'd she'll she's should shouldn't since so some someone something still such than that that'd that'll
  that's the their theirs them themselves then there there's these they they'd they'll they're they've thing things this
  those though through thus under to too until unless upon us very via was wasn't we we'd we'll we're we've well were weren't
  what what's when where where's whether which while who who's whom whose why will with within without won't would
  wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves amp rt im ive dont cant didnt doesnt
  isnt wont youre thats
  de la el en que los las del un una por con para se su sus al lo es como más pero le ya este esta muy sin sobre hay
  les des du et est une dans pas sur qui au aux avec ce il ne sont der das und den von zu mit sich auf für ist im dem
  nicht ein eine als auch dass sie nach wird bei da em os na um uma mas foi ao ele seu sua ou`.split(/\s+/u);

/** Small words that make a phrase with the verb before them, "steps down", and say nothing alone. */
const PARTICLES = ['away', 'down', 'off', 'out', 'over', 'up'];

export const TOKEN_KINDS = { stop: 0, particle: 1, number: 2, word: 3, sign: 4 } as const;
export type TokenKind = (typeof TOKEN_KINDS)[keyof typeof TOKEN_KINDS];

const kinds = new Map<string, TokenKind>([
  ...STOP_WORDS.map((word) => [word, TOKEN_KINDS.stop] as const),
  ...PARTICLES.map((word) => [word, TOKEN_KINDS.particle] as const),
]);

/** What a token may be part of: a `sign` (#hashtag, @mention, emoji) stands alone, a number only in a phrase. */
export function tokenKind(token: string): TokenKind {
  const known = kinds.get(token);
  if (known !== undefined) return known;
  if (/^[#@]|^[^\p{L}\p{N}_]/u.test(token)) return TOKEN_KINDS.sign;
  if (!/\p{L}/u.test(token)) return TOKEN_KINDS.number;
  return /^[a-z]$/u.test(token) ? TOKEN_KINDS.stop : TOKEN_KINDS.word;
}

/** True where a token is a term by itself. */
export function standsAlone(kind: TokenKind): boolean {
  return kind === TOKEN_KINDS.word || kind === TOKEN_KINDS.sign;
}

/** True where two tokens side by side are a phrase: two words, a word with a number, or a word and its particle. */
export function isPhrase(first: TokenKind, second: TokenKind): boolean {
  const [word, number, particle] = [TOKEN_KINDS.word, TOKEN_KINDS.number, TOKEN_KINDS.particle];
  if (first === word) return second === word || second === number || second === particle;
  return first === number && second === word;
}
