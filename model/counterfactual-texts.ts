import { z } from 'zod';
import type { Sentiment } from '../src/core/scores/types.ts';

/** A sentence that exists in variants which should all be answered alike. */
export interface Sentence {
  /** What the sentence is meant to say, whatever the variant. */
  readonly tone: Sentiment;
  /** `[group][variant]`; variant v of a group has the same word in every sentence. */
  readonly texts: readonly (readonly string[])[];
}

/** Groups that are compared with one another: nothing else differs between the variants of a sentence. */
export interface Contrast {
  readonly name: string;
  readonly groups: readonly string[];
  readonly sentences: readonly Sentence[];
}

const TONES = { negative: 'Negative', neutral: 'Neutral', positive: 'Positive' } as const;
const texts = z.array(z.string().min(1)).min(1);
const byTone = z.object({ negative: texts, neutral: texts, positive: texts });
const person = z.object({ subject: z.string(), object: z.string(), possessive: z.string() });
type Person = z.infer<typeof person>;

const sourceSchema = z.object({
  /** Sentences about a person, with `{subject}`, `{object}` or `{possessive}`. */
  people: byTone,
  pronouns: z.array(person.extend({ group: z.string() })).min(2),
  names: z.array(z.object({ origin: z.string(), women: texts, men: texts })).min(2),
  /** Sentences with `{group}`, an adjective. */
  described: byTone,
  /** By contrast and group, the adjectives. */
  descriptions: z.record(z.string(), z.record(z.string(), texts)),
  /** Sentences with `{one|other}`, an alternative for each of the groups. */
  dialects: z.array(byTone.extend({ contrast: z.string(), groups: z.array(z.string()).min(2) })),
});
type Source = z.infer<typeof sourceSchema>;

/** The contrasts of `configs/counterfactuals.json`, every variant written out. Throws where it is not as expected. */
export function readContrasts(json: unknown): Contrast[] {
  const source = sourceSchema.parse(json);
  return [
    { name: 'Pronouns', ...acrossPeople(source, pronounGroups(source)) },
    { name: 'Names, by gender', ...acrossPeople(source, genderGroups(source)) },
    { name: 'Names, by origin', ...acrossPeople(source, originGroups(source)) },
    ...Object.entries(source.descriptions).map(([name, groups]) => ({
      name,
      ...cross(source.described, groups, (template, word) => template.replaceAll('{group}', word)),
    })),
    ...source.dialects.map(dialectContrast),
  ];
}

type Groups<Word> = Readonly<Record<string, readonly Word[]>>;

function pronounGroups({ pronouns }: Source): Groups<Person> {
  return Object.fromEntries(pronouns.map(({ group, ...words }) => [group, [words]]));
}

function genderGroups({ names }: Source): Groups<Person> {
  return {
    women: names.flatMap(({ women }) => women.map(named)),
    men: names.flatMap(({ men }) => men.map(named)),
  };
}

function originGroups({ names }: Source): Groups<Person> {
  return Object.fromEntries(names.map(({ origin, women, men }) => [origin, [...women, ...men].map(named)]));
}

function named(name: string): Person {
  return { subject: name, object: name, possessive: `${name}'s` };
}

function acrossPeople({ people }: Source, groups: Groups<Person>): Omit<Contrast, 'name'> {
  return cross(people, groups, (template, { subject, object, possessive }) =>
    capitalised(
      template
        .replaceAll('{subject}', subject)
        .replaceAll('{object}', object)
        .replaceAll('{possessive}', possessive),
    ),
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function cross<Word>(
  templates: z.infer<typeof byTone>,
  groups: Groups<Word>,
  fill: (template: string, word: Word) => string,
): Omit<Contrast, 'name'> {
  return {
    groups: Object.keys(groups),
    sentences: sentencesOf(templates, (template) =>
      Object.values(groups).map((words) => words.map((word) => fill(template, word))),
    ),
  };
}

function dialectContrast({ contrast, groups, ...templates }: Source['dialects'][number]): Contrast {
  const choose = (template: string, group: number) =>
    template.replace(/\{([^}]*)\}/g, (_, alternatives: string) => {
      const words = alternatives.split('|');
      if (words.length !== groups.length) throw new Error(`${contrast}: ${template} has other groups`);
      return words[group]!;
    });
  return {
    name: contrast,
    groups,
    sentences: sentencesOf(templates, (template) => groups.map((_, group) => [choose(template, group)])),
  };
}

function sentencesOf(
  templates: z.infer<typeof byTone>,
  variants: (template: string) => Sentence['texts'],
): Sentence[] {
  return (['negative', 'neutral', 'positive'] as const).flatMap((tone) =>
    templates[tone].map((template) => ({ tone: TONES[tone], texts: variants(template) })),
  );
}
