import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessDateOrder } from '../../../src/core/rows/date-order.ts';
import { parseDate } from '../../../src/core/rows/dates.ts';

const iso = (text: string, order: 'dmy' | 'mdy' | 'ymd' = 'mdy') => {
  const epochMs = parseDate(text, order);
  return Number.isNaN(epochMs) ? null : new Date(epochMs).toISOString();
};

describe('parseDate', () => {
  it.each([
    ['2019-09-01 00:02:02+00:00', '2019-09-01T00:02:02.000Z'],
    ['2019-09-01T00:02:02Z', '2019-09-01T00:02:02.000Z'],
    ['2019-09-01T00:02:02.123456', '2019-09-01T00:02:02.123Z'],
    ['2019-09-01', '2019-09-01T00:00:00.000Z'],
    ['2019-09-01 7:05', '2019-09-01T07:05:00.000Z'],
    ['2019-09-01T00:02:02+0530', '2019-08-31T18:32:02.000Z'],
    ['2015-08-07 09:54:46 -0700', '2015-08-07T16:54:46.000Z'],
    ['Mon Apr 06 22:19:45 PDT 2009', '2009-04-07T05:19:45.000Z'],
    ['Mon Dec 01 19:30:03 +0000 2014', '2014-12-01T19:30:03.000Z'],
    ['Mon, 06 Apr 2009 22:19:45 +0000', '2009-04-06T22:19:45.000Z'],
    ['Mon Apr 06 2009 22:19:45 GMT-0700 (PDT)', '2009-04-07T05:19:45.000Z'],
    ['31-Jul-18', '2018-07-31T00:00:00.000Z'],
    ['1 September 2018', '2018-09-01T00:00:00.000Z'],
    ['Jul 31, 2018', '2018-07-31T00:00:00.000Z'],
    ['July 31st, 2018 2:05 PM', '2018-07-31T14:05:00.000Z'],
    ['7/31/2018 2:05 PM', '2018-07-31T14:05:00.000Z'],
    ['7/31/2018 12:05 AM', '2018-07-31T00:05:00.000Z'],
    ['2018/07/31 14:05', '2018-07-31T14:05:00.000Z'],
    ['20180731', '2018-07-31T00:00:00.000Z'],
    ['1239056385', '2009-04-06T22:19:45.000Z'],
    ['1239056385123', '2009-04-06T22:19:45.123Z'],
    ['29.02.2020', null],
  ])('%s, month first', (text, expected) => expect(iso(text)).toBe(expected));

  it.each([
    ['31/07/2018 14:05', '2018-07-31T14:05:00.000Z'],
    ['29.02.2020', '2020-02-29T00:00:00.000Z'],
    ['03-04-19', '2019-04-03T00:00:00.000Z'],
  ])('%s, day first', (text, expected) => expect(iso(text, 'dmy')).toBe(expected));

  it.each([
    '2019-02-31',
    '2019-02-29',
    '2019-13-01',
    '0000-01-01',
    '9999-01-01',
    '10000-01-01',
    '2019-01-01 25:00',
    '2019-01-01 10:61',
    '2019-01-01T10:00:00+99:00',
    'Mon Apr 06 22:19:45 QQQ 2009',
    '13/13/2013',
    '7/31/2018 13:05 PM',
    'yesterday',
    '5.40E+17',
    '12',
    '',
    'not_relevant',
    'May the 4th be with you',
  ])('%s is none', (text) => {
    expect(iso(text, 'mdy')).toBeNull();
    expect(iso(text, 'dmy')).toBeNull();
  });

  it('reads back what it is given, in every way of writing it', () => {
    const seconds = fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2069, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: -14 * 60, max: 14 * 60 }), (second, offset) => {
        const epochMs = second * 1000;
        for (const { text, order } of writings(epochMs, offset))
          expect([text, parseDate(text, order)]).toEqual([text, epochMs]);
      }),
    );
  });
});

function writings(epochMs: number, offsetMinutes: number) {
  const date = new Date(epochMs);
  const local = new Date(epochMs + offsetMinutes * 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const magnitude = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(magnitude / 60))}:${two(magnitude % 60)}`;
  const [isoDay, isoTime] = [date.toISOString().slice(0, 10), date.toISOString().slice(11, 19)];
  const [year, month, day] = isoDay.split('-') as [string, string, string];
  const hour = date.getUTCHours();
  const twelve = `${hour % 12 || 12}${isoTime.slice(2)} ${hour < 12 ? 'AM' : 'PM'}`;
  const [weekday, , name] = date.toUTCString().replace(',', '').split(' ') as [string, string, string];
  const all: { text: string; order: 'dmy' | 'mdy' | 'ymd' }[] = [
    { text: date.toISOString(), order: 'mdy' },
    { text: date.toUTCString(), order: 'mdy' },
    { text: `${isoDay} ${isoTime}`, order: 'dmy' },
    { text: `${local.toISOString().slice(0, 19)}${offset}`, order: 'ymd' },
    {
      text: `${local.toISOString().slice(0, 19).replace('T', ' ')} ${offset.replace(':', '')}`,
      order: 'ymd',
    },
    { text: `${weekday} ${name} ${day} ${isoTime} +0000 ${year}`, order: 'ymd' },
    { text: `${day}/${month}/${year} ${isoTime}`, order: 'dmy' },
    { text: `${month}/${day}/${year} ${twelve}`, order: 'mdy' },
    { text: `${name} ${day}, ${year} ${twelve}`, order: 'mdy' },
    { text: `${day}-${name}-${year.slice(2)} ${isoTime}`, order: 'mdy' },
  ];
  if (epochMs >= 1e11)
    all.push({ text: String(epochMs / 1000), order: 'mdy' }, { text: String(epochMs), order: 'mdy' });
  return all;
}

describe('guessDateOrder', () => {
  it.each([
    [['03/04/2019', '13/04/2019'], 'dmy'],
    [['03/04/2019', '04/13/2019'], 'mdy'],
    [['2019/04/03', '2019/04/13'], 'ymd'],
    [['01/03/2019', '02/03/2019', '12/03/2019'], 'dmy'],
    [['03/01/2019', '03/02/2019', '03/12/2019'], 'mdy'],
    [['03/03/2019'], 'mdy'],
    [['03.03.2019'], 'dmy'],
    [[], 'mdy'],
  ] as const)('%j: %s', (values, order) => expect(guessDateOrder(values)).toBe(order));
});
