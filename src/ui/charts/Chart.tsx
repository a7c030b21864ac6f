import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { ChartCursor } from './ChartCursor.tsx';
import { type ChartDrawer, createChartDrawer } from './chart-drawer.ts';
import { echarts } from './echarts.ts';

interface ChartProps {
  readonly option: EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
  readonly label: string;
  /** Categories, and what is at each, for those who go through them by keyboard. */
  readonly count: number;
  readonly describe: (index: number) => string;
  /** Called with the indices of the first and last category that were dragged over or marked. */
  readonly onRange: ((from: number, to: number) => void) | null;
}

/** An ECharts chart that follows its options and its width; dragging across it selects a range, as arrow keys do. */
export function Chart({ option, height, label, count, describe, onRange }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawer = useRef<ChartDrawer | null>(null);
  const chart = useRef<EChartsType | null>(null);
  const range = useRef(onRange);
  range.current = onRange;

  useEffect(() => {
    const instance = echarts.init(host.current!, null, { renderer: 'svg' });
    drawer.current = createChartDrawer(instance);
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
      drawer.current?.stop();
      drawer.current = null;
      chart.current = null;
      instance.dispose();
    };
  }, []);

  const isSelectable = onRange !== null;
  useEffect(() => drawer.current?.draw(option, isSelectable), [option, isSelectable]);

  return (
    <div className="relative">
      <div ref={host} role="img" aria-label={label} style={{ height }} className="w-full" />
      <ChartCursor chart={chart} count={count} describe={describe} onRange={onRange} />
    </div>
  );
}
