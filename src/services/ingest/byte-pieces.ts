import type { FileProblem, SourceFormat } from '../../core/rows/types.ts';
import { concatBytes } from './decode.ts';
import type { ByteSource } from './types.ts';

const BROKEN_WORDS =
  'This file is damaged or cut off. The rows before the damage are kept; get the file again for the rest.';

/**
 * The bytes of a source broke off: a damaged or cut gzip, or a file that can no longer be read. The message is
 * for the person; what the platform said is in `cause` and in the detail of `problem`.
 */
export class SourceReadError extends Error {
  readonly code = 'unreadable';
  /** For `problemText`. */
  readonly problem: FileProblem;
  constructor(cause: unknown) {
    const detail = cause instanceof Error ? cause.message : '';
    super(BROKEN_WORDS, { cause });
    this.name = 'SourceReadError';
    this.problem = { code: 'unreadable', detail };
  }
}

/** Pulls the content of a source, unpacked, in pieces of at least the asked size. */
export interface BytePieces {
  /** The next piece, shorter only at the end; `null` after it. Throws `SourceReadError`. */
  next(): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Bytes of the source taken in so far, as stored. */
  readonly bytesRead: number;
  close(): Promise<void>;
}

/**
 * Bytes handed to the unpacker at a time. Where the packed bytes are damaged the platform throws away what it
 * has unpacked and not given out yet; small portions keep that to some hundred rows (Chromium hands over 2 MB).
 */
const PACKED_BYTES = 16 << 10;

/** Opens a source for pulling; nothing is read before the first `next()` but what the platform buffers. */
export function openPieces(
  source: ByteSource,
  compression: SourceFormat['compression'],
  pieceBytes: number,
): BytePieces {
  let bytesRead = 0;
  const portions = streamPortions(source, compression === 'gzip' ? PACKED_BYTES : pieceBytes, (bytes) => {
    bytesRead += bytes;
  });
  const stream = compression === 'gzip' ? portions.pipeThrough(new DecompressionStream('gzip')) : portions;
  const reader = stream.getReader();
  let failure: SourceReadError | null = null;
  let isDone = false;
  return {
    async next() {
      if (failure !== null) throw failure;
      if (isDone) return null;
      const parts: Uint8Array[] = [];
      for (let length = 0; length < pieceBytes && !isDone; ) {
        try {
          const { done, value } = await reader.read();
          isDone = done;
          if (value !== undefined) parts.push(value);
          length += value?.byteLength ?? 0;
        } catch (cause) {
          failure = new SourceReadError(cause);
          // What came before the break is still given; the next call throws.
          if (parts.length === 0) throw failure;
          break;
        }
      }
      return parts.length === 0 ? null : concatBytes(parts);
    },
    get bytesRead() {
      return bytesRead;
    },
    async close() {
      isDone = true;
      await reader.cancel().catch(() => undefined);
    },
  };
}

/** The bytes of a source in portions of at most `portionBytes`, read only as they are pulled. */
function streamPortions(
  source: ByteSource,
  portionBytes: number,
  onRead: (bytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.stream().getReader();
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        while (rest.length === 0) {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          rest = value;
        }
        const portion = rest.subarray(0, portionBytes);
        rest = rest.subarray(portion.length);
        onRead(portion.length);
        controller.enqueue(portion);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
