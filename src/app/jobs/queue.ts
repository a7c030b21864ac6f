/** Items handed from one producer to several consumers, in order. */
export interface Queue<T> {
  push(item: T): void;
  /** No more items will come: consumers get what is left, then null. */
  end(): void;
  /** Every waiting and later `take` rejects with `reason`. */
  fail(reason: unknown): void;
  /** The next item, waiting for it if need be; null once the queue has ended and is empty. */
  take(): Promise<T | null>;
}

export function createQueue<T>(): Queue<T> {
  const items: T[] = [];
  const waiting: { resolve: (item: T | null) => void; reject: (reason: unknown) => void }[] = [];
  let ended = false;
  let failure: { readonly reason: unknown } | null = null;

  return {
    push(item) {
      const consumer = waiting.shift();
      if (consumer) consumer.resolve(item);
      else items.push(item);
    },
    end() {
      ended = true;
      for (const consumer of waiting.splice(0)) consumer.resolve(null);
    },
    fail(reason) {
      failure ??= { reason };
      items.length = 0;
      for (const consumer of waiting.splice(0)) consumer.reject(reason);
    },
    async take() {
      if (failure) throw failure.reason;
      const item = items.shift();
      if (item !== undefined) return item;
      if (ended) return null;
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}
