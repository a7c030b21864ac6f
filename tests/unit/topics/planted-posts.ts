import { createRng } from '../../../src/core/rng/rng.ts';
import { createTermCounter } from '../../../src/core/terms/term-counter.ts';
import { createTermRows } from '../../../src/core/terms/term-rows.ts';
import { assignTopics, findTopics, type TopicModel } from '../../../src/core/topics/find-topics.ts';
import { NO_TOPIC } from '../../../src/core/topics/topic-weights.ts';

/** What the made-up posts are about. */
export const THEMES = [
  'battery charger cable voltage socket adapter',
  'brakes wheel tyre helmet pedal saddle',
  'espresso crema grinder beans kettle filter',
  'landlord lease rent deposit tenant flat',
  'goalkeeper penalty referee stadium striker offside',
].map((words) => words.split(' '));

const FILLERS = 'honestly somehow report neighbour colour Wednesday corner letter'.split(' ');

/** `count` posts, each of four words of one theme in any order, two words of any, and a number that no other has. */
export function plantedPosts(seed: number, count: number): string[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, i) => {
    const theme = THEMES[i % THEMES.length]!;
    const words = Array.from({ length: 4 }, () => rng.pick(theme));
    return `${[...words, rng.pick(FILLERS), rng.pick(FILLERS)].sort(() => rng.next() - 0.5).join(' ')} x${i}`;
  });
}

/** The terms of some texts, as the analytics service indexes them. */
export function indexOf(texts: readonly string[]) {
  const counter = createTermCounter({ mostCounted: 300_000, mostTerms: 65_535 });
  for (const text of texts) counter.add(text);
  const vocabulary = counter.vocabulary(Math.max(5, texts.length / 10_000));
  const builder = createTermRows(vocabulary);
  for (const text of texts) builder.add(text);
  return { names: vocabulary.terms, rows: builder.current() };
}

/** The topics of some texts, and by text the key of its topic, or null. */
export function topicsOf(texts: readonly string[]): { model: TopicModel; keys: (string | null)[] } {
  const { names, rows } = indexOf(texts);
  const steps = findTopics(rows, names);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const model = step.value;
  const topicOf = new Uint8Array(texts.length);
  assignTopics(model, rows, 0, texts.length, topicOf);
  return {
    model,
    keys: Array.from(topicOf, (topic) => (topic === NO_TOPIC ? null : model.topics[topic]!.key)),
  };
}
