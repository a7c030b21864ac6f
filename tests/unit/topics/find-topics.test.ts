import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { SAMPLE_SEED, sampleCsv } from '../../../src/core/sample/sample-csv.ts';
import { LEAST_TEXTS, type TopicName, topicNamed } from '../../../src/core/topics/find-topics.ts';
import { isGeneral } from '../../../src/core/topics/general-words.ts';
import { plantedPosts, THEMES, topicsOf } from './planted-posts.ts';

const POSTS = '../shared/data/wework/posts.csv.gz';

const sorted = (topics: readonly TopicName[]) =>
  topics.map(({ terms }) => terms).toSorted((a, b) => a.join().localeCompare(b.join()));

function shuffled<T>(items: readonly T[], keys: readonly number[]): T[] {
  return items
    .map((item, i) => ({ item, key: keys[i % keys.length]! * 7919 * (i + 1) }))
    .sort((a, b) => (a.key % 10_007) - (b.key % 10_007))
    .map(({ item }) => item);
}

describe('findTopics', () => {
  it('finds what posts were made to be about, and names each by its own words', () => {
    const { model, keys } = topicsOf(plantedPosts(1, 1000));
    for (const theme of THEMES) {
      const own = model.topics.filter(({ key }) => theme.includes(key.split(' ')[0]!));
      expect(own.length).toBeGreaterThan(0);
      // A phrase may have a word beside it that is of no theme.
      for (const { terms } of own)
        expect(terms.every((term) => term.split(' ').some((word) => theme.includes(word)))).toBe(true);
    }
    const right = keys.filter(
      (key, i) => key !== null && THEMES[i % THEMES.length]!.includes(key.split(' ')[0]!),
    );
    expect(right.length).toBeGreaterThan(950);
  });

  it('gives the same topics, and each post the same one, in whatever order the posts come', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(fc.nat(10_000), { minLength: 5, maxLength: 40 }), (seed, order) => {
        const texts = plantedPosts(seed, 300);
        const other = shuffled(texts, order);
        const [one, two] = [topicsOf(texts), topicsOf(other)];
        expect(sorted(two.model.topics)).toEqual(sorted(one.model.topics));
        const keyOf = new Map(texts.map((text, i) => [text, one.keys[i]]));
        expect(two.keys).toEqual(other.map((text) => keyOf.get(text)));
      }),
      { numRuns: 20 },
    );
  });

  it('does not care how often a text was reposted', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(299), fc.integer({ min: 1, max: 400 }), (seed, which, times) => {
        const texts = plantedPosts(seed, 300);
        const reposts = Array.from({ length: times }, (_, i) => `RT @user${i}: ${texts[which]}`);
        const [one, two] = [topicsOf(texts), topicsOf([...texts, ...reposts])];
        expect(sorted(two.model.topics)).toEqual(sorted(one.model.topics));
        expect(two.model.texts).toBe(one.model.texts);
        expect(two.keys.slice(300)).toEqual(reposts.map(() => one.keys[which]));
      }),
      { numRuns: 20 },
    );
  });

  it('takes any posts; keys differ, and no topic has a word in two of its terms', () => {
    const text = fc.array(fc.constantFrom(...THEMES.flat(), 'the', '#tag', '😡', 'good'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 60, maxLength: 300 }), (posts) => {
        const { model } = topicsOf(posts.map((words) => words.join(' ')));
        const names = model.topics.map(({ key }) => key);
        expect(new Set(names).size).toBe(names.length);
        for (const { key, terms } of model.topics) {
          expect(terms[0]).toBe(key);
          const words = terms.flatMap((term) => term.split(' '));
          expect(new Set(words).size).toBe(words.length);
          expect(terms.some(isGeneral)).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('finds none among too few texts', () => {
    const few = plantedPosts(1, LEAST_TEXTS - 1);
    expect(topicsOf(few).model).toMatchObject({ topics: [], texts: LEAST_TEXTS - 1 });
    expect(topicsOf(few).keys.every((key) => key === null)).toBe(true);
    expect(topicsOf(Array(500).fill('the same text about a kettle')).model).toMatchObject({
      topics: [],
      texts: 1,
    });
    expect(topicsOf([]).model.topics).toEqual([]);
  });

  it('tells a recall from coffee and sound in the sample', () => {
    const { data } = Papa.parse<{ text: string }>(sampleCsv(SAMPLE_SEED), {
      header: true,
      skipEmptyLines: true,
    });
    const { model, keys } = topicsOf(data.map(({ text }) => text));
    expect(model.topics.length).toBeGreaterThanOrEqual(8);
    expect(model.topics.length).toBeLessThanOrEqual(24);
    const terms = model.topics.flatMap((topic) => topic.terms).join(' ');
    for (const word of ['recall', 'espresso', 'battery', 'noise cancelling']) expect(terms).toContain(word);
    expect(keys.filter((key) => key === null).length).toBeLessThan(0.25 * keys.length);
  });
});

describe('topicNamed', () => {
  const topics = [
    { key: 'ipo', terms: ['ipo', 'offering'] },
    { key: 'offering', terms: ['offering', 'bonds'] },
  ];
  it('knows a topic by its key before it does by another of its terms', () => {
    expect(topicNamed(topics, 'offering')).toBe(1);
    expect(topicNamed(topics, 'bonds')).toBe(1);
    expect(topicNamed(topics, 'umbrella')).toBe(-1);
  });
});

describe.skipIf(!existsSync(POSTS))('on ten weeks of posts about WeWork', () => {
  it('finds the resignation, the offering, the valuation, the rescue and the layoffs, in seconds', () => {
    const { data } = Papa.parse<{ text: string }>(gunzipSync(readFileSync(POSTS)).toString('utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    const { model, keys } = topicsOf(data.map(({ text }) => text));
    expect(model.topics.length).toBeLessThanOrEqual(24);
    const hasTopic = (...words: string[]) =>
      model.topics.some(({ terms }) => words.every((word) => terms.some((term) => term.includes(word))));
    expect(hasTopic('neumann', 'step')).toBe(true);
    expect(hasTopic('ipo', 'offering')).toBe(true);
    expect(hasTopic('valuation', '47 billion')).toBe(true);
    expect(hasTopic('softbank', 'take control')).toBe(true);
    expect(hasTopic('layoffs')).toBe(true);
    expect(keys.filter((key) => key !== null).length).toBeGreaterThan(0.6 * keys.length);
  });
});
