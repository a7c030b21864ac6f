const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const SIGN = 0x8000_0000;

/**
 * The rows in the order of their keys; rows of equal keys keep their order, NaN comes last in either direction. A
 * radix sort over the bits of the keys: a million rows take tenths of a second, a comparing sort takes seconds.
 * @param key one number per row, indexed by row
 */
export function sortByKey(rows: Uint32Array, key: ArrayLike<number>, descending: boolean): Uint32Array {
  const { low, high } = orderedBits(rows, key, descending);
  let from: Uint32Array = new Uint32Array(0);
  let order: Uint32Array = identity(rows.length);
  for (const word of [low, high])
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const sorted = byDigit(
        order,
        word,
        shift,
        from.length === order.length ? from : new Uint32Array(order.length),
      );
      if (sorted === order) continue;
      from = order;
      order = sorted;
    }
  for (let i = 0; i < order.length; i++) order[i] = rows[order[i]!]!;
  return order;
}

/** Two words per row whose unsigned order is the order of the keys. */
function orderedBits(
  rows: Uint32Array,
  key: ArrayLike<number>,
  descending: boolean,
): { low: Uint32Array; high: Uint32Array } {
  const low = new Uint32Array(rows.length);
  const high = new Uint32Array(rows.length);
  const value = new Float64Array(1);
  const words = new Uint32Array(value.buffer);
  // Which half of a number comes first in memory depends on the processor.
  value[0] = 1;
  const highAt = words[1] === 0 ? 0 : 1;
  const sign = descending ? -1 : 1;
  for (let i = 0; i < rows.length; i++) {
    const number = key[rows[i]!]!;
    if (Number.isNaN(number)) {
      low[i] = high[i] = 0xffff_ffff;
      continue;
    }
    // Adding 0 makes -0 and 0 the same.
    value[0] = sign * number + 0;
    const isNegative = (words[highAt]! & SIGN) !== 0;
    high[i] = isNegative ? ~words[highAt]! : words[highAt]! | SIGN;
    low[i] = isNegative ? ~words[1 - highAt]! : words[1 - highAt]!;
  }
  return { low, high };
}

/** Places of `order` sorted by one digit of `word`, in `into`; `order` itself where all have the same. */
function byDigit(order: Uint32Array, word: Uint32Array, shift: number, into: Uint32Array): Uint32Array {
  const ends = new Uint32Array(DIGITS);
  for (let i = 0; i < word.length; i++) ends[(word[i]! >>> shift) & (DIGITS - 1)]!++;
  if (word.length === 0 || ends[(word[0]! >>> shift) & (DIGITS - 1)] === word.length) return order;
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = ends[digit]!;
    ends[digit] = start;
    start += count;
  }
  for (let i = 0; i < order.length; i++) {
    const place = order[i]!;
    into[ends[(word[place]! >>> shift) & (DIGITS - 1)]!++] = place;
  }
  return into;
}

function identity(length: number): Uint32Array {
  const places = new Uint32Array(length);
  for (let i = 0; i < length; i++) places[i] = i;
  return places;
}
