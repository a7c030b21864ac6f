/** A count or a decimal as files write it (`12`, `1,204`, `3.0`, `-1`); NaN where it is none. */
export function parseCount(text: string): number {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(trimmed) ? Number(trimmed.replaceAll(',', '')) : Number.NaN;
}

/** Sum of the readable counts among `cells`; NaN where none is. */
export function sumCounts(cells: readonly string[]): number {
  let sum = Number.NaN;
  for (const cell of cells) {
    const count = parseCount(cell);
    if (!Number.isNaN(count)) sum = Number.isNaN(sum) ? count : sum + count;
  }
  return sum;
}
