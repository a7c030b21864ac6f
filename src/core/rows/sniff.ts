import { err, ok, type Result } from '../result.ts';
import type { FileEncoding, FileProblem, FileProblemCode, SourceFormat } from './types.ts';
import { censusUtf8, type Utf8Census } from './utf8.ts';

/** What the first bytes of a file say about the rest. */
export type SniffedFile = Pick<SourceFormat, 'encoding' | 'compression'>;

/**
 * Tells a table from other kinds of file, and its encoding, from its first bytes (1 kB at least where the
 * file has them; more makes the encoding surer). For gzip the encoding says nothing: sniff the content again.
 * All-ASCII bytes are taken for UTF-8, which later bytes may still refute: see `encodingByCensus`.
 */
export function sniffFile(head: Uint8Array): Result<SniffedFile, FileProblem> {
  if (startsWith(head, [0x1f, 0x8b])) return ok({ encoding: 'utf-8', compression: 'gzip' });
  const code = problemBySignature(head);
  if (code !== null) return err({ code, detail: '' });
  const encoding = encodingByMark(head) ?? encodingByNuls(head);
  if (encoding !== null) return ok({ encoding, compression: 'none' });
  const opening = asciiOpening(head);
  const textCode = problemByOpening(opening);
  if (textCode !== null) return err({ code: textCode, detail: opening.trim().slice(0, 40) });
  if (isBinary(head)) return err({ code: 'binary', detail: '' });
  return ok({ encoding: encodingByCensus(censusUtf8(head)), compression: 'none' });
}

/**
 * UTF-8 where its multi-byte sequences clearly outnumber the bytes that fit none, else Windows-1252. A text in
 * Windows-1252 has hardly any valid sequence; a UTF-8 file with a few broken posts has far more valid ones.
 */
export function encodingByCensus(census: Pick<Utf8Census, 'multibyte' | 'invalid'>): FileEncoding {
  return census.invalid * 4 <= census.multibyte ? 'utf-8' : 'windows-1252';
}

/** Encoding by byte order mark, or `null` where there is none. */
export function encodingByMark(head: Uint8Array): FileEncoding | null {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: Latin letters, delimiters and line breaks leave every other byte zero. */
function encodingByNuls(head: Uint8Array): FileEncoding | null {
  const end = Math.min(head.length, 65_536) & ~1;
  if (end < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < end; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = end / 2;
  if (odd > pairs * 0.2 && even * 8 < odd) return 'utf-16le';
  if (even > pairs * 0.2 && odd * 8 < even) return 'utf-16be';
  return null;
}

const SIGNATURES: readonly (readonly [readonly number[], FileProblemCode])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'spreadsheet'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
  [[0x52, 0x61, 0x72, 0x21], 'archive'],
  [[0x42, 0x5a, 0x68, 0x39], 'archive'],
  [[0xfd, 0x37, 0x7a, 0x58], 'archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'archive'],
];

function problemBySignature(head: Uint8Array): FileProblemCode | null {
  for (const [bytes, code] of SIGNATURES) if (startsWith(head, bytes)) return code;
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) {
    const names = ascii(head, 0, 4096);
    return /\[Content_Types\]\.xml|xl\/|opendocument\.spreadsheet/.test(names) ? 'spreadsheet' : 'archive';
  }
  if (ascii(head, 257, 262) === 'ustar') return 'archive';
  return null;
}

function problemByOpening(opening: string): FileProblemCode | null {
  const start = opening.trimStart();
  if (start === '' && opening.length < 4096) return 'empty-file';
  if (start.startsWith('%PDF')) return 'pdf';
  if (/^(<!--[\s\S]*?-->\s*)?<(!doctype\s+html|html|head|body)\b/i.test(start)) return 'html';
  if (/^<\?xml/i.test(start)) return problemOfXml(start);
  if (/^(\{\s*("[^"]*"\s*:|\})|\[\s*[{["\]])/.test(start)) return 'json';
  return null;
}

function problemOfXml(start: string): FileProblemCode {
  if (/schemas-microsoft-com:office/i.test(start)) return 'spreadsheet';
  return /<html\b/i.test(start) ? 'html' : 'xml';
}

// A stray NUL in a post is a matter for its row; a share of control bytes such as images and programs have
// (random bytes: 11 %) is a matter for the file.
function isBinary(head: Uint8Array): boolean {
  const end = Math.min(head.length, 65_536);
  let control = 0;
  for (let i = 0; i < end; i++) {
    const byte = head[i]!;
    if (byte < 0x20 && (byte < 9 || byte > 13) && byte !== 0x1b) control++;
  }
  return control >= 8 && control > end * 0.05;
}

function asciiOpening(head: Uint8Array): string {
  const start = encodingByMark(head) === 'utf-8' ? 3 : 0;
  return ascii(head, start, start + 4096);
}

function ascii(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.subarray(from, to));
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte);
}
