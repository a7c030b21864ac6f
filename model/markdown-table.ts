/** A row of a Markdown table. */
export type Cells = readonly string[];

/** The lines of a Markdown table. */
export function markdownTable(head: Cells, rows: readonly Cells[]): string[] {
  // A vertical line would end its cell.
  const line = (cells: Cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)];
}
