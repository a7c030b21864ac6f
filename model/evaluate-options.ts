import { type LabelMap, parseLabelMap } from './evaluate-labels.ts';
import { readArgs } from './read-args.ts';
import { type DomainChoice, readDomain, UserError } from './score-options.ts';

const USAGE =
  'Usage: npm run --silent model:evaluate -- X.csv --text COLUMN --label COLUMN [--map a=negative,b=neutral,...] ' +
  '[--json] [--out FILE.json] [--markdown FILE.md] [--reliability FILE.svg] [--limit N] ' +
  '[--no-header] [--classes 2|3] [--domain auto|two-class|three-class|none]';

/** What `model:evaluate` is asked for. */
export interface EvaluateOptions {
  readonly input: string;
  /** Name of the column or `column_N`; `null` to guess as the app does. */
  readonly text: string | null;
  readonly label: string | null;
  /** What the labels mean; `null` to guess. */
  readonly map: LabelMap | null;
  /** Prints JSON instead of Markdown. */
  readonly json: boolean;
  /** Where to write the JSON, the Markdown; `null` for nowhere. */
  readonly out: string | null;
  readonly markdown: string | null;
  /** Where to write the reliability diagram, an SVG; `null` for nowhere. */
  readonly reliability: string | null;
  /** Rows to evaluate at most. */
  readonly limit: number;
  readonly hasHeader: false | null;
  /** 2 leaves neutral posts out, 3 asks the three-class head; `null` decides by the labels. */
  readonly classes: 2 | 3 | null;
  readonly domain: DomainChoice;
}

/** Reads the arguments after the script. Throws `UserError` with what is wrong and the usage. */
export function parseEvaluateOptions(args: readonly string[]): EvaluateOptions {
  const { values, positionals } = readArgs(args, OPTIONS, usage);
  if (positionals.length !== 1) throw usage(`Name one labelled file, not ${positionals.length}.`);
  const { classes } = values;
  if (classes !== undefined && classes !== '2' && classes !== '3') {
    throw usage(`--classes is 2 or 3, not ${classes}.`);
  }
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit >= 1)) throw usage(`--limit is a number of rows, not ${values.limit}.`);
  return {
    input: positionals[0]!,
    text: values.text ?? null,
    label: values.label ?? null,
    map: values.map === undefined ? null : parseLabelMap(values.map.join(',')),
    json: values.json === true,
    out: values.out ?? null,
    markdown: values.markdown ?? null,
    reliability: values.reliability ?? null,
    limit,
    hasHeader: values['no-header'] === true ? false : null,
    classes: classes === undefined ? null : classes === '2' ? 2 : 3,
    domain: readDomain(values.domain, usage),
  };
}

const OPTIONS = {
  text: { type: 'string' },
  label: { type: 'string' },
  map: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  out: { type: 'string' },
  markdown: { type: 'string' },
  reliability: { type: 'string' },
  limit: { type: 'string' },
  'no-header': { type: 'boolean' },
  classes: { type: 'string' },
  domain: { type: 'string' },
} as const;

function usage(problem: string): UserError {
  return new UserError(`${problem} ${USAGE}`);
}
