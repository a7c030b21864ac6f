import type { EChartsCoreOption, EChartsType } from 'echarts/core';

const MERGE = { replaceMerge: ['series', 'xAxis', 'yAxis'] };
const SERIES_PER_STEP = 2;
/** What the first steps draw: nothing, then axes. After them comes all but the series. */
const FIRST_PARTS: readonly (readonly string[])[] = [[], ['textStyle', 'grid', 'xAxis', 'yAxis']];

/** Puts options on a chart. */
export interface ChartDrawer {
  /** `isSelectable`: dragging across the chart selects a range. */
  draw(option: EChartsCoreOption, isSelectable: boolean): void;
  /** Nothing is drawn after it. */
  stop(): void;
}

/**
 * Draws at once, but for the first time: the code of the chart library is cold then, and all of it takes a quarter of a
 * second on a slow machine, in which the page would not answer. So the axes come first, then what lies around them, then
 * the series a few at a time, each in a task of its own.
 */
export function createChartDrawer(chart: EChartsType): ChartDrawer {
  let latest: { readonly option: EChartsCoreOption; readonly isSelectable: boolean } | null = null;
  let partsShown = 0;
  let seriesShown = 0;
  let isComplete = false;
  let hasBrush = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Without a toolbox button the brush has to be taken up by hand. That draws the chart once more, so not each time.
  function takeBrush(): void {
    if (!latest || hasBrush === latest.isSelectable) return;
    hasBrush = latest.isSelectable;
    chart.dispatchAction({
      type: 'takeGlobalCursor',
      key: 'brush',
      brushOption: hasBrush ? { brushType: 'lineX', brushMode: 'single' } : { brushType: false },
    });
  }

  function step(): void {
    const option = latest?.option ?? {};
    const part = FIRST_PARTS[partsShown++];
    if (part) {
      const named = part.filter((name) => name in option).map((name) => [name, option[name]]);
      chart.setOption(Object.fromEntries(named) as EChartsCoreOption);
      timer = setTimeout(step);
      return;
    }
    const series = Array.isArray(option.series) ? option.series : [];
    chart.setOption({ ...option, series: series.slice(0, seriesShown) }, MERGE);
    isComplete = seriesShown >= series.length;
    seriesShown += SERIES_PER_STEP;
    if (isComplete) markDrawn();
    timer = setTimeout(isComplete ? takeBrush : step);
  }

  return {
    draw(option, isSelectable) {
      const isFirst = latest === null;
      latest = { option, isSelectable };
      // Not within the task that mounts the page, which is long enough.
      if (isFirst) timer = setTimeout(step);
      if (!isComplete) return;
      chart.setOption(option, MERGE);
      takeBrush();
      markDrawn();
    },
    stop: () => clearTimeout(timer),
  };
}

/** Leaves marks in the browser's timeline when a chart was drawn: the first time, and the last. */
function markDrawn(): void {
  if (performance.getEntriesByName('undertone:first-chart').length === 0)
    performance.mark('undertone:first-chart');
  performance.clearMarks('undertone:chart');
  performance.mark('undertone:chart');
}
