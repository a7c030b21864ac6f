import { createZone, toUtc } from '../../core/trend/zone.ts';

/** A UTC instant as a date-and-time field of the browser shows it in a zone: `2019-09-24T14:30`. */
export function toWallTime(epochMs: number, zone: string): string {
  return new Date(epochMs + createZone(zone).offsetMs(epochMs)).toISOString().slice(0, 16);
}

/** The UTC instant behind such a field; null where it is not filled in. */
export function fromWallTime(text: string, zone: string): number | null {
  const wallMs = Date.parse(`${text}Z`);
  return Number.isNaN(wallMs) ? null : toUtc(wallMs, createZone(zone));
}
