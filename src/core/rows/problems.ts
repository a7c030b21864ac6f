import type { FileProblem, FileProblemCode, NoteCode, RefusalCode } from './types.ts';

/** What is wrong with the file, and what to do about it in the app. */
const FILE_WORDS: Readonly<Record<FileProblemCode, readonly [cause: string, remedy: string]>> = {
  'empty-file': ['This file is empty.', 'Choose a CSV file with a header and at least one post.'],
  pdf: ['This file is a PDF, not a table.', 'Export it as CSV and drop it here.'],
  html: ['This file is a web page, not a table.', 'Download the data itself as CSV and drop it here.'],
  spreadsheet: ['This file is a spreadsheet, not CSV.', 'Open it, save it as CSV and drop that file here.'],
  archive: ['This file is an archive, not a table.', 'Unpack it and drop the CSV file inside here.'],
  json: ['This file is JSON, not a table.', 'Convert it to CSV with one post per row and drop it here.'],
  xml: ['This file is XML, not a table.', 'Convert it to CSV with one post per row and drop it here.'],
  binary: ['This file is not text, so it cannot be read as a table.', 'Choose a CSV or TSV file.'],
  'header-only': ['This file has column names but no rows.', 'Choose a file with at least one post.'],
  unreadable: [
    'This file cannot be read to its end: it is damaged or cut off.',
    'Download or copy it again.',
  ],
};

/** What happened with a whole file and what to do about it, in two plain sentences. */
export function problemText(problem: FileProblem): string {
  return FILE_WORDS[problem.code].join(' ');
}

/** What happened with a whole file, in one plain sentence, for where there is nothing to drop a file on. */
export function problemCause(problem: FileProblem): string {
  return FILE_WORDS[problem.code][0];
}

const REFUSAL_WORDS: Readonly<Record<RefusalCode, string>> = {
  'empty-text': 'The text is empty.',
  'too-many-fields': 'The row has more fields than there are columns.',
  'too-few-fields': 'The row ends before the text column.',
  'unclosed-quote': 'A quotation mark opens and is never closed.',
  'row-too-long': 'The row is longer than 1,000,000 characters.',
};

/** Why a row was not scored, in plain words. */
export function refusalText(code: RefusalCode): string {
  return REFUSAL_WORDS[code];
}

const NOTE_WORDS: Readonly<Record<NoteCode, string>> = {
  'no-date': 'No readable date, so the post counts in the totals but not over time.',
  'nul-characters': 'The row holds NUL characters, which are kept.',
  'undecodable-bytes': 'Some bytes do not fit the encoding of the file and were read as Windows-1252.',
};

/** What is odd about a row that was scored all the same, in plain words. */
export function noteText(code: NoteCode): string {
  return NOTE_WORDS[code];
}
