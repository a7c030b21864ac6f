import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { normalizeText } from '../src/core/text/normalize.ts';
import { createSentencePieceEncoder, type Piece } from './sentence-pieces.ts';

/** The encoder's attention sees no further; longer posts are cut. */
const LONGEST = 128;

/** What a sentence encoder of general English (general.py) reads: whose texts hold no addresses, names of users or emoji. */
export function createGeneralEncoder(folder: string, config: EncoderConfig) {
  const pieces = JSON.parse(readFileSync(join(folder, 'vocab.json'), 'utf8')) as Piece[];
  const encode = createSentencePieceEncoder(pieces);
  return {
    vocabulary: pieces.map(([text]) => text),
    encode: (text: string): Uint16Array =>
      encode(withoutMarks(normalizeText(text, config)) || '.').slice(0, LONGEST),
  };
}

function withoutMarks(text: string): string {
  return text
    .replace(/(?:https?:\/\/|www\.)\S+/giu, '')
    .replace(/@\w+/gu, '@')
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, '')
    .trim();
}
