import { type CSSProperties, type KeyboardEvent, memo, useId, useRef, useState } from 'react';
import type { Breakdown, GroupCounts, PostFilter } from '../../app/types.ts';
import { netSentiment } from '../../core/stats/intervals.ts';
import { Choice } from '../controls/Choice.tsx';
import { withHourClicked } from '../dataset/filters.ts';
import { formatCounted, formatPoints } from '../format.ts';
import { hoursChart } from '../save/facet-charts.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { hourLabel, WEEKDAYS } from './hour-labels.ts';
import { PanelTitle } from './PanelTitle.tsx';

const COLOR_OPTIONS = [
  { value: 'posts', label: 'posts' },
  { value: 'net', label: 'net sentiment' },
];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -24,
  ArrowDown: 24,
};
/** Net sentiment that is drawn in full colour: beyond it all is strong. */
const STRONG = 0.6;

interface HourGridProps {
  readonly hours: Breakdown['hours'];
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** Hours of the week as a field of cells, the darker the more posts, or coloured by net sentiment; each can be chosen. */
export const HourGrid = memo(function HourGrid({ hours, filter, onFilter }: HourGridProps) {
  const titleId = useId();
  const [color, setColor] = useState('posts');
  const [looked, setLooked] = useState<number | null>(null);
  const [reachable, setReachable] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const { cells, zone } = hours;
  const most = cells.reduce((max, { posts }) => Math.max(max, posts), 1);
  const chosen = filter.hours?.zone === zone ? filter.hours.cells : [];
  const move = (event: KeyboardEvent, cell: number): void => {
    const next = cell + (STEPS[event.key] ?? 0);
    if (next === cell || next < 0 || next >= cells.length) return;
    event.preventDefault();
    setReachable(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <section aria-labelledby={titleId} data-testid="hour-grid" className="min-w-0">
      <PanelTitle
        id={titleId}
        title="Hour by weekday"
        explanation={
          <p>
            Posts by the hour of the week in which they were written, in {zone.replaceAll('_', ' ')}; posts
            without a date are in none. All filters count but the one by hour. Click to see one hour alone;
            with Ctrl, Cmd or Shift it is added. Arrow keys move between the hours.
          </p>
        }
      >
        <Choice label="Colour of the hours" value={color} options={COLOR_OPTIONS} onChange={setColor} />
        <SaveMenu name="by-hour" words={null} chart={hoursChart(hours)} />
      </PanelTitle>
      <div
        ref={grid}
        role="group"
        aria-labelledby={titleId}
        className="grid grid-cols-[2.25rem_repeat(24,minmax(0,1fr))] gap-px text-ink-faint text-xs"
        onPointerLeave={() => setLooked(null)}
      >
        {WEEKDAYS.map(({ short, long }, day) => (
          <div key={long} className="contents">
            <span aria-hidden="true" className="self-center">
              {short}
            </span>
            {HOURS.map((hour) => {
              const cell = 24 * day + hour;
              const group = cells[cell]!;
              return (
                <button
                  key={hour}
                  type="button"
                  data-testid="hour-cell"
                  data-cell={cell}
                  data-posts={group.posts}
                  aria-pressed={chosen.includes(cell)}
                  aria-label={cellWords(cell, group)}
                  tabIndex={cell === reachable ? 0 : -1}
                  className="h-6 rounded-xs border border-transparent bg-sunken hover:border-ink aria-pressed:border-2 aria-pressed:border-accent"
                  style={color === 'posts' ? postsStyle(group.posts / most) : netStyle(group)}
                  onClick={(event) => {
                    setReachable(cell);
                    onFilter(
                      withHourClicked(filter, zone, cell, event.ctrlKey || event.metaKey || event.shiftKey),
                    );
                  }}
                  onKeyDown={(event) => move(event, cell)}
                  onFocus={() => setLooked(cell)}
                  onBlur={() => setLooked(null)}
                  onPointerEnter={() => setLooked(cell)}
                />
              );
            })}
          </div>
        ))}
        <span aria-hidden="true" />
        {HOURS.map((hour) => (
          <span key={hour} aria-hidden="true" className="text-center">
            {hour % 6 === 0 ? hour : ''}
          </span>
        ))}
      </div>
      <p aria-hidden="true" className="mt-1 min-h-4 text-ink-soft text-xs">
        {looked === null ? '' : cellWords(looked, cells[looked]!)}
      </p>
    </section>
  );
});

function netOf({ counts }: GroupCounts): number {
  return netSentiment(counts[0], counts[2], counts[0] + counts[1] + counts[2]).value;
}

function cellWords(cell: number, group: GroupCounts): string {
  const net = netOf(group);
  return `${hourLabel(cell)}: ${formatCounted(group.posts, 'post')}${Number.isNaN(net) ? '' : `, net sentiment ${formatPoints(net)}`}`;
}

function postsStyle(strength: number): CSSProperties {
  // The root spreads the many quiet hours out; an hour with a single post can still be told from an empty one.
  const percent = strength === 0 ? 0 : Math.round(8 + 77 * Math.sqrt(strength));
  return { backgroundColor: `color-mix(in srgb, var(--ink-soft) ${percent}%, var(--sunken))` };
}

function netStyle(group: GroupCounts): CSSProperties {
  const net = netOf(group);
  if (Number.isNaN(net)) return {};
  const percent = Math.round(100 * Math.min(1, Math.abs(net) / STRONG));
  const color = net > 0 ? 'var(--positive)' : 'var(--negative)';
  return { backgroundColor: `color-mix(in srgb, ${color} ${percent}%, var(--sunken))` };
}
