/** A stretch of a text that is left in or out as one: UTF-16 offsets, `end` exclusive. */
export interface Unit {
  readonly start: number;
  readonly end: number;
}

/**
 * The units of a text: maximal runs of characters other than white space, in order. Of a text longer than
 * `2 * halfCharacters` only those within its first and last half are given, as the encoder reads no others.
 */
export function cutUnits(text: string, halfCharacters: number): Unit[] {
  if (text.length <= 2 * halfCharacters) return unitsWithin(text, 0, text.length);
  return [
    ...unitsWithin(text, 0, halfCharacters),
    ...unitsWithin(text, text.length - halfCharacters, text.length),
  ];
}

function unitsWithin(text: string, start: number, end: number): Unit[] {
  return Array.from(text.slice(start, end).matchAll(/\S+/gu), ({ 0: run, index }) => ({
    start: start + index,
    end: start + index + run.length,
  }));
}

/** At most `most` units of neighbours that were as even in number as can be; the same units where they are few. */
export function groupUnits(units: readonly Unit[], most: number): Unit[] {
  const groups = Math.min(units.length, most);
  const place = (group: number): number => Math.floor((group * units.length) / groups);
  return Array.from({ length: groups }, (_, group) => ({
    start: units[place(group)]!.start,
    end: units[place(group + 1) - 1]!.end,
  }));
}
