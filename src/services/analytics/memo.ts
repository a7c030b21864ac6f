/** Gives the value of a key, computing it where it is not among those asked for last. */
export type Memo<T> = (key: string, compute: () => Promise<T>) => Promise<T>;

/** Remembers the last `kept` values. */
export function createMemo<T>(kept: number): Memo<T> {
  // A Map keeps insertion order, so its first key was asked for longest ago.
  const values = new Map<string, Promise<T>>();
  return (key, compute) => {
    const value = values.get(key) ?? compute();
    values.delete(key);
    values.set(key, value);
    if (values.size > kept) values.delete(values.keys().next().value!);
    // A failure is not an answer: the next call tries again.
    value.catch(() => values.delete(key));
    return value;
  };
}
