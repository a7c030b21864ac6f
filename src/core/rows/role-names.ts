import type { ColumnRole } from './types.ts';

/**
 * Names that columns of a role go by, as the words that end the name, with how surely they mean it (0-1).
 * `tweet text` and `reviews.text` both end in `text`; `tweet_id` does not.
 */
export const ROLE_NAMES: Readonly<Record<ColumnRole, Readonly<Record<string, number>>>> = {
  text: {
    text: 1,
    'full text': 1,
    tweet: 0.95,
    content: 0.9,
    review: 0.9,
    reviews: 0.9,
    comment: 0.9,
    comments: 0.8,
    body: 0.9,
    message: 0.9,
    sentence: 0.9,
    post: 0.85,
    phrase: 0.8,
    caption: 0.8,
    feedback: 0.6,
    answer: 0.6,
    response: 0.6,
    description: 0.6,
    utterance: 0.8,
    selftext: 0.95,
    texte: 0.95,
    texto: 0.95,
    commentaire: 0.9,
    comentario: 0.9,
    kommentar: 0.9,
    bewertung: 0.7,
    headline: 0.5,
    title: 0.4,
    summary: 0.4,
  },
  time: {
    date: 1,
    'created at': 1,
    'date utc': 1,
    datetime: 1,
    datum: 0.95,
    fecha: 0.95,
    timestamp: 1,
    created: 0.95,
    'posted at': 0.95,
    'published at': 0.95,
    posted: 0.9,
    published: 0.9,
    time: 0.9,
    'created utc': 0.95,
    'created time': 0.95,
    'created date': 0.95,
    utc: 0.7,
    day: 0.6,
    at: 0.5,
    when: 0.6,
    added: 0.4,
    seen: 0.3,
  },
  author: {
    author: 1,
    username: 1,
    'user name': 1,
    'screen name': 1,
    handle: 0.95,
    user: 0.9,
    'author name': 1,
    'reviewer name': 0.95,
    reviewer: 0.9,
    commenter: 0.9,
    auteur: 0.95,
    autor: 0.95,
    account: 0.7,
    'user id': 0.6,
    'author id': 0.6,
    name: 0.5,
    from: 0.4,
    by: 0.4,
  },
  brand: {
    brand: 1,
    company: 0.95,
    entity: 0.95,
    topic: 0.8,
    candidate: 0.8,
    airline: 0.8,
    organization: 0.8,
    organisation: 0.8,
    ticker: 0.7,
    keyword: 0.6,
    product: 0.6,
    manufacturer: 0.5,
  },
  platform: {
    platform: 1,
    network: 0.8,
    channel: 0.8,
    source: 0.7,
    medium: 0.6,
    site: 0.6,
    website: 0.6,
  },
  label: {
    sentiment: 1,
    label: 0.95,
    polarity: 0.95,
    'airline sentiment': 1,
    target: 0.9,
    rating: 0.85,
    ratings: 0.85,
    stars: 0.85,
    class: 0.7,
    overall: 0.6,
    score: 0.6,
    feedback: 0.5,
    emotion: 0.5,
  },
  engagement: {
    retweets: 1,
    retweet: 1,
    'retweet count': 1,
    favorites: 1,
    favourites: 1,
    favorite: 1,
    'favorite count': 1,
    'favourite count': 1,
    likes: 1,
    like: 1,
    'like count': 1,
    'likes count': 1,
    replies: 1,
    'reply count': 1,
    'replies count': 1,
    'retweets count': 1,
    shares: 1,
    'share count': 1,
    quotes: 1,
    'quote count': 1,
    reposts: 1,
    comments: 0.8,
    'comment count': 1,
    reactions: 1,
    upvotes: 1,
    votes: 0.9,
    points: 0.6,
    ups: 0.9,
    helpful: 1,
    'num helpful': 1,
    useful: 1,
    cool: 1,
    funny: 1,
    engagement: 1,
    engagements: 1,
  },
  id: {
    id: 1,
    ids: 0.9,
    'id str': 0.95,
    uuid: 0.9,
    guid: 0.9,
    permalink: 0.2,
    row: 0.4,
    index: 0.4,
    no: 0.3,
  },
};

/** How surely the words of a name mean `role`, 0-1: by the longest known ending, a little more if it is all. */
export function nameScore(role: ColumnRole, words: readonly string[]): number {
  const known = ROLE_NAMES[role];
  for (let start = Math.max(0, words.length - 3); start < words.length; start++) {
    const score = known[words.slice(start).join(' ')];
    if (score !== undefined) return start === 0 ? score : score * 0.95;
  }
  return 0;
}

/** How surely a name of exactly these words means `role`, 0-1. */
export function exactNameScore(role: ColumnRole, words: readonly string[]): number {
  return ROLE_NAMES[role][words.join(' ')] ?? 0;
}

/** Whether the words are those of a column name that some role goes by. */
export function isKnownName(words: readonly string[]): boolean {
  return (
    words.length <= 4 && Object.keys(ROLE_NAMES).some((role) => nameScore(role as ColumnRole, words) >= 0.4)
  );
}
