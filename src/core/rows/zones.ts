/**
 * Hours east of UTC of the zone abbreviations that e-mail and Twitter's old format use (RFC 2822 and common
 * use). Ambiguous ones have the meaning of the larger body of posts: CST is Chicago's, IST India's.
 */
const ZONE_HOURS: ReadonlyMap<string, number> = new Map([
  ['Z', 0],
  ['UT', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['EST', -5],
  ['EDT', -4],
  ['CST', -6],
  ['CDT', -5],
  ['MST', -7],
  ['MDT', -6],
  ['PST', -8],
  ['PDT', -7],
  ['AKST', -9],
  ['AKDT', -8],
  ['HST', -10],
  ['WET', 0],
  ['WEST', 1],
  ['BST', 1],
  ['CET', 1],
  ['CEST', 2],
  ['EET', 2],
  ['EEST', 3],
  ['MSK', 3],
  ['IST', 5.5],
  ['JST', 9],
  ['KST', 9],
  ['AEST', 10],
  ['AEDT', 11],
  ['NZST', 12],
  ['NZDT', 13],
]);

/**
 * Minutes east of UTC of an offset (`+02:00`, `-0700`, `+02`) or else an abbreviation; 0 where both are
 * absent, NaN where the zone is unknown or beyond 14 hours.
 */
export function zoneOffsetMinutes(offset: string | undefined, abbreviation: string | undefined): number {
  if (offset !== undefined) {
    const digits = offset.slice(1).replace(':', '');
    const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
    if (minutes > 14 * 60 || Number(digits.slice(2) || 0) > 59) return Number.NaN;
    return offset.startsWith('-') ? -minutes : minutes;
  }
  if (abbreviation === undefined) return 0;
  return (ZONE_HOURS.get(abbreviation.toUpperCase()) ?? Number.NaN) * 60;
}
