import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { echarts } from './echarts.ts';

interface ChartProps {
  readonly option: EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
  readonly label: string;
  /** Called with the indices of the first and last category that were dragged over. */
  readonly onRange: ((from: number, to: number) => void) | null;
}

/** Leaves marks in the browser's timeline when a chart was drawn: the first time, and the last. */
function markDrawn(): void {
  if (performance.getEntriesByName('undertone:first-chart').length === 0)
    performance.mark('undertone:first-chart');
  performance.clearMarks('undertone:chart');
  performance.mark('undertone:chart');
}

/** An ECharts chart that follows its options and its width; dragging across it selects a range. */
export function Chart({ option, height, label, onRange }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const range = useRef(onRange);
  range.current = onRange;

  useEffect(() => {
    const instance = echarts.init(host.current!, null, { renderer: 'svg' });
    chart.current = instance;
    instance.on('brushEnd', (event) => {
      const [area] = (event as { areas: { coordRange: number[] | number[][] }[] }).areas;
      const bounds = area?.coordRange as [number, number] | undefined;
      instance.dispatchAction({ type: 'brush', areas: [] });
      if (bounds && Number.isFinite(bounds[0])) range.current?.(bounds[0], bounds[1]);
    });
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(host.current!);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
      brush.current = false;
    };
  }, []);

  const isSelectable = onRange !== null;
  const brush = useRef(false);
  useEffect(() => {
    const instance = chart.current;
    if (!instance) return;
    instance.setOption(option, { replaceMerge: ['series', 'xAxis', 'yAxis'] });
    // Without a toolbox button the brush has to be taken up by hand. That draws the chart once more, so not each time.
    if (brush.current !== isSelectable)
      instance.dispatchAction({
        type: 'takeGlobalCursor',
        key: 'brush',
        brushOption: isSelectable ? { brushType: 'lineX', brushMode: 'single' } : { brushType: false },
      });
    brush.current = isSelectable;
    markDrawn();
  }, [option, isSelectable]);

  return <div ref={host} role="img" aria-label={label} style={{ height }} className="w-full" />;
}
