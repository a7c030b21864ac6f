import { startTransition, useEffect, useMemo, useState } from 'react';

export interface LiveQuery<T> {
  /** The newest answer; the one before stays until it comes, so that nothing flickers. Null before the first. */
  readonly data: T | null;
  readonly error: string | null;
  /** The answer is to the question as it is now. */
  readonly isCurrent: boolean;
}

interface Answer<T> {
  /** Of the question. */
  readonly key: string | null;
  readonly data: T | null;
  readonly error: string | null;
}

/** The same answer again is the same object, so that nothing draws it anew. For answers of modest size. */
export function useSame<T>(data: T): T {
  const [kept, setKept] = useState(data);
  const isSame = useMemo(() => kept === data || JSON.stringify(kept) === JSON.stringify(data), [kept, data]);
  if (!isSame) setKept(data);
  return isSame ? kept : data;
}

/** Asks again whenever `key` changes; answers that come too late are dropped. */
export function useLiveQuery<T>(key: string, ask: () => Promise<T>): LiveQuery<T> {
  const [result, setResult] = useState<Answer<T>>({ key: null, data: null, error: null });
  // `ask` is a new function each time; what it asks for is in `key`.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
  useEffect(() => {
    let current = true;
    // In slices, so that a click in between is answered first.
    const settle = (next: (before: Answer<T>) => Answer<T>): void =>
      startTransition(() => {
        if (current) setResult(next);
      });
    ask().then(
      (data) => settle(() => ({ key, data, error: null })),
      (error: Error) => settle(({ data }) => ({ key, data, error: error.message })),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return { data: result.data, error: result.error, isCurrent: result.key === key };
}
