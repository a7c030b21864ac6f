/**
 * `npm run model:counterfactuals [-- --json] [--out FILE.json] [--markdown FILE.md]`: scores sentences in which only
 * a name, a pronoun, a word for a group or a mark of dialect differs, by the shipped model, and says how far the
 * answers differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Scores, SENTIMENTS } from '../src/core/scores/types.ts';
import { measureContrast, type TextAnswer } from './counterfactual-measure.ts';
import { type Counterfactuals, toJson, toMarkdown } from './counterfactual-report.ts';
import { type Contrast, readContrasts } from './counterfactual-texts.ts';
import { openScorer } from './score-engine.ts';
import { UserError } from './score-options.ts';

const SOURCE = new URL('./configs/counterfactuals.json', import.meta.url);
const USAGE = 'Usage: npm run model:counterfactuals [-- --json] [--out FILE.json] [--markdown FILE.md]';

async function main(args: readonly string[]): Promise<void> {
  const { json, out, markdown } = readArgs(args);
  const found = await measureAll(readContrasts(JSON.parse(readFileSync(SOURCE, 'utf8'))));
  if (out !== undefined) writeFileSync(out, `${toJson(found)}\n`);
  if (markdown !== undefined) writeFileSync(markdown, `${toMarkdown(found)}\n`);
  console.log(json ? toJson(found) : toMarkdown(found));
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, out: { type: 'string' }, markdown: { type: 'string' } },
    }).values;
  } catch (error) {
    // Node adds hints on further sentences; one plain line is promised.
    const [first] = (error as Error).message.split(/\. |\n/);
    throw new UserError(`${first}. ${USAGE}`);
  }
}

async function measureAll(contrasts: readonly Contrast[]): Promise<Counterfactuals> {
  const texts = [...new Set(contrasts.flatMap(({ sentences }) => sentences.flatMap((s) => s.texts.flat())))];
  const scorer = await openScorer(null);
  try {
    const answers = answersOf(texts, await scorer.scoreTexts(texts, null));
    return {
      version: scorer.manifest.version,
      contrasts: contrasts.map((contrast) => measureContrast(contrast, (text) => answers.get(text)!)),
    };
  } finally {
    scorer.close();
  }
}

function answersOf(texts: readonly string[], { label, probability, classes }: Scores) {
  return new Map<string, TextAnswer>(
    texts.map((text, i) => {
      // A model of two classes gives Neutral no chance.
      const net = classes.length > 0 ? classes[3 * i + 2]! - classes[3 * i]! : 2 * probability[i]! - 1;
      return [text, { label: SENTIMENTS[label[i]!]!, net }];
    }),
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isPlain = error instanceof UserError || (error instanceof Error && 'syscall' in error);
  process.stderr.write(`${isPlain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = isPlain ? 1 : 2;
}
