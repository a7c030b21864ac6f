/** Delimiters that are looked for, in the order that decides a draw. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Records of the head of a file as they come out under one delimiter. */
export interface DelimiterTrial {
  readonly delimiter: Delimiter;
  readonly records: readonly (readonly string[])[];
}

/**
 * The delimiter under which the records agree best on their number of fields. Where none splits them (one
 * column), the one that leaves most records whole, so that commas inside the posts do not cut them.
 */
export function chooseDelimiter(trials: readonly DelimiterTrial[]): Delimiter {
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const { delimiter, records } of trials) {
    const score = agreement(records);
    if (score > 0 && (best === null || score > best.score + 1e-9)) best = { delimiter, score };
  }
  return best?.delimiter ?? mostWhole(trials);
}

/** Most frequent number of fields; the larger where two are equally frequent; 0 without records. */
export function usualFieldCount(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let usual = 0;
  for (const [fields, times] of counts) {
    const best = counts.get(usual) ?? 0;
    if (times > best || (times === best && fields > usual)) usual = fields;
  }
  return usual;
}

// Agreement must be broad, since prose splits at commas too; the first record is most often the header and
// prose is rarely in it, so that its dissent counts double.
function agreement(records: readonly (readonly string[])[]): number {
  const usual = usualFieldCount(records);
  if (usual < 2) return 0;
  const share = records.filter((record) => record.length === usual).length / records.length;
  if (share < 0.6) return 0;
  const first = records[0]!.length;
  const headAgrees = first === usual || (first > 1 && Math.abs(first - usual) <= 1);
  return share * (headAgrees ? 1 : 0.5) + Math.min(usual, 50) * 0.002;
}

function mostWhole(trials: readonly DelimiterTrial[]): Delimiter {
  let best: Delimiter = ',';
  let bestShare = -1;
  for (const { delimiter, records } of trials) {
    const whole = records.filter((record) => record.length === 1).length / Math.max(1, records.length);
    if (whole > bestShare + 1e-9) {
      best = delimiter;
      bestShare = whole;
    }
  }
  return best;
}
