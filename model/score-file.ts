import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from '../src/services/ingest/types.ts';
import { UserError } from './score-options.ts';

/** A file on disk, unpacked where it is a gzip, that is never in memory as a whole. */
export interface FileSource extends ByteSource {
  /** How much of the file the latest stream has taken in, 0..1. */
  readonly shareRead: number;
}

/** Opens the file at `path`. Throws `UserError` where there is none. */
export async function openFile(path: string): Promise<FileSource> {
  const info = await stat(path).catch(() => null);
  if (info === null) throw new UserError(`${path}: there is no such file.`);
  if (!info.isFile()) throw new UserError(`${path}: this is not a file.`);
  const isPacked = await isGzip(path);
  let latest: ReadStream | null = null;
  return {
    size: info.size,
    stream() {
      latest = createReadStream(path);
      // Node 20's DecompressionStream takes in the whole file at once, whatever its reader asks for.
      const bytes = isPacked ? pipeline(latest, createGunzip(), () => undefined) : latest;
      return Readable.toWeb(bytes) as ReadableStream<Uint8Array<ArrayBuffer>>;
    },
    get shareRead() {
      return latest === null ? 0 : latest.bytesRead / info.size;
    },
  };
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await file.close();
  }
}
