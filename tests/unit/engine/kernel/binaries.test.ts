import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BINARIES, writeBinaries } from '../../../build-kernel.ts';

it('the compiled kernels are those of the sources: npm run build:kernel', async () => {
  expect(readFileSync(BINARIES, 'utf8')).toBe(await writeBinaries());
});
