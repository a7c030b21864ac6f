/**
 * `npm run model:export -- --name RUN [--version V] [--weights best.pt] [--limit ROWS]`: makes a trained run the
 * model that the app ships: public/model/V/{manifest.json,weights.bin,vocabulary.txt} and public/model/current.json.
 * The part that needs PyTorch is export.py; PYTHON names another interpreter than python3.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EncoderConfig } from '../src/core/text/config.ts';
import { createEncoder } from '../src/core/text/encoder.ts';
import { type Manifest, manifestSchema } from '../src/engine/manifest.ts';
import { fingerprintEncoder } from '../src/engine/probe-texts.ts';
import { sha256Hex } from '../src/engine/sha256.ts';

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    version: { type: 'string', default: '2026.11-1' },
    weights: { type: 'string', default: 'best.pt' },
    limit: { type: 'string' },
    data: { type: 'string', default: 'model/runs/data' },
    encoder: { type: 'string', default: 'model/configs/encoder.json' },
    out: { type: 'string', default: 'public/model' },
  },
});
if (!values.name) throw new Error('say --name RUN (a folder of model/runs)');

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
  'the battery was fine and the screen was fine, but '.repeat(20),
];

interface PythonResult {
  readonly architecture: Pick<Manifest['architecture'], 'embedding' | 'hidden' | 'attention' | 'dense'>;
  readonly training: Manifest['training'];
  readonly tensors: Manifest['tensors'];
  readonly temperature: number;
  readonly metrics: Manifest['metrics'];
  readonly beforeQuantisation: Manifest['metrics'];
  readonly golden: readonly number[];
}

/** Runs export.py on the golden ids; gives what it measured and the weights as they are shipped. */
function runPython(ids: readonly number[][]): { result: PythonResult; weights: Uint8Array<ArrayBuffer> } {
  const folder = mkdtempSync(join(tmpdir(), 'model-export-'));
  try {
    writeFileSync(join(folder, 'golden-ids.json'), JSON.stringify(ids));
    const limit = values.limit ? ['--limit', values.limit] : [];
    const { name, weights, data } = values;
    const options = ['--name', name!, '--weights', weights, '--data', data, '--out', folder, ...limit];
    execFileSync(process.env.PYTHON ?? 'python3', ['model/export.py', ...options], { stdio: 'inherit' });
    return {
      result: JSON.parse(readFileSync(join(folder, 'export.json'), 'utf8')) as PythonResult,
      weights: new Uint8Array(readFileSync(join(folder, 'weights.bin'))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hashData(): Promise<Record<string, string>> {
  const names = ['train.ids', 'train.offsets', 'train.labels', 'val.ids', 'val.offsets', 'val.labels'];
  const hashes = names.map(async (name) => {
    const bytes = new Uint8Array(readFileSync(join(values.data, name)));
    return [name, await sha256Hex(bytes)] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

async function describeFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Manifest['files'][number]> {
  return { name, bytes: bytes.length, sha256: await sha256Hex(bytes) };
}

const vocabularyBytes = new Uint8Array(readFileSync(join(values.data, 'vocabulary.txt')));
const vocabulary = new TextDecoder().decode(vocabularyBytes).replace(/\n$/u, '').split('\n');
const encoderConfig = JSON.parse(readFileSync(values.encoder, 'utf8')) as EncoderConfig;
const encoder = createEncoder(encoderConfig, vocabulary);
const ids = GOLDEN_TEXTS.map((text) => Array.from(encoder.encode(text)));
const { result, weights } = runPython(ids);

const manifest: Manifest = manifestSchema.parse({
  formatVersion: 1,
  version: values.version,
  architecture: { kind: 'bilstm-attention', vocabulary: vocabulary.length, ...result.architecture },
  encoder: encoderConfig,
  vocabularyFile: 'vocabulary.txt',
  classes: ['Negative', 'Positive'],
  temperature: result.temperature,
  threshold: 0.5,
  training: result.training,
  dataHashes: await hashData(),
  metrics: result.metrics,
  files: [await describeFile('weights.bin', weights), await describeFile('vocabulary.txt', vocabularyBytes)],
  tensors: result.tensors,
  probeFingerprint: await fingerprintEncoder(encoder),
  golden: GOLDEN_TEXTS.map((text, i) => ({ text, ids: ids[i]!, probability: result.golden[i]! })),
});
const folder = join(values.out, values.version);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'weights.bin'), weights);
writeFileSync(join(folder, 'vocabulary.txt'), vocabularyBytes);
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
// Last, so that it never names a model that is not whole.
writeFileSync(join(values.out, 'current.json'), `${JSON.stringify({ version: values.version })}\n`);

const percent = (value: number) => `${(100 * value).toFixed(3)} %`;
console.log(
  `${folder}: ${(weights.length / 1e6).toFixed(2)} MB of weights, temperature ${result.temperature}`,
);
console.log(
  `accuracy on ${result.metrics.rows} posts: ${percent(result.beforeQuantisation.accuracy)} as trained, ` +
    `${percent(result.metrics.accuracy)} as shipped`,
);
