import { createBits, type RowBits, setBit } from '../../core/columns/row-bits.ts';
import type { Vocabulary } from '../../core/terms/vocabulary.ts';
import { assignTopics, findTopics, type TopicModel, topicNamed } from '../../core/topics/find-topics.ts';
import type { TermIndex, Terms } from './term-index.ts';

/** The topics of a dataset, and the topic of each row. */
export interface RowTopics {
  readonly model: TopicModel;
  /** By row, the place of its topic in the model or `NO_TOPIC`; longer than there are rows. */
  readonly topicOf: Uint8Array;
}

/** Topics that are found when they are first asked for, beside everything else. */
export interface TopicIndex {
  /** The topics of all rows of now; null while words are read or topics found, which goes on (or begins). */
  current(): RowTopics | null;
  /** How much is done, 0..1. */
  readonly share: number;
  /** Resolves when `current` has topics, or when the work was stopped. */
  ready(): Promise<void>;
  /** Ends the work. */
  stop(): void;
}

// Other questions are answered after so much work.
const AT_A_TIME_MS = 12;
const ROWS_AT_A_TIME = 100_000;
const LOOK_AGAIN_MS = 25;
// Reading the words takes this much of the time.
const READING_SHARE = 0.8;

/**
 * Finds topics once the words of a dataset are read, and again when its vocabulary was; rows that come between get a topic
 * of those known. A byte a row.
 */
export function createTopicIndex(terms: TermIndex): TopicIndex {
  let model: TopicModel | null = null;
  let vocabulary: Vocabulary | null = null;
  let topicOf = new Uint8Array(0);
  let assigned = 0;
  let found = 0;
  let isFinding = false;
  let isStopped = false;
  let failure: unknown = null;

  async function find({ vocabulary: of, rows }: Terms): Promise<void> {
    const steps = findTopics(rows, of.terms);
    let pausedAt = performance.now();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        model = step.value;
        break;
      }
      found = step.value;
      if (performance.now() - pausedAt < AT_A_TIME_MS) continue;
      await pause();
      if (isStopped) return;
      pausedAt = performance.now();
    }
    assigned = 0;
    while (assigned + ROWS_AT_A_TIME < rows.rows) {
      assignUpTo(rows, assigned + ROWS_AT_A_TIME);
      await pause();
    }
    vocabulary = of;
  }

  function assignUpTo(rows: Terms['rows'], to: number): void {
    if (topicOf.length < to) {
      const more = new Uint8Array(rows.offsets.length);
      more.set(topicOf);
      topicOf = more;
    }
    assignTopics(model!, rows, assigned, to, topicOf);
    assigned = to;
  }

  function begin(known: Terms): void {
    isFinding = true;
    found = 0;
    find(known)
      .catch((error: unknown) => {
        failure = error;
      })
      .finally(() => {
        isFinding = false;
      });
  }

  function current(): RowTopics | null {
    if (failure !== null) {
      const thrown = failure;
      failure = null;
      throw thrown;
    }
    const known = terms.current();
    if (!known || isFinding) return null;
    if (vocabulary !== known.vocabulary || !model) {
      begin(known);
      return null;
    }
    if (assigned < known.rows.rows) assignUpTo(known.rows, known.rows.rows);
    return { model, topicOf };
  }

  return {
    current,
    get share() {
      return isFinding ? READING_SHARE + (1 - READING_SHARE) * found : READING_SHARE * terms.share;
    },
    async ready() {
      while (!isStopped && !current()) await pause(LOOK_AGAIN_MS);
    },
    stop: () => {
      isStopped = true;
      terms.stop();
    },
  };
}

/** The rows of the topics that a filter names; of a topic that there is not, none. */
export function rowsOfTopics({ model, topicOf }: RowTopics, keys: readonly string[], rows: number): RowBits {
  const wanted = new Uint8Array(256);
  for (const key of keys) {
    const topic = topicNamed(model.topics, key);
    if (topic >= 0) wanted[topic] = 1;
  }
  const bits = createBits(rows);
  for (let row = 0; row < rows; row++) if (wanted[topicOf[row]!] === 1) setBit(bits, row);
  return bits;
}

function pause(ms?: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
