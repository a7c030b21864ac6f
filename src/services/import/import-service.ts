import type { PostRepository } from '../../storage/ports.ts';
import { inspectFile, inspectFileAs } from '../ingest/inspect.ts';
import { languagesIn, loadLanguageOf } from '../ingest/language.ts';
import { openReaderAt } from '../ingest/reader.ts';
import type { ChunkReader } from '../ingest/types.ts';
import type { ImportService } from './types.ts';

// Loading takes a processor for a while, which the page needs first to draw the mapping.
const MAPPING_DRAWN_MS = 250;

interface Import {
  readonly reader: ChunkReader;
  readonly datasetId: string;
  /** Place of the text column. */
  readonly text: number;
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
    async inspect(file, override) {
      const preview = await (override === null
        ? inspectFile(file, file.name)
        : inspectFileAs(file, file.name, override));
      // Loaded while the person looks at the mapping; where that fails, reading asks for it again and says so.
      setTimeout(() => loadLanguageOf().catch(() => undefined), MAPPING_DRAWN_MS);
      return preview;
    },
    async open(file, format, mapping, { datasetId, chunkCount, rowCount }) {
      await close();
      const reader = openReaderAt(file, format, mapping, rowCount);
      current = { reader, datasetId, text: mapping.roles.indexOf('text'), chunks: chunkCount };
    },
    async step() {
      const running = current;
      if (!running) return null;
      const languageOf = await loadLanguageOf();
      const chunk = await running.reader.next();
      // Closed while reading: a cancelled import must not write.
      if (!chunk || current !== running) return null;
      const index = running.chunks++;
      const language = languagesIn(chunk, running.text, languageOf);
      await posts.append(running.datasetId, index, { ...chunk, language });
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
