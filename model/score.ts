import { rmSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasOtherLanguages, MODEL_LANGUAGE } from '../src/core/rows/languages.ts';
import { runCommand } from './command.ts';
import type { FileSource } from './score-file.ts';
import { parseOptions, type ScoreOptions, UserError } from './score-options.ts';
import { openTable, partPath, type ScoreCounts, writeScoredTable } from './score-table.ts';

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  await checkOutput(options);
  const table = await openTable(options);
  // TensorFlow.js takes a second to load, which bad input need not wait for.
  const { openScorer } = await import('./score-engine.ts');
  const scorer = await openScorer(options.classes, options.domain);
  process.once('SIGINT', () => {
    rmSync(partPath(options.output), { force: true });
    process.exit(130);
  });
  const progress = createProgress(table.source);
  try {
    const { counts, domain } = await writeScoredTable(table, options.output, scorer, progress.show);
    progress.end(counts);
    if (domain === 'two-class' && options.domain === 'auto')
      process.stderr.write(
        'P(positive) is as in corpora of two classes, which these posts are like (--domain three-class: as in ones of three)\n',
      );
    warnOfLanguages(counts);
  } finally {
    scorer.close();
  }
}

/** The app shows which posts they are; here a person is told that there are some. */
function warnOfLanguages({ rowsScored, rowsForeign }: ScoreCounts): void {
  if (!hasOtherLanguages(rowsForeign, rowsScored)) return;
  const posts = rowsForeign === 1 ? '1 post is' : `${rowsForeign} posts are`;
  process.stderr.write(
    `${posts} not in ${MODEL_LANGUAGE}, from which the model learnt: do not rely on what it says there\n`,
  );
}

async function checkOutput({ input, output }: ScoreOptions): Promise<void> {
  const from = await realpath(input).catch(() => null);
  const to = await realpath(output).catch(() => null);
  if (to !== null && from === to)
    throw new UserError('The output is the input: name another file with --out.');
  if (to !== null && (await stat(to)).isDirectory()) throw new UserError(`${output}: this is a folder.`);
  const folder = dirname(output);
  const hasFolder = await stat(folder).then(
    (info) => info.isDirectory(),
    () => false,
  );
  if (!hasFolder) throw new UserError(`${folder}: there is no such folder to write to.`);
}

interface Progress {
  show(counts: ScoreCounts): void;
  end(counts: ScoreCounts): void;
}

/** One line on stderr: rewritten in place on a terminal, a new one every ten seconds elsewhere. */
function createProgress(source: FileSource): Progress {
  const isTerminal = process.stderr.isTTY === true;
  const startMs = performance.now();
  let shownMs = startMs;
  const line = (counts: ScoreCounts) => {
    const perSecond = Math.round((counts.rowsScored * 1000) / Math.max(1, performance.now() - startMs));
    const { rowsRead, rowsScored, rowsRefused } = counts;
    return `${rowsRead} rows read, ${rowsScored} scored, ${rowsRefused} refused, ${perSecond} posts/s`;
  };
  return {
    show(counts) {
      const nowMs = performance.now();
      if (nowMs - shownMs < (isTerminal ? 200 : 10_000)) return;
      shownMs = nowMs;
      const percent = Math.floor(100 * source.shareRead);
      process.stderr.write(
        `${isTerminal ? '\r\x1b[K' : ''}${line(counts)}, ${percent} %${isTerminal ? '' : '\n'}`,
      );
    },
    end(counts) {
      process.stderr.write(`${isTerminal ? '\r\x1b[K' : ''}${line(counts)}\n`);
    },
  };
}

await runCommand(main);
