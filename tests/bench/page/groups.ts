/** Indices of rows, those of one length together, at most `rows` a group: nobody pads. */
export function groupsOfOneLength(sequences: readonly Int32Array[], rows: number): number[][] {
  const order = sequences
    .map((_, i) => i)
    .sort((a, b) => sequences[a]!.length - sequences[b]!.length || a - b);
  const groups: number[][] = [];
  for (const row of order) {
    const last = groups.at(-1);
    const fits = last && last.length < rows && sequences[last[0]!]!.length === sequences[row]!.length;
    if (fits) last.push(row);
    else groups.push([row]);
  }
  return groups;
}
