const LEAST_SLOTS = 1 << 10;

/** A map from texts, by two 32-bit hashes, to numbers: 12 bytes a slot, and one to four slots a text. */
export interface TextTable {
  /** The number of a text; -1 where it has none. */
  find(low: number, high: number): number;
  /** Gives a text that has none a number. */
  set(low: number, high: number, value: number): void;
}

/** No text yet. */
export function createTextTable(): TextTable {
  let slots = LEAST_SLOTS;
  // Hash, hash, number + 1; 0 in the last is an empty slot.
  let table = new Uint32Array(3 * slots);
  let size = 0;

  function slotOf(low: number, high: number): number {
    let slot = low & (slots - 1);
    while (table[3 * slot + 2] !== 0 && !(table[3 * slot] === low && table[3 * slot + 1] === high))
      slot = (slot + 1) & (slots - 1);
    return 3 * slot;
  }

  function grow(): void {
    const old = table;
    slots *= 2;
    table = new Uint32Array(3 * slots);
    for (let at = 0; at < old.length; at += 3)
      if (old[at + 2] !== 0) table.set(old.subarray(at, at + 3), slotOf(old[at]!, old[at + 1]!));
  }

  return {
    find: (low, high) => table[slotOf(low, high) + 2]! - 1,
    set(low, high, value) {
      const at = slotOf(low, high);
      if (table[at + 2] === 0) size++;
      table[at] = low;
      table[at + 1] = high;
      table[at + 2] = value + 1;
      if (2 * size > slots) grow();
    },
  };
}
