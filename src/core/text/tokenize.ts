import type { EncoderConfig } from './config.ts';
import { normalizeText } from './normalize.ts';

/** Cuts a text into tokens, as `createNormalTokenizer` does, after `normalizeText`. */
export function createTokenizer(config: EncoderConfig): (text: string) => string[] {
  const tokenize = createNormalTokenizer(config);
  return (text) => tokenize(normalizeText(text, config));
}

/**
 * Cuts a normalised text into tokens: words in lower case (contractions split before their "n't", "'s", ...), emoticons,
 * emoji and punctuation as they are, and the markers of `config` for what carries a signal of its own. No token
 * holds a space or depends on what lies beyond one, so the parts between spaces can be cut one by one.
 */
export function createNormalTokenizer(config: EncoderConfig): (text: string) => string[] {
  const pattern = new RegExp(config.pattern, 'gu');
  const elongation = new RegExp(`(\\p{L})\\1{${config.elongationLength - 1},}`, 'giu');
  const { markers } = config;

  function pushWord(tokens: string[], word: string): void {
    const shortened = word.replace(elongation, '$1$1');
    for (const part of splitContraction(shortened.toLowerCase())) tokens.push(part);
    if (isCapitals(word)) tokens.push(markers.capitals);
    if (shortened.length !== word.length) tokens.push(markers.elongated);
  }

  function pushEmoticon(tokens: string[], emoticon: string): void {
    const shortened = emoticon.replace(/(.)\1+$/u, '$1');
    tokens.push(shortened);
    if (shortened.length !== emoticon.length) tokens.push(markers.repeated);
  }

  function pushMatch(tokens: string[], groups: Readonly<Record<string, string | undefined>>): void {
    if (groups.word !== undefined) pushWord(tokens, groups.word);
    else if (groups.mark !== undefined) {
      tokens.push(groups.mark[0]!);
      if (groups.mark.length > 1) tokens.push(markers.repeated);
    } else if (groups.user !== undefined) tokens.push(markers.user);
    else if (groups.url !== undefined) tokens.push(markers.url);
    else if (groups.hashtag !== undefined) {
      tokens.push(markers.hashtag);
      pushWord(tokens, groups.hashtag.slice(1));
    } else if (groups.number !== undefined) tokens.push(markers.number);
    else if (groups.emoji !== undefined) tokens.push(...emojiParts(groups.emoji));
    else if (groups.emoticon !== undefined) pushEmoticon(tokens, groups.emoticon);
    else tokens.push(groups.other!);
  }

  return (normal) => {
    const tokens: string[] = [];
    // Not `matchAll`: it compiles the pattern anew for every text.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(normal); match; match = pattern.exec(normal)) {
      if (match[0] === '') pattern.lastIndex++;
      pushMatch(tokens, match.groups!);
    }
    return tokens;
  };
}

/** "don't" as "do" and "n't", "we'll" as "we" and "'ll"; "dont" like "don't". */
function splitContraction(word: string): string[] {
  const match = word.includes("'") && /^(.+?)(n't|'(?:s|re|ve|ll|m|d))$/u.exec(word);
  if (match) return [match[1]!, match[2]!];
  if (!word.endsWith('nt')) return [word];
  const bare = /^(do|does|did|is|was|are|were|has|have|had|would|could|should|ca|wo|ai)nt$/u.exec(word);
  return bare ? [bare[1]!, "n't"] : [word];
}

/** The pictures of an emoji sequence, without skin tones and presentation marks: they carry no sentiment. */
function emojiParts(emoji: string): string[] {
  return emoji
    .replace(/[\ufe0f\p{Emoji_Modifier}]/gu, '')
    .split('\u200d')
    .filter((part) => part !== '');
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word !== word.toLowerCase() && word === word.toUpperCase();
}
