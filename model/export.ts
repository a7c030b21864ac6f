/**
 * `npm run model:export -- --towers RUN,RUN [--ngrams RUN] [--version V] [--weights best.pt] [--limit ROWS]`: makes
 * trained runs the model that the app ships: public/model/V/{manifest.json,weights.bin,*.txt} and current.json.
 * The part that needs PyTorch is export.py; PYTHON names another interpreter than python3.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createEncoder } from '../src/core/text/encoder.ts';
import { type Manifest, manifestSchema } from '../src/engine/manifest.ts';
import { fingerprintEncoders } from '../src/engine/probe-texts.ts';
import { sha256Hex } from '../src/engine/sha256.ts';

const { values } = parseArgs({
  options: {
    towers: { type: 'string', default: 'phrases-mean,pieces-large' },
    ngrams: { type: 'string' },
    version: { type: 'string', default: '2026.11-10' },
    weights: { type: 'string', default: 'best.pt' },
    limit: { type: 'string' },
    data: { type: 'string', default: 'model/runs/data' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    out: { type: 'string', default: 'public/model' },
  },
});
/** Texts whose answers every backend must reproduce: each kind of token, short and long, with and without "not". */
const GOLDEN_TEXTS: readonly string[] = [
  'I love this phone',
  "I don't love this phone",
  'this is good',
  'this is not good',
  'not bad at all',
  'the worst service ever, never again',
  'Thank you so much, you made my day :)',
  'my flight is delayed again :(',
  'soooo haaaappy!!!!!',
  'I HATE MONDAYS',
  '😍😍 best concert ever 🎉',
  'feeling sick 🤒😭',
  '👍🏽',
  '<3',
  '@support your app crashed and I lost everything http://example.com/x',
  '#fail #neveragain',
  '&lt;3 you &amp; your team &quot;rock&quot;',
  '“great”, he said. It wasn’t.',
  'أحب هذا الهاتف',
  'これは最高です',
  '',
  '...',
  '42',
  'good morning everyone, what a day. '.repeat(20),
];

type Copied =
  | 'architecture'
  | 'training'
  | 'tensors'
  | 'dataHashes'
  | 'heads'
  | 'decisionOffsets'
  | 'metrics'
  | 'unsure';

interface PythonResult extends Pick<Manifest, Copied> {
  readonly ternary: NonNullable<Manifest['ternary']>;
  readonly towersAlone: Readonly<Record<string, number>>;
  readonly beforeQuantisation: {
    readonly metrics: Manifest['metrics'];
    readonly ternary: NonNullable<Manifest['ternary']>;
  };
  readonly golden: readonly Pick<Manifest['golden'][number], 'probability' | 'classes'>[];
}

/** Runs export.py on the golden ids; gives what it measured and the weights as they are shipped. */
function runPython(ids: readonly number[][][]): { result: PythonResult; weights: Uint8Array<ArrayBuffer> } {
  const folder = mkdtempSync(join(tmpdir(), 'model-export-'));
  try {
    writeFileSync(join(folder, 'golden-ids.json'), JSON.stringify(ids));
    const { towers, weights, data, limit, ngrams } = values;
    const options = ['--towers', towers, '--weights', weights, '--data', data, '--out', folder];
    if (limit) options.push('--limit', limit);
    if (ngrams) options.push('--ngrams', ngrams);
    execFileSync(process.env.PYTHON ?? 'python3', ['model/export.py', ...options], { stdio: 'inherit' });
    return {
      result: JSON.parse(readFileSync(join(folder, 'export.json'), 'utf8')) as PythonResult,
      weights: new Uint8Array(readFileSync(join(folder, 'weights.bin'))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function describeFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Manifest['files'][number]> {
  return { name, bytes: bytes.length, sha256: await sha256Hex(bytes) };
}

const vocabularyNames = values.towers.split(',').map((run) => {
  const config = JSON.parse(readFileSync(join('model/runs', run, 'config.json'), 'utf8')) as {
    vocabulary: string;
  };
  return `${config.vocabulary}.txt`;
});
const vocabularies = vocabularyNames.map((name) => new Uint8Array(readFileSync(join(values.data, name))));
const encoderConfig = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const encoders = vocabularies.map((bytes) =>
  createEncoder(encoderConfig, new TextDecoder().decode(bytes).replace(/\n$/u, '').split('\n')),
);
const ids = GOLDEN_TEXTS.map((text) => encoders.map((encoder) => Array.from(encoder.encode(text))));
const { result, weights } = runPython(ids);
const { towersAlone, beforeQuantisation, golden, ...described } = result;

const files = new Map([['weights.bin', weights]]);
for (const [i, name] of vocabularyNames.entries()) files.set(name, vocabularies[i]!);
const manifest = manifestSchema.parse({
  formatVersion: 2,
  version: values.version,
  ...described,
  encoder: encoderConfig,
  classes: ['Negative', 'Neutral', 'Positive'],
  threshold: 0.5,
  files: await Promise.all([...files].map(([name, bytes]) => describeFile(name, bytes))),
  probeFingerprint: await fingerprintEncoders(encoders),
  golden: GOLDEN_TEXTS.map((text, i) => ({ text, ids: ids[i]!, ...golden[i]! })),
});
const folder = join(values.out, values.version);
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
// Last, so that it never names a model that is not whole.
writeFileSync(join(values.out, 'current.json'), `${JSON.stringify({ version: values.version })}\n`);

const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
const shrunk = [...files.values()].reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
console.log(`${folder}: ${(shrunk / 1e6).toFixed(2)} MB gzipped`);
for (const [name, accuracy] of Object.entries(towersAlone))
  console.log(`${name} alone: ${percent(accuracy)}`);
for (const [stage, { metrics, ternary }] of [
  ['as trained', beforeQuantisation],
  ['as shipped', result],
] as const)
  console.log(
    `${stage}: accuracy ${percent(metrics.accuracy)}, AUC ${metrics.auc.toFixed(4)}, ECE ${metrics.ece.toFixed(4)} (by chance ${metrics.eceByChance?.toFixed(4)}) on ` +
      `${metrics.rows} posts; macro recall ${percent(ternary.macroRecall)}, ECE ${ternary.ece.toFixed(4)} ` +
      `(by chance ${ternary.eceByChance?.toFixed(4)}) on ${ternary.rows}`,
  );
