import { memo, useEffect, useMemo, useState } from 'react';
import { datasetModel } from '../../app/dataset-model.ts';
import type { Look } from '../../app/look.ts';
import type { PostFilter, SpikeEvent, Trend } from '../../app/types.ts';
import { netSentiment } from '../../core/stats/intervals.ts';
import { useAppState } from '../app-context.tsx';
import { Chart } from '../charts/Chart.tsx';
import { type ChartColors, readChartColors } from '../charts/chart-colors.ts';
import { EventMarks } from '../events/EventMarks.tsx';
import { formatCounted, formatPoints } from '../format.ts';
import { placeNotes } from '../notes/place-notes.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { trendChart } from '../save/trend-chart.ts';
import { useEmptyWords } from '../use-empty-words.ts';
import { bucketLabels } from './bucket-labels.ts';
import { chartLabel, chartNote } from './chart-words.ts';
import { LookChoices } from './LookChoices.tsx';
import { TrendTable } from './TrendTable.tsx';
import { errorsShown } from './trend-lines.ts';
import { FREE_ROW_PX, PLOT_INSET_PX, toTrendOption } from './trend-option.ts';
import { ZoneChoice } from './ZoneChoice.tsx';

const HEIGHT_PX = 380;

interface TrendPanelProps {
  readonly trend: Trend | null;
  readonly isCurrent: boolean;
  /** Marked where they lie in the chart. */
  readonly events: readonly SpikeEvent[];
  readonly filter: PostFilter;
  /** Posts in the totals that have no place on the time axis. */
  readonly undated: number;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** A stretch of the time axis was selected, UTC milliseconds, end exclusive. */
  readonly onRange: (fromMs: number, toMs: number) => void;
}

/** Sentiment and volume over time: the chart, its bucket size and zone, and the same as a table. */
export const TrendPanel = memo(function TrendPanel({
  trend,
  isCurrent,
  events,
  filter,
  undated,
  look,
  onLook,
  onRange,
}: TrendPanelProps) {
  const colors = useChartColors();
  const emptyWords = useEmptyWords(filter);
  const labels = useMemo(() => (trend ? bucketLabels(trend) : []), [trend]);
  const errors = useAppState(datasetModel)?.answerErrors ?? null;
  const notes = useAppState((state) => state.notes);
  const option = useMemo(
    () =>
      trend ? toTrendOption({ trend, look, errors, labels, notes: placeNotes(trend, notes) }, colors) : null,
    [trend, look, errors, labels, notes, colors],
  );
  const isTime = trend?.axis === 'time';
  const selectBuckets = (from: number, to: number): void => {
    if (!trend) return;
    const last = trend.boundsUtc.length - 1;
    const fromMs = trend.boundsUtc[Math.max(0, from)];
    const toMs = trend.boundsUtc[Math.min(last, to + 1)];
    if (fromMs !== undefined && toMs !== undefined && fromMs < toMs) onRange(fromMs, toMs);
  };

  return (
    <section aria-labelledby="trend-title" data-testid="trend-chart" data-current={isCurrent}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="trend-title" className="mr-auto font-semibold text-base">
          {trend?.axis === 'order' ? 'Sentiment in the order of the file' : 'Sentiment and volume over time'}
        </h2>
        {isTime && <ZoneChoice />}
        {option && trend && trend.counts.length > 0 && (
          <SaveMenu
            name="trend"
            words="Save chart"
            chart={trendChart(option, colors.ground, trend, look.smoothing)}
          />
        )}
      </div>
      {trend && trend.counts.length > 0 && (
        <div className="mb-2 flex flex-wrap gap-2">
          <LookChoices trend={trend} look={look} onLook={onLook} hasErrors={errors !== null} />
        </div>
      )}
      {option && trend && trend.counts.length > 0 ? (
        <div className="relative">
          <Chart
            option={option}
            height={HEIGHT_PX}
            label={chartLabel(look)}
            count={trend.counts.length}
            describe={(index) => bucketDescription(trend, labels, index)}
            onRange={isTime ? selectBuckets : null}
          />
          <EventMarks
            trend={trend}
            events={events}
            inset={PLOT_INSET_PX}
            top={FREE_ROW_PX}
            onRange={onRange}
          />
        </div>
      ) : (
        <div style={{ height: HEIGHT_PX }} className="grid place-items-center text-ink-soft">
          {trend && emptyWords}
        </div>
      )}
      <p className="text-ink-faint text-xs">
        {chartNote(look, errorsShown({ look, errors }) !== null)}
        {isTime && ' Drag across the chart to select a time; arrow keys with Shift, then Enter, do the same.'}
        {trend?.axis === 'order' && ' This file has no readable dates, so posts are grouped in file order.'}
        {trend && notShownWords(trend.outside, undated)}
      </p>
      {trend && trend.counts.length > 0 && <TrendTable trend={trend} labels={labels} />}
    </section>
  );
});

/** A bucket in words, for those who go through the chart by keyboard. */
function bucketDescription({ counts }: Trend, labels: readonly string[], index: number): string {
  const [negative, neutral, positive] = counts[index] ?? [0, 0, 0];
  const posts = negative + neutral + positive;
  const { value } = netSentiment(negative, positive, posts);
  return `${labels[index] ?? ''}: ${formatCounted(posts, 'post')}${posts === 0 ? '' : `, net sentiment ${formatPoints(value)}`}`;
}

/** Which of the counted posts the chart leaves out; '' where it has them all. */
function notShownWords(outside: number, undated: number): string {
  const reasons = [
    outside > 0 ? `${formatCounted(outside, 'post')} dated far from all others` : '',
    undated > 0 ? `${formatCounted(undated, 'post')} without a readable date` : '',
  ].filter((reason) => reason !== '');
  return reasons.length === 0 ? '' : ` Not in the chart: ${reasons.join(' and ')}.`;
}

/** The palette, read again when the theme changes. */
function useChartColors(): ChartColors {
  const [colors, setColors] = useState(readChartColors);
  useEffect(() => {
    const observer = new MutationObserver(() => setColors(readChartColors()));
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, []);
  return colors;
}
