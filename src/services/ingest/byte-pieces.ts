import type { FileProblem, SourceFormat } from '../../core/rows/types.ts';
import { concatBytes } from './decode.ts';
import type { ByteSource } from './types.ts';

/** The bytes of a source broke off: a damaged or cut gzip, or a file that can no longer be read. */
export class SourceReadError extends Error {
  readonly code = 'unreadable';
  /** For `problemText`. */
  readonly problem: FileProblem;
  constructor(cause: unknown) {
    const detail = cause instanceof Error ? cause.message : '';
    super(`the source broke off: ${detail}`, { cause });
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

/** Opens a source for pulling; nothing is read before the first `next()` but what the platform buffers. */
export function openPieces(
  source: ByteSource,
  compression: SourceFormat['compression'],
  pieceBytes: number,
): BytePieces {
  let bytesRead = 0;
  const counted = source.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytesRead += chunk.byteLength;
        controller.enqueue(chunk);
      },
    }),
  );
  const stream = compression === 'gzip' ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
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
