/**
 * Lower-case words of a column name: `reviews.numHelpful` gives `reviews num helpful`,
 * `TweetText` gives `tweet text`, `sentiment:confidence` gives `sentiment confidence`.
 */
export function nameWords(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Names for the columns of a file without a header: `column_1`, `column_2`, ... */
export function numberedNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `column_${i + 1}`);
}
