import { SLOT_MS } from '../../core/trend/zone.ts';
import type { DatasetColumns } from './columns.ts';
import { zoneOf } from './trend-query.ts';

export const HOURS_A_WEEK = 7 * 24;
/** Of a row without a readable date. */
export const NO_CELL = 255;

const HOUR_MS = 3_600_000;
// 1970-01-01 was a Thursday; weeks begin on Monday.
const MONDAY_HOURS = 3 * 24;

/** Hours of the week by row in a zone: 24 * weekday + hour, Monday 0; `NO_CELL` without a date. */
export type HourCells = (zone: string) => Uint8Array;

/** Remembers the cells of the zone asked for last, a byte a row; rows that are new are added to them. */
export function createHourCells(columns: DatasetColumns): HourCells {
  let zone = '';
  let cells = new Uint8Array(0);
  let done = 0;
  return (name) => {
    if (name !== zone) done = 0;
    zone = name;
    if (cells.length < columns.rows) {
      const more = new Uint8Array(columns.epochMs.length);
      more.set(cells);
      cells = more;
    }
    fillCells(columns, name, cells, done);
    done = columns.rows;
    return cells;
  };
}

function fillCells({ epochMs, rows }: DatasetColumns, name: string, cells: Uint8Array, from: number): void {
  const zone = zoneOf(name);
  // Posts come mostly in time order: the last offset usually serves the next row too.
  let slot = Number.NaN;
  let offset = 0;
  for (let row = from; row < rows; row++) {
    const time = epochMs[row]!;
    if (Number.isNaN(time)) {
      cells[row] = NO_CELL;
      continue;
    }
    const slotOfRow = Math.floor(time / SLOT_MS);
    if (slotOfRow !== slot) {
      slot = slotOfRow;
      offset = zone.offsetMs(time);
    }
    const hour = (Math.floor((time + offset) / HOUR_MS) + MONDAY_HOURS) % HOURS_A_WEEK;
    cells[row] = hour < 0 ? hour + HOURS_A_WEEK : hour;
  }
}
