/**
 * `npm run model:experiments [-- --run ROWS-EPOCHS]`: writes model/EXPERIMENTS.md from what model:compare and
 * model:compare-speed left in model/runs/compare, by default from the run of most rows.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { currentSchema, manifestSchema } from '../src/engine/manifest.ts';
import { resultSchema, speedsSchema, titlesSchema, toMarkdown } from './experiments-report.ts';

const FOLDER = 'model/runs/compare';
const MODELS = 'public/model';

const { values } = parseArgs({ options: { run: { type: 'string' } } });

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

function largestRun(): string {
  const runs = readdirSync(FOLDER).filter((name) => /^\d+-\d+$/.test(name));
  const [largest] = runs.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
  if (!largest) throw new Error('there is nothing to report: run model:compare');
  return largest;
}

const run = join(FOLDER, values.run ?? largestRun());
const titles = titlesSchema.parse(readJson(run, 'contestants.json'));
const results = Object.keys(titles)
  .map((name) => `${name}.json`)
  .filter((file) => existsSync(join(run, file)))
  .map((file) => resultSchema.parse(readJson(run, file)));
const speeds = existsSync(join(FOLDER, 'speed.json'))
  ? speedsSchema.parse(readJson(FOLDER, 'speed.json'))
  : null;
const { version } = currentSchema.parse(readJson(MODELS, 'current.json'));
const shipped = manifestSchema.parse(readJson(MODELS, version, 'manifest.json'));
const notes = readFileSync('model/experiments-notes.md', 'utf8');
writeFileSync('model/EXPERIMENTS.md', toMarkdown({ titles, results, speeds, shipped, notes }));
console.log(
  `model/EXPERIMENTS.md: ${results.length} of ${Object.keys(titles).length} contestants of ${run}, and ${version}`,
);
