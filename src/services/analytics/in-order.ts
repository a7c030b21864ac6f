// The store answers several requests in little more time than one.
const READ_AHEAD = 6;

/** Reads each item and shows it to `visit`, in order; a few are read ahead. Rejects with the first failure. */
export async function inOrder<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Promise<Value>,
  visit: (item: Item, value: Value) => void,
): Promise<void> {
  const ahead: Promise<Value>[] = [];
  for (const [at, item] of items.entries()) {
    for (const next of items.slice(at + ahead.length, at + READ_AHEAD)) {
      const reading = read(next);
      // Whoever waits for it learns of the failure; until then it is nobody's.
      reading.catch(() => undefined);
      ahead.push(reading);
    }
    visit(item, await ahead.shift()!);
  }
}
