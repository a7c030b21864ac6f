import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What each layer may import of ours, itself aside. The table of src/ARCHITECTURE.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  storage: ['core'],
  engine: ['core'],
  services: ['core', 'storage', 'engine'],
  rpc: ['core', 'services'],
  app: ['core', 'storage', 'services', 'rpc'],
  ui: ['core', 'app'],
  workers: ['core', 'storage', 'services', 'rpc'],
  model: ['core', 'engine', 'services'],
  main: ['core', 'storage', 'services', 'rpc', 'app', 'ui', 'workers'],
};

/** Packages that only one layer may know, so that each can be replaced there. */
const OWNED_PACKAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@tensorflow\//, ['engine', 'main']],
  [/^dexie/, ['storage']],
  [/^comlink/, ['rpc']],
  [/^(react|react-dom|radix-ui|echarts|@tanstack)(\/|$)/, ['ui', 'main']],
  [/^zustand/, ['app', 'ui']],
  [/^papaparse/, ['services', 'model']],
  [/^node:/, ['model']],
];

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .filter((name) => !name.startsWith(`runs${sep}`))
    .map((name) => join(folder, name));
}

function layerOf(file: string): string {
  const [top, second] = file.split(sep);
  if (top !== 'src') return top!;
  return second === 'main.tsx' ? 'main' : second!;
}

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const specifiers = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map((entry) =>
      readFileSync(join(root, file), 'utf8').slice(
        entry.moduleRequest.start + 1,
        entry.moduleRequest.end - 1,
      ),
    ),
  ];
  return specifiers.map((target) => ({ file, from: layerOf(file), target: target.replace(/\?.*$/, '') }));
}

const imports = ['src', 'workers', 'model'].flatMap(sourceFiles).flatMap(importsOf);
const ours = imports.filter(({ target }) => target.startsWith('.') && !target.endsWith('.css'));
const targetLayer = ({ file, target }: Import): string =>
  layerOf(relative(root, resolve(root, dirname(file), target)));

describe('layers', () => {
  it('are parsed at all', () => {
    expect(ours.length).toBeGreaterThan(100);
    expect(new Set(ours.map(({ from }) => from))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  });

  it('import downward only', () => {
    const wrong = ours.filter((entry) => {
      const to = targetLayer(entry);
      return to !== entry.from && !MAY_IMPORT[entry.from]?.includes(to);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('know a package only where it belongs', () => {
    const wrong = imports.filter(({ from, target }) =>
      OWNED_PACKAGES.some(([pattern, layers]) => pattern.test(target) && !layers.includes(from)),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('name an implementation of the store in composition roots only', () => {
    const wrong = ours.filter(
      ({ from, target }) =>
        /storage\/(dexie|memory|browser-cache)\//.test(target) &&
        !['main', 'workers', 'storage'].includes(from),
    );
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });
});

describe('files', () => {
  it('of workers only wire: 30 lines at most', () => {
    const long = sourceFiles('workers').filter(
      (file) => readFileSync(join(root, file), 'utf8').split('\n').length > 30,
    );
    expect(long).toEqual([]);
  });

  it('of the sources have 300 lines at most', () => {
    const long = ['src', 'workers', 'model']
      .flatMap(sourceFiles)
      .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300);
    expect(long).toEqual([]);
  });

  it('name no foreign address', () => {
    const foreign = ['src', 'workers']
      .flatMap(sourceFiles)
      // Texts that the encoder is probed with; among them is a link.
      .filter((file) => !file.endsWith('probe-texts.ts'))
      .filter((file) => /['"`]https?:\/\/(?!www\.w3\.org)/.test(readFileSync(join(root, file), 'utf8')));
    expect(foreign).toEqual([]);
  });
});
