import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createEncoder } from '../src/core/text/encoder.ts';
import { createTokenizer } from '../src/core/text/tokenize.ts';
import { createGeneralEncoder } from './general-encoder.ts';

/** What stands for a label in a corpus that has none. */
export const UNLABELLED = 0xff;

/** Ids of a post, by its text or by its tokens. */
type Encode = (text: string, tokens: readonly string[]) => Uint16Array;

/** All vocabularies that training reads posts through. */
export interface Encoders {
  tokenize(text: string): string[];
  readonly byVocabulary: readonly (readonly [name: string, encode: Encode])[];
}

/**
 * Encoders by the vocabularies FOLDER/NAME.txt; with `general` (a sentence encoder's folder, see general.py) its pieces are
 * one more vocabulary, whose entries are written beside the others. Throws where ids do not fit 16 bits.
 */
export function createEncoders(
  config: EncoderConfig,
  folder: string,
  names: readonly string[],
  general?: string,
): Encoders {
  const byVocabulary = names.map((name): [string, Encode] => {
    const vocabulary = readFileSync(join(folder, `${name}.txt`), 'utf8')
      .trimEnd()
      .split('\n');
    if (vocabulary.length > 0xffff) throw new Error('ids do not fit 16 bits');
    const encoder = createEncoder(config, vocabulary);
    return [name, (_, tokens) => Uint16Array.from(encoder.encodeTokens(tokens))];
  });
  if (general !== undefined) {
    const encoder = createGeneralEncoder(general, config);
    writeFileSync(join(folder, 'general.txt'), `${encoder.vocabulary.join('\n')}\n`);
    byVocabulary.push(['general', encoder.encode]);
  }
  return { tokenize: createTokenizer(config), byVocabulary };
}

/** Encoded posts of one corpus, on their way to disk. */
export class EncodedCorpus {
  readonly labels: number[] = [];
  readonly #encoders: Encoders;
  readonly #ids: Map<string, Uint16Array[]>;
  readonly #offsets: Map<string, number[]>;

  constructor(encoders: Encoders) {
    this.#encoders = encoders;
    this.#ids = new Map(encoders.byVocabulary.map(([name]) => [name, []]));
    this.#offsets = new Map(encoders.byVocabulary.map(([name]) => [name, [0]]));
  }

  add(text: string, label: number): void {
    const tokens = this.#encoders.tokenize(text);
    for (const [name, encode] of this.#encoders.byVocabulary) {
      const ids = encode(text, tokens);
      this.#ids.get(name)!.push(ids);
      const offsets = this.#offsets.get(name)!;
      offsets.push(offsets.at(-1)! + ids.length);
    }
    this.labels.push(label);
  }

  /**
   * Writes NAME.labels (uint8) and per vocabulary V NAME.V.ids (uint16) and NAME.V.offsets (uint32, one more than posts), all
   * little-endian. The SHA-256 of each file.
   */
  save(folder: string, name: string): Record<string, string> {
    const hashes: Record<string, string> = {};
    const write = (file: string, bytes: Uint8Array): void => {
      writeFileSync(join(folder, file), bytes);
      hashes[file] = createHash('sha256').update(bytes).digest('hex');
    };
    write(`${name}.labels`, Uint8Array.from(this.labels));
    for (const [vocabulary] of this.#encoders.byVocabulary) {
      const ids = this.#ids
        .get(vocabulary)!
        .map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
      write(`${name}.${vocabulary}.ids`, Buffer.concat(ids));
      const offsets = Uint32Array.from(this.#offsets.get(vocabulary)!);
      write(`${name}.${vocabulary}.offsets`, Buffer.from(offsets.buffer));
    }
    return hashes;
  }
}
