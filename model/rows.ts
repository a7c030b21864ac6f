import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';

/** One labelled post of a training file. */
export interface LabelledText {
  readonly text: string;
  /** 1 positive, 0 negative. */
  readonly label: 0 | 1;
}

/**
 * The rows of a CSV with the columns `target` (0 or 4) and `text`, gzipped where the name ends in `.gz`.
 * Throws on a row with another target: a training set with unknown labels must not pass silently.
 */
export async function* readLabelledTexts(file: string): AsyncGenerator<LabelledText> {
  const bytes = createReadStream(file);
  const plain = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  const rows = Readable.prototype.pipe.call(plain, Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }));
  for await (const row of rows as unknown as AsyncIterable<{ target: string; text: string }>) {
    if (row.target !== '0' && row.target !== '4') throw new Error(`${file}: target ${row.target}`);
    yield { text: row.text, label: row.target === '4' ? 1 : 0 };
  }
}
