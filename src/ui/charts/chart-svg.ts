import type { EChartsCoreOption } from 'echarts/core';
import { echarts } from './echarts.ts';

/** Pixels. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Draws a chart as SVG text, on no page. */
export function chartSvg(option: EChartsCoreOption, size: ChartSize): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ ...option, tooltip: { show: false }, brush: undefined });
    return withoutHover(chart.renderToSVGString({ useViewBox: true }));
  } finally {
    chart.dispose();
  }
}

/** A saved drawing does not answer to a pointer; the library's rules for that would make it look as if. */
function withoutHover(svg: string): string {
  return svg.replaceAll(/<style[^>]*>.*?<\/style>/gsu, '');
}

/** The SVG as PNG, `scale` pixels for each of its own. Throws where the browser cannot draw it. */
export async function svgToPng(svg: string, { width, height }: ChartSize, scale: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the browser made no picture');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
