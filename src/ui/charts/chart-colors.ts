/** The palette of the page, as the chart library needs it: resolved colours. */
export interface ChartColors {
  readonly ink: string;
  readonly inkFaint: string;
  readonly line: string;
  readonly ground: string;
  readonly accent: string;
  readonly negative: string;
  readonly neutral: string;
  readonly positive: string;
}

/** Reads the palette of the theme in force from the page's custom properties. */
export function readChartColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: color('ink'),
    inkFaint: color('ink-faint'),
    line: color('line'),
    ground: color('ground'),
    accent: color('accent'),
    negative: color('negative'),
    neutral: color('neutral'),
    positive: color('positive'),
  };
}

/** The light palette, for what is read on paper whatever the theme; a test holds it to `styles.css`. */
export const LIGHT_COLORS: ChartColors = {
  ink: '#17191c',
  inkFaint: '#646d76',
  line: '#dfe3e7',
  ground: '#ffffff',
  accent: '#6d3fc0',
  negative: '#d55e00',
  neutral: '#8a8f98',
  positive: '#0072b2',
};
