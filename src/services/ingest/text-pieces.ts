import type { FileEncoding } from '../../core/rows/types.ts';
import type { BytePieces } from './byte-pieces.ts';
import { createPieceDecoder } from './decode.ts';
import { createRecordSplitter, guessNewline, type RecordSplitter } from './records.ts';

/** One record and whether bytes in it did not fit the encoding. */
export interface DecodedRecord {
  readonly fields: readonly string[];
  readonly chars: number;
  readonly unclosedQuote: boolean;
  readonly undecodable: boolean;
}

/** The pull chain bytes, text, records, without buffering more than a few pieces. */
export interface RecordStream {
  /** The next batch of records, maybe an empty one; `null` at the end. Throws `SourceReadError`. */
  next(): Promise<readonly DecodedRecord[] | null>;
}

/** Chains the decoder and the splitter onto `pieces`. `columnCount` is `null` before it is known. */
export function streamRecords(
  pieces: Pick<BytePieces, 'next'>,
  encoding: FileEncoding,
  delimiter: string,
  columnCount: number | null,
): RecordStream {
  const decoder = createPieceDecoder(encoding);
  let splitter: RecordSplitter | null = null;
  let decodedChars = 0;
  let isFinished = false;
  // Places of repaired characters, ascending; those before `claimed` lie in records that were given out.
  let repairs: number[] = [];
  let claimed = 0;

  const readPiece = async () => {
    const bytes = await pieces.next();
    isFinished = bytes === null;
    const piece = decoder.decode(bytes ?? new Uint8Array(0), isFinished);
    for (const at of piece.repairedAt) repairs.push(decodedChars + at);
    decodedChars += piece.text.length;
    splitter ??= createRecordSplitter({ delimiter, newline: guessNewline(piece.text), columnCount });
    splitter.push(piece.text);
    if (isFinished) splitter.finish();
  };

  const claimRepairs = (end: number): boolean => {
    const before = claimed;
    while (claimed < repairs.length && repairs[claimed]! < end) claimed++;
    const isClaimed = claimed > before;
    if (claimed === repairs.length) {
      repairs = [];
      claimed = 0;
    }
    return isClaimed;
  };

  return {
    async next() {
      for (;;) {
        const records = splitter?.pull() ?? null;
        if (records !== null) {
          return records.map(({ fields, start, end, unclosedQuote }) => ({
            fields,
            chars: end - start,
            unclosedQuote,
            undecodable: repairs.length > 0 && claimRepairs(end),
          }));
        }
        if (isFinished) return null;
        await readPiece();
      }
    },
  };
}
