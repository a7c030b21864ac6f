import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';

/** Classes in the order of their codes, which is that of `SENTIMENTS`: 0, 1, 2. */
export const CLASSES = ['negative', 'neutral', 'positive'] as const;
export type ClassName = (typeof CLASSES)[number];

/** A file of posts: where its texts are. */
export interface Source {
  readonly name: string;
  /** Path below the data folder. */
  readonly file: string;
  /** WHATWG name of the encoding; UTF-8 where it is left out. */
  readonly encoding?: string;
  /** Names of the columns of a file without a header. */
  readonly columns?: readonly string[];
  readonly text: string;
  /** Share of texts (or groups) that training never sees, for a corpus without a validation file of its own. */
  readonly heldOut?: number;
}

/** One labelled file: where its text and label are, and what its labels mean. */
export interface Corpus extends Source {
  readonly label: string;
  /** Label in the file to class; rows with another label are passed over. */
  readonly classes: Readonly<Record<string, ClassName>>;
  /** `binary`: labels from emoticons or of phrases, never neutral. `ternary`: labelled by hand. */
  readonly task: 'binary' | 'ternary';
  /** Column whose rows belong together (variants of one post), and how many of each to take. */
  readonly group?: string;
  readonly perGroup?: number;
  /** Whether copies with emoji added belong in training: the corpus had its emoticons taken out. */
  readonly emoji?: boolean;
}

export interface Corpora {
  readonly train: readonly Corpus[];
  /** Texts that training may read, without labels: each once, and none that a labelled corpus holds out. */
  readonly unlabelled: readonly Source[];
  readonly validation: readonly Corpus[];
  /** Never trained on, nor anything chosen by it. */
  readonly evaluation: readonly Corpus[];
}

/** One labelled post. */
export interface LabelledText {
  readonly text: string;
  /** Index into `CLASSES`. */
  readonly label: number;
  /** Kept apart from training. */
  readonly isHeldOut: boolean;
}

/** The corpora that a configuration names. */
export function readCorpora(config: string): Corpora {
  return JSON.parse(readFileSync(config, 'utf8')) as Corpora;
}

/** Calls `take` with each labelled row in file order. Throws where a column is not there. */
export function readCorpus(folder: string, corpus: Corpus, take: (row: LabelledText) => void): void {
  const taken = new Map<string, number>();
  eachRow(folder, corpus, [corpus.text, corpus.label], (row) => {
    const text = row[corpus.text];
    const raw = row[corpus.label];
    if (text === undefined || raw === undefined) return;
    const name = corpus.classes[raw.trim()];
    if (name === undefined || text.trim() === '') return;
    const key = corpus.group === undefined ? text.toLowerCase() : row[corpus.group]!;
    if (corpus.group !== undefined) {
      const before = taken.get(key) ?? 0;
      if (before >= (corpus.perGroup ?? Number.POSITIVE_INFINITY)) return;
      taken.set(key, before + 1);
    }
    const isHeldOut = hashShare(key) < (corpus.heldOut ?? 0);
    take({ text, label: CLASSES.indexOf(name), isHeldOut });
  });
}

/** Calls `take` with each text of a file, once, in file order, but for those that are held out. */
export function readTexts(folder: string, source: Source, take: (text: string) => void): void {
  const taken = new Set<string>();
  eachRow(folder, source, [source.text], (row) => {
    const text = row[source.text];
    if (text === undefined || text.trim() === '') return;
    const key = text.toLowerCase();
    if (taken.has(key) || hashShare(key) < (source.heldOut ?? 0)) return;
    taken.add(key);
    take(text);
  });
}

type Row = Readonly<Record<string, string | undefined>>;

function eachRow(folder: string, corpus: Source, wanted: readonly string[], take: (row: Row) => void): void {
  const bytes = readFileSync(join(folder, corpus.file));
  const plain = corpus.file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const text = new TextDecoder(corpus.encoding ?? 'utf-8').decode(plain);
  let names = corpus.columns;
  Papa.parse<string[]>(text, {
    delimiter: /\.tsv(\.gz)?$/u.test(corpus.file) ? '\t' : ',',
    skipEmptyLines: true,
    step({ data }) {
      if (names === undefined) {
        names = data;
        for (const column of wanted)
          if (!names.includes(column)) throw new Error(`${corpus.file}: there is no column ${column}`);
      } else take(Object.fromEntries(names.map((name, i) => [name, data[i]])));
    },
  });
}

/** FNV-1a of the key as a share in 0..1: the same text falls on the same side on every machine. */
function hashShare(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  // FNV's upper bits mix little for short keys; one more multiplication spreads them (Murmur3's finaliser).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
