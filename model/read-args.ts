import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Options of a command and what stands between them; what is wrong is told to `fail` in one plain sentence. */
export function readArgs<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  fail: (problem: string) => Error,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    // Node adds hints on further sentences; one plain line is promised.
    const [first] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw fail(`${first}.`);
  }
}
