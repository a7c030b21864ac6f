import type { TermRows } from '../terms/term-rows.ts';

/** A text is known by its words in alphabetical order of the vocabulary, which does not depend on the order of the posts. */
export function alphabeticalRanks(names: readonly string[]): Uint32Array {
  const order = Uint32Array.from(names.keys()).sort((a, b) =>
    names[a]! < names[b]! ? -1 : Number(names[a]! > names[b]!),
  );
  const ranks = new Uint32Array(names.length);
  for (const [rank, term] of order.entries()) ranks[term] = rank;
  return ranks;
}

/**
 * One row for each distinct text, ascending: of texts that begin alike, as reposts do, the one with most terms. At most
 * `most` of them, chosen by their hashes, so that neither reposting nor the order of the rows decides.
 * @param ranks by term, its place in the alphabet
 */
export function distinctTexts(index: TermRows, ranks: Uint32Array, most: number): Uint32Array {
  let slots = 16;
  while (slots < 2 * index.rows) slots *= 2;
  // The row that stands for a hash, plus one; 0 marks a free slot.
  const chosen = new Uint32Array(slots);
  let texts = 0;
  for (let row = 0; row < index.rows; row++) {
    const hash = index.textHash[row]!;
    let slot = mixed(hash) & (slots - 1);
    while (chosen[slot] !== 0 && index.textHash[chosen[slot]! - 1] !== hash) slot = (slot + 1) & (slots - 1);
    if (chosen[slot] === 0) texts++;
    if (chosen[slot] === 0 || saysMore(index, ranks, row, chosen[slot]! - 1)) chosen[slot] = row + 1;
  }
  const bar = texts <= most ? 2 ** 32 : (most / texts) * 2 ** 32;
  const rows = new Uint32Array(texts);
  let count = 0;
  for (const place of chosen)
    if (place > 0 && mixed(index.textHash[place - 1]!) < bar) rows[count++] = place - 1;
  return rows.subarray(0, count).sort();
}

function saysMore(index: TermRows, ranks: Uint32Array, row: number, than: number): boolean {
  const [terms, others] = [termsOf(index, row), termsOf(index, than)];
  if (terms !== others) return terms > others;
  return fingerprint(index, ranks, row) > fingerprint(index, ranks, than);
}

function termsOf({ offsets }: TermRows, row: number): number {
  return offsets[row + 1]! - offsets[row]!;
}

/** A sum: the same for the same terms in any order. */
function fingerprint({ offsets, terms }: TermRows, ranks: Uint32Array, row: number): number {
  let sum = 0;
  for (let at = offsets[row]!; at < offsets[row + 1]!; at++)
    sum = (sum + mixed(ranks[terms[at]!]! + 1)) >>> 0;
  return sum;
}

/** Spreads numbers over 32 bits (MurmurHash3's finaliser, Appleby 2011). */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
