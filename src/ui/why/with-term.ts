/** A search with one more term, quoted where it has several words; as it is where the term is in it already. */
export function withTerm(search: string, term: string): string {
  const wanted = term.includes(' ') ? `"${term}"` : term;
  const has = search
    .toLowerCase()
    .split(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
    .includes(wanted);
  return has ? search : `${search} ${wanted}`.trim();
}
