/**
 * One record with its line end, quoted as RFC 4180 asks: cells that hold the delimiter, a quotation mark or a
 * line break, and a lone blank cell, which would read back as a blank line. Ends in LF rather than the RFC's
 * CRLF: every reader takes both, and line tools (diff, awk, wc) see no stray character.
 */
export function csvLine(fields: readonly string[], delimiter: string): string {
  if (fields.length === 1 && fields[0]!.trim() === '') return `"${fields[0]}"\n`;
  let line = '';
  for (let i = 0; i < fields.length; i++) line += (i > 0 ? delimiter : '') + csvCell(fields[i]!, delimiter);
  return `${line}\n`;
}

function csvCell(cell: string, delimiter: string): string {
  const isPlain =
    !cell.includes('"') && !cell.includes(delimiter) && !cell.includes('\n') && !cell.includes('\r');
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}
