import type { EncoderConfig } from './config.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  nbsp: ' ',
};

/**
 * The text as the token pattern expects it: cut to its ends where it is very long, HTML entities decoded,
 * Unicode normalised, curly quotes straightened, control characters turned into spaces.
 */
export function normalizeText(text: string, config: EncoderConfig): string {
  let result = cutMiddle(text, config.halfCharacters);
  if (result.includes('&')) result = decodeEntities(result);
  return result
    .normalize(config.unicodeForm)
    .replace(/[‘’ʼ`´]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(/[\p{Cc}\p{Cs}\u200b\u2060\ufeff]+/gu, ' ');
}

// Tweets were stored escaped once or twice: `&amp;lt;3` is a heart.
function decodeEntities(text: string): string {
  const once = (value: string): string =>
    value.replace(/&(amp|lt|gt|quot|apos|#39|nbsp);/giu, (_, name: string) => ENTITIES[name.toLowerCase()]!);
  return once(once(text));
}

function cutMiddle(text: string, half: number): string {
  return text.length <= 2 * half ? text : `${text.slice(0, half)} ${text.slice(-half)}`;
}
