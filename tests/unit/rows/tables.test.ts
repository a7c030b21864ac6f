import { describe, expect, it } from 'vitest';
import { chooseDelimiter, DELIMITERS } from '../../../src/core/rows/delimiter.ts';
import { hasHeader } from '../../../src/core/rows/header.ts';
import { nameWords, numberedNames } from '../../../src/core/rows/names.ts';
import { guessMapping } from '../../../src/core/rows/roles.ts';

const split = (lines: readonly string[], delimiter: string) => lines.map((line) => line.split(delimiter));
const chosen = (lines: readonly string[]) =>
  chooseDelimiter(DELIMITERS.map((delimiter) => ({ delimiter, records: split(lines, delimiter) })));

describe('nameWords', () => {
  it.each([
    ['reviews.numHelpful', 'reviews num helpful'],
    ['TweetText', 'tweet text'],
    ['sentiment:confidence', 'sentiment confidence'],
    ['created_at', 'created at'],
    ['', ''],
  ])('%s', (name, words) => expect(nameWords(name).join(' ')).toBe(words));
});

describe('chooseDelimiter', () => {
  it.each([
    [['id,text', '1,hello', '2,bye'], ','],
    [['id;price', '1;2,5', '2;3,5'], ';'],
    [['id\ttext', '1\thello, you, there', '2\tbye, you'], '\t'],
    [['id|text', '1|hello, you', '2|bye'], '|'],
    [['text', 'hello there', 'bye'], ','],
    [['I like it, really', 'Hate it, so much, ever', 'It is fine'], ';'],
    [['text', 'good, really', 'bad, so bad', 'sad, too', 'fine'], ';'],
    [['text', 'good, really', 'bad, so bad'], ';'],
    [['verbatim', 'good, really', 'bad, so bad', 'sad, too', 'fine'], ';'],
    [['text', 'good,1', 'bad,2'], ','],
  ])('%j: %s', (lines, delimiter) => expect(chosen(lines)).toBe(delimiter));

  it.each([
    ['every other row', (i: number) => i % 2 === 1],
    ['nearly every row', (i: number) => i % 25 !== 0],
    ['every row', () => true],
  ])('goes by the header where %s leaves out its last field', (_, isShort) => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},some text here${isShort(i) ? '' : ',bob'}`);
    expect(chosen(['id,text,author', ...rows])).toBe(',');
    expect(chosen(['foo,bar,baz', ...rows])).toBe(',');
    expect(chosen(['id,text,author', '1,hello there,bob', '2,fine day', '3,bad day,al'])).toBe(',');
    expect(chosen(['id,text,author,likes', '1,hello there,bob,2', '2,fine day', '3,bad day,al'])).toBe(',');
  });

  it('goes by the header where posts hold bare commas', () => {
    const lines = ['1,2020-01-01,well, this was bad, really', '2,2020-01-02,no', '3,2020-01-03,a, b, c, d'];
    expect(chosen(['id,date,text', ...lines])).toBe(',');
  });
});

describe('hasHeader', () => {
  it.each([
    [['id,text', '1,hello', '2,bye'], true],
    [['1,hello you there', '2,bye then'], false],
    [['text', 'what a lovely day it is', 'it rains again and again'], true],
    [['what a lovely day it is', 'it rains again and again'], false],
    [['Positive,im getting on borderlands', 'Negative,never again', 'Positive,love it so'], false],
    [['id,text,date'], true],
    [['0,"1467810369",Mon Apr 06 22:19:45 PDT 2009'], false],
    [[',text,label', '0,hello there,1', '1,bye for now,0'], true],
    [['foo,bar', '1,2', '3,4'], true],
    [['1,2', '3,4'], false],
    [['@me,good', '@you,bad'], false],
  ])('%j: %s', (lines, expected) => expect(hasHeader(split(lines, ','))).toBe(expected));
});

describe('guessMapping', () => {
  const posts = Array.from({ length: 40 }, (_, i) => `this is post number ${i} and it goes on for a while`);

  it('goes by the end of a name, and holds it against the contents', () => {
    const columns = [
      'tweet_id',
      'tweet_created',
      'tweet_location',
      'text',
      'retweet_count',
      'airline_sentiment',
      'airline_sentiment_confidence',
      'airline',
      'name',
    ];
    const rows = posts.map((post, i) => [
      `57030${i}`,
      `2015-02-24 11:35:${10 + i} -0800`,
      'Lets Play',
      post,
      `${i % 7}`,
      ['neutral', 'positive'][i % 2]!,
      `0.${3000 + i}`,
      'Virgin',
      `jo${i}`,
    ]);
    expect(guessMapping(columns, true, rows).roles).toEqual([
      'id',
      'time',
      null,
      'text',
      'engagement',
      'label',
      null,
      'brand',
      'author',
    ]);
  });

  it('finds the text by its contents where no name says so', () => {
    const rows = posts.map((post, i) => [`${i}`, post, 'x']);
    expect(guessMapping(['a', 'b', 'c'], true, rows).roles).toEqual([null, 'text', null]);
  });

  it.each(['text', 'tweet', 'comment', 'Review', 'message'])(
    'takes %s for text by its name, however short its posts are',
    (name) => {
      for (const cells of [['😀', '😡', '👍👍'], ['!!', ':)', '?'], ['ok', 'no', 'k'], ['😀']]) {
        const rows = posts
          .slice(0, cells.length * 20)
          .map((post, i) => [`${i}`, cells[i % cells.length]!, post]);
        const few = cells.length === 1 ? rows.slice(0, 1) : rows;
        expect(guessMapping(['id', name, 'notes'], true, few).roles).toEqual(['id', 'text', null]);
        expect(guessMapping(['id', name], true, few).roles).toEqual(['id', 'text']);
      }
    },
  );

  it('does not take keys or a filler for text where another column reads like posts', () => {
    const rows = posts.map((post, i) => [`p_${1000 + i}`, '-', post]);
    expect(guessMapping(['post', 'comment', 'title'], true, rows).roles[2]).toBe('text');
    expect(guessMapping(['n', 'comment'], true, rows).roles).not.toContain('text');
  });

  it('prefers an exact name of short posts to a long summary', () => {
    const rows = posts.map((post, i) => [['ok', 'no', 'so so', 'yes', 'hm', 'meh', 'fine'][i % 7]!, post]);
    expect(guessMapping(['review', 'feedback'], true, rows).roles).toEqual(['text', null]);
  });

  it('does not take numbers, dates, links or handles for text, whatever the name', () => {
    const rows = posts.map((_, i) => [`${i}`, `2020-01-${10 + (i % 20)}`, `https://x.test/${i}`, `${i}`]);
    expect(guessMapping(['text', 'when', 'content', 'comments'], true, rows).roles).toEqual([
      null,
      'time',
      null,
      'engagement',
    ]);
  });

  it('knows a headerless table by its contents', () => {
    const rows = posts.map((post, i) => [
      '0',
      `14678${10_369 + i}`,
      `Mon Apr 06 22:19:${10 + i} PDT 2009`,
      'NO_QUERY',
      `user_${i}x`,
      post,
    ]);
    expect(guessMapping(numberedNames(6), false, rows).roles).toEqual([
      'label',
      'id',
      'time',
      null,
      'author',
      'text',
    ]);
    const entities = posts.map((post, i) => [
      `${2401 + i}`,
      ['Borderlands', 'Nvidia'][i % 2]!,
      ['Positive', 'Irrelevant'][i % 2]!,
      post,
    ]);
    expect(guessMapping(numberedNames(4), false, entities).roles).toEqual(['id', 'brand', 'label', 'text']);
  });

  it('reads the order of day and month off the time column', () => {
    const rows = posts.map((post, i) => [`${10 + (i % 20)}/03/2020`, post]);
    expect(guessMapping(['date', 'text'], true, rows)).toEqual({ roles: ['time', 'text'], dateOrder: 'dmy' });
  });

  it.each(
    'ts created_ts ts_ms epoch epoch_seconds unix unixtime posted posted_on when timestamp created_utc'.split(
      ' ',
    ),
  )('knows epoch seconds under the name %s', (name) => {
    const rows = posts.map((post, i) => [`${1_546_300_800 + i * 3600}`, post]);
    expect(hasHeader([[name, 'text'], ...rows])).toBe(true);
    expect(guessMapping([name, 'text'], true, rows).roles).toEqual(['time', 'text']);
    expect(guessMapping([name, 'text'], true, [['12', 'hello there you']]).roles).toEqual([null, 'text']);
  });

  it('gives each role but engagement to one column', () => {
    const rows = posts.map((post, i) => [post, post, `${i}`, `${i}`]);
    expect(guessMapping(['text', 'review', 'likes', 'shares'], true, rows).roles).toEqual([
      'text',
      null,
      'engagement',
      'engagement',
    ]);
  });
});

