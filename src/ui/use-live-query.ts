import { useEffect, useState } from 'react';

export interface LiveQuery<T> {
  /** The newest answer; the one before stays until it comes, so that nothing flickers. Null before the first. */
  readonly data: T | null;
  readonly error: string | null;
}

/** Asks again whenever `key` changes; answers that come too late are dropped. */
export function useLiveQuery<T>(key: string, ask: () => Promise<T>): LiveQuery<T> {
  const [result, setResult] = useState<LiveQuery<T>>({ data: null, error: null });
  // `ask` is a new function each time; what it asks for is in `key`.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
  useEffect(() => {
    let current = true;
    ask().then(
      (data) => current && setResult({ data, error: null }),
      (error: Error) => current && setResult(({ data }) => ({ data, error: error.message })),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return result;
}
