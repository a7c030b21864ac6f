import { encodingByCensus } from '../../core/rows/sniff.ts';
import type { FileEncoding, SourceFormat } from '../../core/rows/types.ts';
import { censusUtf8 } from '../../core/rows/utf8.ts';
import { openPieces, SourceReadError } from './byte-pieces.ts';
import { concatBytes } from './decode.ts';
import type { ByteSource } from './types.ts';

// A file can be plain ASCII for megabytes before its first accent, so the head does not settle the encoding.
// Non-ASCII characters do, a thousand of them beyond doubt; most files in other than ASCII have those in their
// first megabyte. 64 MB bound the wait (about 0.2 s) for files that are ASCII throughout.
const ENOUGH_EVIDENCE = 1000;
const MAX_SCANNED_BYTES = 64 << 20;
const PIECE_BYTES = 1 << 20;

/** Tells UTF-8 from Windows-1252 by the content of a source, up to 64 MB of it. */
export async function scanEncoding(
  source: ByteSource,
  compression: SourceFormat['compression'],
): Promise<FileEncoding> {
  const pieces = openPieces(source, compression, PIECE_BYTES);
  let multibyte = 0;
  let invalid = 0;
  let tail = new Uint8Array(0);
  try {
    for (let scanned = 0; scanned < MAX_SCANNED_BYTES && multibyte + invalid < ENOUGH_EVIDENCE; ) {
      const piece = await pieces.next();
      if (piece === null) break;
      const bytes = concatBytes([tail, piece]);
      const census = censusUtf8(bytes);
      multibyte += census.multibyte;
      invalid += census.invalid;
      tail = bytes.slice(bytes.length - census.tail);
      scanned += piece.length;
    }
  } catch (cause) {
    // The break is reported by the reader, after the rows before it.
    if (!(cause instanceof SourceReadError)) throw cause;
  } finally {
    await pieces.close();
  }
  return encodingByCensus({ multibyte, invalid });
}