describe('well-known tables', () => {
  const post = (i: number) => `some longer words about thing ${i}, which was bought for a friend`;
  const rowsOf = (row: (i: number) => readonly string[]) => Array.from({ length: 60 }, (_, i) => row(i));

  it.each<[string, string, (i: number) => readonly string[], string]>([
    [
      'fine foods',
      'Id,ProductId,UserId,ProfileName,HelpfulnessNumerator,HelpfulnessDenominator,Score,Time,Summary,Text',
      (i) => [
        `${i}`,
        `B00${i % 9}E4`,
        `A3SG${i}`,
        `jo ${i}`,
        '1',
        '1',
        `${1 + (i % 5)}`,
        `${1_303_862_400 + i * 86_400}`,
        'Good stuff',
        post(i),
      ],
      'Id=id UserId=author Score=label Time=time Text=text',
    ],
    [
      'Reddit comments',
      'author,body,created_utc,score,subreddit,ups',
      (i) => [`user_${i}`, post(i), `${1_546_300_800 + i * 60}`, `${i * 3 - 20}`, 'coffee', `${i}`],
      'author=author body=text created_utc=time ups=engagement',
    ],
    [
      'films',
      'review,sentiment',
      (i) => [post(i), ['positive', 'negative'][i % 2]!],
      'review=text sentiment=label',
    ],
    [
      'Sentiment140 with names',
      'target,ids,date,flag,user,text',
      (i) => [
        '4',
        `${1_467_810_369 + i}`,
        `Mon Apr 06 22:19:${10 + (i % 50)} PDT 2009`,
        'NO_QUERY',
        `user${i}`,
        post(i),
      ],
      'target=label ids=id date=time user=author text=text',
    ],
    [
      'a table with an unnamed index',
      ',tweet,likes_count,created_at,username',
      (i) => [`${i + 1000}`, post(i), `${i % 4}`, `2021-05-0${1 + (i % 9)} 10:00:00`, `jo${i}`],
      '=id tweet=text likes_count=engagement created_at=time username=author',
    ],
  ])('%s', (_, header, row, expected) => {
    const columns = header.split(',');
    const rows = rowsOf(row);
    expect(hasHeader([columns, ...rows])).toBe(true);
    const { roles } = guessMapping(columns, true, rows);
    expect(columns.flatMap((column, i) => (roles[i] ? [`${column}=${roles[i]}`] : [])).join(' ')).toBe(
      expected,
    );
  });
});
