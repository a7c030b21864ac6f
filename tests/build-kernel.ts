/** `npm run build:kernel`: compiles src/engine/kernel/assembly and writes both builds into binaries.ts beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const FOLDER = fileURLToPath(new URL('../src/engine/kernel/', import.meta.url));
/** The module that holds the compiled kernels. */
export const BINARIES = join(FOLDER, 'binaries.ts');

/** The bytes of one build. The compiler gives the same for the same sources. */
async function compile(features: readonly string[]): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const options = ['-O3', '--runtime', 'stub', '--noAssert', '--initialMemory', '1'];
  const { error, stderr } = await asc.main(['index.ts', '--outFile', 'kernel.wasm', ...options, ...enabled], {
    readFile: (name, baseDir) => readSource(join(baseDir, name)),
    writeFile: (_, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => null,
  });
  if (error || !binary) throw new Error(`the kernel does not compile: ${stderr}`, { cause: error });
  return binary;
}

function readSource(name: string): string | null {
  try {
    return readFileSync(join(FOLDER, 'assembly', name), 'utf8');
  } catch {
    // The compiler asks for names that may be.
    return null;
  }
}

/** The source of `binaries.ts`. */
export async function writeBinaries(): Promise<string> {
  const [simd, relaxed] = [await compile(['simd']), await compile(['simd', 'relaxed-simd'])];
  const constant = (name: string, bytes: Uint8Array) =>
    `export const ${name} =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
  return [
    '// Written by `npm run build:kernel` from assembly/. WebAssembly in base64: it needs no request and loads in every realm.\n',
    `/** Uses the SIMD of WebAssembly 2.0. */\n${constant('SIMD', simd)}`,
    `/** Uses relaxed SIMD, too: multiply and add in one step. */\n${constant('RELAXED_SIMD', relaxed)}`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(BINARIES, await writeBinaries());
