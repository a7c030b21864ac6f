import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ingest, previewOf, refusals } from './read-all.ts';

const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const open = (path: string) => new Blob([readFileSync(DATA + path)]);

interface Expected {
  readonly path: string;
  readonly encoding: string;
  /** `column=role` for each column that has one, in file order. */
  readonly roles: string;
  /** Rows and refused rows of the whole file; left out where reading it takes seconds. */
  readonly rows?: readonly [number, number];
}

const FILES: readonly Expected[] = [
  {
    path: 'brands/apple-cp1252.csv',
    encoding: 'windows-1252',
    roles: '_unit_id=id sentiment=label date=time text=text',
    rows: [3886, 0],
  },
  {
    path: 'brands/entities-noheader.csv.gz',
    encoding: 'utf-8',
    roles: 'column_1=id column_2=brand column_3=label column_4=text',
    rows: [74_682, 858],
  },
  {
    path: 'brands/gop-debate.csv',
    encoding: 'utf-8',
    roles:
      'id=id candidate=brand sentiment=label name=author retweet_count=engagement text=text tweet_created=time',
    rows: [13_871, 0],
  },
  {
    path: 'brands/sanders.csv',
    encoding: 'utf-8',
    roles: 'Topic=brand Sentiment=label TweetId=id TweetDate=time TweetText=text',
    rows: [5122, 0],
  },
  {
    path: 'reviews/alexa.tsv',
    encoding: 'utf-8',
    roles: 'rating=label date=time verified_reviews=text',
    rows: [3150, 79],
  },
  {
    path: 'reviews/amazon.csv.gz',
    encoding: 'utf-8',
    roles:
      'id=id brand=brand reviews.date=time reviews.numHelpful=engagement reviews.rating=label reviews.text=text reviews.username=author',
    rows: [34_660, 1],
  },
  {
    path: 'reviews/yelp.csv.gz',
    encoding: 'utf-8',
    roles:
      'date=time review_id=id stars=label text=text user_id=author cool=engagement useful=engagement funny=engagement',
    rows: [10_000, 0],
  },
  {
    path: 'reviews/youtube.csv.gz',
    encoding: 'utf-8',
    roles: 'Comment=text Sentiment=label',
    rows: [18_408, 159],
  },
  { path: 'seed/large_test_sentiment.csv', encoding: 'utf-8', roles: 'id=id text=text', rows: [1000, 0] },
  {
    path: 'semeval/train.csv.gz',
    encoding: 'utf-8',
    roles: 'id=id date_utc=time label=label text=text',
    rows: [47_361, 0],
  },
  {
    path: 'semeval/val.csv',
    encoding: 'utf-8',
    roles: 'id=id date_utc=time label=label text=text',
    rows: [1992, 0],
  },
  { path: 'sst2/train.tsv.gz', encoding: 'utf-8', roles: 'sentence=text label=label', rows: [60_614, 0] },
  { path: 'sst2/dev.tsv.gz', encoding: 'utf-8', roles: 'sentence=text label=label', rows: [6735, 0] },
  {
    path: 'wework/posts.csv.gz',
    encoding: 'utf-8',
    roles:
      'id=id date=time username=author text=text retweets=engagement favorites=engagement replies=engagement',
    rows: [188_112, 126],
  },
  {
    path: 'wework/labelled.csv',
    encoding: 'utf-8',
    roles: 'label=label id=id date=time username=author retweets=engagement favorites=engagement text=text',
    rows: [5966, 5],
  },
  {
    path: 'sentiment140/train.csv.gz',
    encoding: 'utf-8',
    roles: 'row=id target=label date_utc=time text=text',
  },
  {
    path: 'sentiment140/val.csv.gz',
    encoding: 'utf-8',
    roles: 'row=id target=label date_utc=time text=text',
  },
  { path: 'nab/Twitter_volume_AAPL.csv.gz', encoding: 'utf-8', roles: 'timestamp=time' },
  { path: 'nab/Twitter_volume_FB.csv.gz', encoding: 'utf-8', roles: 'timestamp=time' },
];

describe.skipIf(!existsSync(DATA))('real files', () => {
  it.each(FILES)('$path: the roles of its columns', async ({ path, encoding, roles }) => {
    const { format, mapping } = await previewOf(open(path));
    const named = format.columns.flatMap((column, i) =>
      mapping.roles[i] ? [`${column}=${mapping.roles[i]}`] : [],
    );
    expect(named.join(' ')).toBe(roles);
    expect(format.encoding).toBe(encoding);
    expect(format.hasHeader).toBe(!path.includes('noheader'));
  });

  it.each(FILES.filter((file) => file.rows !== undefined))('$path: rows add up', async ({ path, rows }) => {
    const all = await ingest(open(path));
    expect([all.rows.length, refusals(all).length]).toEqual(rows);
    expect(all.rows.length - all.refused.filter((flag) => flag === 1).length).toBe(rows![0] - rows![1]);
  });
});
