/**
 * Which languages the posts of files are found to be in, as Markdown:
 *
 *     npm run --silent languages -- FILE.csv [FILE.csv ...] [--by COLUMN]
 *
 * `--by` counts the posts of each value of a column by themselves, of a label for example.
 */
import { stringAt } from '../src/core/columns/text-column.ts';
import { isForeign, LANGUAGE_NAMES, NO_LANGUAGE, UNCLEAR } from '../src/core/rows/languages.ts';
import { languagesIn, loadLanguageOf } from '../src/services/ingest/language.ts';
import { openReader } from '../src/services/ingest/reader.ts';
import { runCommand } from './command.ts';
import { markdownTable } from './markdown-table.ts';
import { readArgs } from './read-args.ts';
import { UserError } from './score-options.ts';
import { openTable } from './score-table.ts';

const USAGE = 'Usage: npm run --silent languages -- FILE.csv [FILE.csv ...] [--by COLUMN]';
const OTHERS_NAMED = 4;

async function main(args: readonly string[]): Promise<void> {
  const fail = (problem: string) => new UserError(`${problem} ${USAGE}`);
  const { values, positionals } = readArgs(args, { by: { type: 'string' } } as const, fail);
  if (positionals.length === 0) throw fail('Name a file.');
  const rows: string[][] = [];
  for (const input of positionals)
    for (const [value, counts] of await countLanguages(input, values.by ?? null))
      rows.push([values.by === undefined ? input : `${input}: ${value}`, ...describe(counts)]);
  console.log(
    markdownTable(['Posts of', 'Posts', 'English', 'Unclear', 'Others', 'Most of them'], rows).join('\n'),
  );
}

/** Posts by place in `core/rows/languages`, for each value of a column, or all together under ''. */
async function countLanguages(input: string, by: string | null): Promise<Map<string, number[]>> {
  const { source, format, mapping } = await openTable({ input, text: null, hasHeader: null });
  const column = by === null ? -1 : format.columns.indexOf(by);
  if (by !== null && column < 0) throw new UserError(`${input}: no column is named ${by}.`);
  const text = mapping.roles.indexOf('text');
  const languageOf = await loadLanguageOf();
  const reader = openReader(source, format, mapping);
  const found = new Map<string, number[]>();
  try {
    for (let chunk = await reader.next(); chunk !== null; chunk = await reader.next())
      for (const [row, place] of languagesIn(chunk, text, languageOf).entries()) {
        if (place === NO_LANGUAGE) continue;
        const value = column < 0 ? '' : stringAt(chunk.fields[column]!, row);
        const counts = found.get(value) ?? new Array<number>(LANGUAGE_NAMES.length).fill(0);
        found.set(value, counts);
        counts[place]!++;
      }
  } finally {
    await reader.close();
  }
  return found;
}

function describe(counts: readonly number[]): string[] {
  const sum = (isMeant: (place: number) => boolean): number =>
    counts.reduce((total, count, place) => total + (isMeant(place) ? count : 0), 0);
  const posts = sum(() => true);
  const share = (part: number): string => `${part} (${((100 * part) / posts).toFixed(1)} %)`;
  const others = counts
    .map((count, place) => ({ name: LANGUAGE_NAMES[place]!, count: isForeign(place) ? count : 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, OTHERS_NAMED)
    .map(({ name, count }) => `${name} ${count}`);
  return [
    String(posts),
    share(sum((place) => place > UNCLEAR && !isForeign(place))),
    share(counts[UNCLEAR]!),
    share(sum(isForeign)),
    others.join(', '),
  ];
}

await runCommand(main);
