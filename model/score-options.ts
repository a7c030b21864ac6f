import { DOMAINS, type Domain } from '../src/core/scores/domain.ts';
import { readArgs } from './read-args.ts';

/** Whose P(positive): as posts of a domain are labelled, as the file's beginning tells, or of each post by itself. */
export type DomainChoice = Domain | 'auto' | 'none';

const USAGE =
  'Usage: npm run --silent score -- IN.csv --out OUT.csv [--text COLUMN] [--no-header] [--classes 2|3] ' +
  '[--domain auto|two-class|three-class|none]';

/** Something the person at the terminal can put right; its message is the one line they see. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UserError';
  }
}

/** What the command line asks for. */
export interface ScoreOptions {
  readonly input: string;
  readonly output: string;
  /** Name of the text column or `column_N`; `null` to guess as the app does. */
  readonly text: string | null;
  /** `false` where the person says that there is no header, `null` to guess. */
  readonly hasHeader: false | null;
  /** 2 leaves Neutral out, 3 asks for it; `null` takes what the model has. */
  readonly classes: 2 | 3 | null;
  readonly domain: DomainChoice;
}

/** Reads the arguments after the script. Throws `UserError` with what is wrong and the usage. */
export function parseOptions(args: readonly string[]): ScoreOptions {
  const { values, positionals } = readArgs(args, OPTIONS, usage);
  if (positionals.length !== 1) throw usage(`Name one input file, not ${positionals.length}.`);
  if (values.out === undefined || values.out === '') throw usage('Say where to write with --out.');
  if (values.out.endsWith('.gz')) throw usage('The output is plain CSV: name it without .gz.');
  const { classes } = values;
  if (classes !== undefined && classes !== '2' && classes !== '3') {
    throw usage(`--classes is 2 or 3, not ${classes}.`);
  }
  return {
    input: positionals[0]!,
    output: values.out,
    text: values.text ?? null,
    hasHeader: values['no-header'] === true ? false : null,
    classes: classes === undefined ? null : classes === '2' ? 2 : 3,
    domain: readDomain(values.domain, usage),
  };
}

/** Reads `--domain`. Throws what `usage` makes of a wrong one. */
export function readDomain(value: string | undefined, usage: (problem: string) => UserError): DomainChoice {
  const found = DOMAIN_CHOICES.find((choice) => choice === (value ?? 'auto'));
  if (found === undefined) throw usage(`--domain is ${DOMAIN_CHOICES.join(', ')}, not ${value}.`);
  return found;
}

const DOMAIN_CHOICES: readonly DomainChoice[] = ['auto', ...DOMAINS, 'none'];

const OPTIONS = {
  out: { type: 'string' },
  text: { type: 'string' },
  'no-header': { type: 'boolean' },
  classes: { type: 'string' },
  domain: { type: 'string' },
} as const;

function usage(problem: string): UserError {
  return new UserError(`${problem} ${USAGE}`);
}
