/** Numbers by pairs of numbers, in typed arrays: a Map of a million pairs would take four times the memory. */
export interface PairTable {
  readonly size: number;
  /** The value of a pair, 0 where there is none. */
  get(first: number, second: number): number;
  /** Sets a value, which must not be 0. */
  set(first: number, second: number, value: number): void;
  /** Adds one to the value of a pair. */
  increment(first: number, second: number): void;
  forEach(visit: (first: number, second: number, value: number) => void): void;
}

const FIRST_SLOTS = 1 << 12;

/** An empty table, by open addressing with linear probing; at most half of its slots are taken. */
export function createPairTable(): PairTable {
  let slots = FIRST_SLOTS;
  let firsts = new Uint32Array(slots);
  let seconds = new Uint32Array(slots);
  let values = new Uint32Array(slots);
  let size = 0;

  function slotOf(first: number, second: number): number {
    let slot = mix(first, second) & (slots - 1);
    while (values[slot] !== 0 && (firsts[slot] !== first || seconds[slot] !== second))
      slot = (slot + 1) & (slots - 1);
    return slot;
  }

  function put(first: number, second: number, value: number): void {
    const slot = slotOf(first, second);
    if (values[slot] === 0) {
      size++;
      firsts[slot] = first;
      seconds[slot] = second;
    }
    values[slot] = value;
    if (2 * size > slots) grow();
  }

  function grow(): void {
    const [oldFirsts, oldSeconds, oldValues] = [firsts, seconds, values];
    slots *= 2;
    firsts = new Uint32Array(slots);
    seconds = new Uint32Array(slots);
    values = new Uint32Array(slots);
    size = 0;
    for (let i = 0; i < oldValues.length; i++)
      if (oldValues[i] !== 0) put(oldFirsts[i]!, oldSeconds[i]!, oldValues[i]!);
  }

  return {
    get size() {
      return size;
    },
    get: (first, second) => values[slotOf(first, second)]!,
    set: put,
    increment(first, second) {
      const slot = slotOf(first, second);
      if (values[slot] === 0) put(first, second, 1);
      else values[slot]!++;
    },
    forEach(visit) {
      for (let i = 0; i < slots; i++) if (values[i] !== 0) visit(firsts[i]!, seconds[i]!, values[i]!);
    },
  };
}

/** Spreads pairs over 32 bits (constants of MurmurHash3's finaliser, Appleby 2011). */
function mix(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2_ae35);
  return (hash ^ (hash >>> 15)) >>> 0;
}
