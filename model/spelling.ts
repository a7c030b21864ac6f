import type { EncoderConfig } from '../src/core/text/config.ts';

/** What stands for a number or for a word outside the vocabulary, whose own text is gone. */
const NUMBER = '5';
const UNKNOWN = 'it';

/** Token ids back to a text that reads as a person would have typed it, as far as the tokens tell. */
export function createSpeller(
  config: EncoderConfig,
  vocabulary: readonly string[],
): (ids: Uint16Array) => string {
  const { markers, continuation } = config;
  const silent = new Set<string>([markers.url, markers.empty, markers.elongated, markers.repeated]);
  const stands = new Map([
    [markers.user, '@'],
    [markers.number, NUMBER],
    [markers.unknown, UNKNOWN],
  ]);

  return (ids) => {
    const words: string[] = [];
    let hash = '';
    for (const id of ids) {
      const token = vocabulary[id]!;
      const last = words.length - 1;
      if (silent.has(token)) continue;
      if (token === markers.hashtag) hash = '#';
      else if (token === markers.capitals) words.push((words.pop() ?? '').toUpperCase());
      else if (token.startsWith(continuation) && last >= 0) words[last] += token.slice(continuation.length);
      else {
        words.push(hash + (stands.get(token) ?? token));
        hash = '';
      }
    }
    return punctuated(words.join(' '));
  };
}

/** Clitics and marks back to their words, and capitals where a sentence begins. */
function punctuated(text: string): string {
  return text
    .replace(/ (n't|'\p{L}+)/giu, '$1')
    .replace(/ ([.,!?:;)])/gu, '$1')
    .replace(/\bi\b/gu, 'I')
    .replace(/(^|[.!?] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
