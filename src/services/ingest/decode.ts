import type { FileEncoding } from '../../core/rows/types.ts';
import { incompleteTail, sequenceLength } from '../../core/rows/utf8.ts';

/** Decoded text, and where in it (UTF-16 units) bytes stood that did not fit the encoding. */
export interface DecodedPiece {
  readonly text: string;
  readonly repairedAt: readonly number[];
}

/** Decodes a file piece by piece; a character cut by the end of a piece waits for the next one. */
export interface PieceDecoder {
  /** `isLast` gives out what still waits. The byte order mark of the file is dropped. */
  decode(bytes: Uint8Array<ArrayBuffer>, isLast: boolean): DecodedPiece;
}

/**
 * Decoder for one file. A byte that does not fit UTF-8 is read as Windows-1252, which it most often is, and
 * reported; a lone half of a UTF-16 pair becomes U+FFFD and is reported. Windows-1252 knows every byte.
 */
export function createPieceDecoder(encoding: FileEncoding): PieceDecoder {
  const decodePiece = encoding === 'utf-8' ? createUtf8Decoder() : createStreamDecoder(encoding);
  let isFirst = true;
  return {
    decode(bytes, isLast) {
      const piece = decodePiece(bytes, isLast);
      if (!isFirst || piece.text === '') return piece;
      isFirst = false;
      if (!piece.text.startsWith('\ufeff')) return piece;
      return { text: piece.text.slice(1), repairedAt: piece.repairedAt.map((at) => at - 1) };
    },
  };
}

type DecodePiece = (bytes: Uint8Array<ArrayBuffer>, isLast: boolean) => DecodedPiece;

function createUtf8Decoder(): DecodePiece {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let waiting = new Uint8Array(0);
  return (bytes, isLast) => {
    const all = waiting.length === 0 ? bytes : concatBytes([waiting, bytes]);
    const tail = isLast ? 0 : incompleteTail(all);
    const whole = all.subarray(0, all.length - tail);
    waiting = all.slice(all.length - tail);
    try {
      return { text: strict.decode(whole), repairedAt: [] };
    } catch {
      return repairUtf8(whole, strict);
    }
  };
}

function repairUtf8(bytes: Uint8Array, strict: TextDecoder): DecodedPiece {
  let text = '';
  const repairedAt: number[] = [];
  let validFrom = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += strict.decode(bytes.subarray(validFrom, at));
    repairedAt.push(text.length);
    text += windows1252Char(bytes[at]!);
    at++;
    validFrom = at;
  }
  return { text: text + strict.decode(bytes.subarray(validFrom)), repairedAt };
}

function createStreamDecoder(encoding: FileEncoding): DecodePiece {
  // Without `stream`, Node 20 takes a shortcut that reads Windows-1252 as Latin-1 (0x92 is then no apostrophe).
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, isLast) => {
    const text = decoder.decode(bytes, { stream: true }) + (isLast ? decoder.decode() : '');
    const repairedAt: number[] = [];
    if (encoding !== 'windows-1252') {
      for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) repairedAt.push(at);
    }
    return { text, repairedAt };
  };
}

function windows1252Char(byte: number): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.of(byte), { stream: true });
}

/** One array of all parts in order. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
