/** Finds the longest of a set of entries that a word has at some place. */
export interface LongestEntry {
  /** Looks from `start` on; returns the id, -1 where there is none, and leaves the end in `end`. */
  find(word: string, start: number): number;
  /** Where the entry that was found last ends. */
  readonly end: number;
}

/** Over non-empty entries and their ids. Compares UTF-16 units. */
export function createLongestEntry(idOf: ReadonlyMap<string, number>): LongestEntry {
  // Sorted by UTF-16 units, the entries that begin alike lie together, the shortest of them first.
  const entries = [...idOf.keys()].sort();
  const ids = Int32Array.from(entries, (entry) => idOf.get(entry)!);
  const { units, starts } = concatenate(entries);
  /** First of the entries that begin with each unit, and the first after them. */
  const begins = new Map<number, readonly [number, number]>();
  for (let i = 0, from = 0; i < entries.length; i++)
    if (units[starts[i]!] !== units[starts[i + 1]!] || i === entries.length - 1) {
      begins.set(units[starts[i]!]!, [from, i + 1]);
      from = i + 1;
    }
  const last = { end: 0 };

  /** First of `entries[low..high)`, which agree before `depth`, whose unit there is at least `unit`. */
  function firstFrom(unit: number, depth: number, low: number, high: number): number {
    let [from, to] = [low, high];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const at = starts[middle]! + depth;
      // What ends here comes before all that goes on.
      if (at < starts[middle + 1]! && units[at]! >= unit) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  return {
    find(word, start) {
      const range = begins.get(word.charCodeAt(start));
      if (!range) return -1;
      let id = -1;
      let [low, high] = range;
      for (let depth = 1; low < high; depth++) {
        if (starts[low + 1]! - starts[low]! === depth) {
          id = ids[low]!;
          last.end = start + depth;
        }
        if (start + depth === word.length) break;
        const unit = word.charCodeAt(start + depth);
        low = firstFrom(unit, depth, low, high);
        high = firstFrom(unit + 1, depth, low, high);
      }
      return id;
    },
    get end() {
      return last.end;
    },
  };
}

/** The entries one after the other, and where each starts; one start more than entries. */
function concatenate(entries: readonly string[]): { units: Uint16Array; starts: Int32Array } {
  const starts = new Int32Array(entries.length + 1);
  for (const [i, entry] of entries.entries()) starts[i + 1] = starts[i]! + entry.length;
  const units = new Uint16Array(starts[entries.length]!);
  for (const [i, entry] of entries.entries())
    for (let k = 0; k < entry.length; k++) units[starts[i]! + k] = entry.charCodeAt(k);
  return { units, starts };
}
