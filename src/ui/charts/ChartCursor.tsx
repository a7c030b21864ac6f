import type { EChartsType } from 'echarts/core';
import { type KeyboardEvent, type RefObject, useState } from 'react';

interface ChartCursorProps {
  readonly chart: RefObject<EChartsType | null>;
  /** Categories of the chart. */
  readonly count: number;
  /** Says what is at a category. */
  readonly describe: (index: number) => string;
  /** Called with the first and last of the categories that were marked; null where none can be selected. */
  readonly onRange: ((from: number, to: number) => void) | null;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

/**
 * The way through a chart by keyboard: arrow keys go from category to category and are told what is there, with Shift they
 * mark a stretch, Enter selects it, Esc lets it go. It lies over the chart and lets the pointer through.
 */
export function ChartCursor({ chart, count, describe, onRange }: ChartCursorProps) {
  const [cursor, setCursor] = useState(0);
  const [anchor, setAnchor] = useState<number | null>(null);
  const at = Math.min(cursor, Math.max(0, count - 1));
  if (count === 0) return null;

  const mark = (from: number | null, to: number): void => {
    setAnchor(from);
    const range = from === null ? null : [Math.min(from, to), Math.max(from, to)];
    const areas = range ? [{ brushType: 'lineX', xAxisIndex: 0, coordRange: range }] : [];
    if (onRange) chart.current?.dispatchAction({ type: 'brush', areas });
  };
  const move = (to: number, isMarking: boolean): void => {
    setCursor(to);
    chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: to });
    mark(isMarking ? (anchor ?? at) : null, to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const end = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : null;
    const to = end ?? (step === undefined ? null : Math.max(0, Math.min(count - 1, at + step)));
    if (to !== null) move(to, event.shiftKey);
    else if (event.key === 'Enter' && onRange) {
      const from = anchor ?? at;
      mark(null, at);
      onRange(Math.min(from, at), Math.max(from, at));
    } else if (event.key === 'Escape' && anchor !== null) mark(null, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      data-testid="chart-cursor"
      aria-label={
        onRange
          ? 'Through the chart: arrow keys move, with Shift they mark a stretch, Enter selects it'
          : 'Through the chart: arrow keys move'
      }
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={at + 1}
      aria-valuetext={describe(at)}
      className="pointer-events-none absolute inset-0"
      onKeyDown={onKeyDown}
      onBlur={() => {
        chart.current?.dispatchAction({ type: 'hideTip' });
        if (anchor !== null) mark(null, at);
      }}
    />
  );
}
