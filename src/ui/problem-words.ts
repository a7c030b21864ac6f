import type { FileProblem } from '../app/types.ts';
import { problemText } from '../core/rows/problems.ts';

/** Why a file was not taken, with its name. */
export function problemWords(fileName: string, problem: FileProblem): string {
  return `${fileName}: ${problemText(problem)}`;
}
