import { type AlertBucket, createSpikeDetector, type Spike, type SpikeOptions } from './spikes.ts';

/** What happened, however it showed: spikes of several kinds at one time are one event. */
export interface SpikeEvent extends Spike {
  /**
   * The spikes that make it up, the main one first: `kind`, `observed` and `expected` are its own, `strength` is the
   * greatest of all, and the time covers those that overlap the main one.
   */
  readonly parts: readonly Spike[];
}

/** Buckets of one width that follow one another, and how to look for events in them. */
export interface AlertScale {
  readonly buckets: readonly AlertBucket[];
  readonly options: SpikeOptions;
}

/**
 * The strongest events, strongest first, at most `limit`. Of `scales`, the finest first, a coarser one adds what no finer
 * one has: news that no single hour tells from a busy one, but the day does.
 */
export function findEvents(scales: readonly AlertScale[], limit: number): SpikeEvent[] {
  const found: SpikeEvent[] = [];
  for (const scale of scales)
    found.push(...eventsOf(scale).filter((event) => !found.some((known) => overlap(known, event))));
  return found.sort((a, b) => b.strength - a.strength).slice(0, limit);
}

function eventsOf({ buckets, options }: AlertScale): SpikeEvent[] {
  const detector = createSpikeDetector(options);
  const spikes = buckets.flatMap((bucket) => detector.push(bucket));
  return mergeSpikes([...spikes, ...detector.open()]);
}

/**
 * One event for spikes that overlap: a crisis stands for whatever rose with it, otherwise the strongest one does.
 * What overlaps the main spike lengthens the event; what overlaps only that belongs to it and lengthens it no more,
 * or weeks would run together.
 */
export function mergeSpikes(spikes: readonly Spike[]): SpikeEvent[] {
  let left = [...spikes].sort(byRank);
  const events: SpikeEvent[] = [];
  for (let main = left[0]; main; main = left[0]) {
    const near = left.filter((spike) => overlap(spike, main!));
    const whole = {
      startMs: Math.min(...near.map(({ startMs }) => startMs)),
      endMs: Math.max(...near.map(({ endMs }) => endMs)),
    };
    const parts = left.filter((spike) => overlap(spike, whole));
    events.push({ ...main, ...whole, strength: Math.max(...parts.map((part) => part.strength)), parts });
    left = left.filter((spike) => !parts.includes(spike));
  }
  return events;
}

function byRank(a: Spike, b: Spike): number {
  return Number(b.kind === 'crisis') - Number(a.kind === 'crisis') || b.strength - a.strength;
}

function overlap(a: Pick<Spike, 'startMs' | 'endMs'>, b: Pick<Spike, 'startMs' | 'endMs'>): boolean {
  return a.startMs < b.endMs && b.startMs < a.endMs;
}
