import { useEffect, useState } from 'react';
import { type LiveQuery, useLiveQuery } from './use-live-query.ts';

/** How long to wait before asking again for what is still being read, milliseconds. */
export const ASK_AGAIN_MS = 300;

interface Reading {
  readonly state: 'reading';
}

/**
 * An answer that needs all texts to be read; asks again while it is told that they still are, and is not current until
 * then. `ask` may resolve to null where nothing is to be read for now.
 */
export function useOnceRead<T extends { readonly state: 'reading' | 'done' }>(
  key: string,
  ask: () => Promise<T | null>,
): LiveQuery<T> {
  const [asked, setAsked] = useState(0);
  const answer = useLiveQuery<T | null>(`${key} ${asked}`, ask);
  const { data } = answer;
  const isReading = (data as Reading | null)?.state === 'reading';
  // Each answer that is not final is a new one: it is waited for anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer stands for the time it came
  useEffect(() => {
    if (!isReading) return;
    const timer = setTimeout(() => setAsked((times) => times + 1), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [data]);
  return { ...answer, isCurrent: answer.isCurrent && !isReading };
}
