import { UserError } from './score-options.ts';

/**
 * Runs a command with the arguments after the script. An error becomes text on stderr and an exit code: 1 for what the
 * person can put right, in one line; 2 for a broken program.
 */
export async function runCommand(main: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    const [text, exitCode] = describeError(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
}

function describeError(error: unknown): readonly [text: string, exitCode: number] {
  if (error instanceof UserError) return [error.message, 1];
  if (error instanceof Error && 'syscall' in error) return [`The system says: ${error.message}.`, 1];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error), 2];
}
