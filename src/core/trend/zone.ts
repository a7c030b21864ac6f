/** A time zone as the offset of its wall clock from UTC. */
export interface Zone {
  readonly name: string;
  /** Wall clock minus UTC, in milliseconds, at a UTC instant. */
  offsetMs(epochMs: number): number;
}

/** Every zone in use since 1972 changes its offset on a quarter of an hour of UTC, so one look-up serves the slot. */
export const SLOT_MS = 15 * 60_000;

/**
 * A zone by its IANA name (`Europe/Berlin`, `UTC`), daylight-saving changes included.
 * Throws `RangeError` for a name that the platform does not know.
 */
export function createZone(name: string): Zone {
  if (name === 'UTC') return { name, offsetMs: () => 0 };
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const slots = new Map<number, number>();
  return {
    name,
    offsetMs(epochMs) {
      const slot = Math.floor(epochMs / SLOT_MS);
      let offset = slots.get(slot);
      if (offset === undefined) {
        offset = wallClockMs(format, slot * SLOT_MS) - slot * SLOT_MS;
        slots.set(slot, offset);
      }
      return offset;
    },
  };
}

/** The UTC instant at which a zone's wall clock shows a time; of an hour that it shows twice, one of the two. */
export function toUtc(wallMs: number, zone: Zone): number {
  return wallMs - zone.offsetMs(wallMs - zone.offsetMs(wallMs));
}

function wallClockMs(format: Intl.DateTimeFormat, epochMs: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(epochMs)) part[type] = Number(value);
  return Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
}
