import type { PostRepository } from '../../storage/ports.ts';
import { inspectFile, inspectFileAs } from '../ingest/inspect.ts';
import { openReaderAt } from '../ingest/reader.ts';
import type { ChunkReader } from '../ingest/types.ts';
import type { ImportService } from './types.ts';

interface Import {
  readonly reader: ChunkReader;
  readonly datasetId: string;
  /** Chunks of the file that are stored. */
  chunks: number;
}

/** The import service over a store of posts. One import at a time. */
export function createImportService(posts: PostRepository): ImportService {
  let current: Import | undefined;

  async function close(): Promise<void> {
    const closing = current;
    current = undefined;
    await closing?.reader.close();
  }

  return {
    inspect: (file, override) =>
      override === null ? inspectFile(file, file.name) : inspectFileAs(file, file.name, override),
    async open(file, format, mapping, { datasetId, chunkCount, rowCount }) {
      await close();
      current = { reader: openReaderAt(file, format, mapping, rowCount), datasetId, chunks: chunkCount };
    },
    async step() {
      const running = current;
      if (!running) return null;
      const chunk = await running.reader.next();
      // Closed while reading: a cancelled import must not write.
      if (!chunk || current !== running) return null;
      const index = running.chunks++;
      await posts.append(running.datasetId, index, chunk);
      return {
        index,
        rows: chunk.rowCount,
        refused: chunk.refused.reduce((sum, flag) => sum + flag, 0),
        bytesRead: running.reader.bytesRead,
      };
    },
    close,
  };
}
