import type { AppFigures } from './measure/app.ts';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 360, 64, 48, 24, 24];

/** Seconds by rows, both axes logarithmic, with the line of the same cost for every row, as SVG. */
export function growthPlot(apps: readonly AppFigures[]): string {
  const rows = apps.map((app) => app.rows);
  const seconds = apps.map((app) => app.seconds);
  const x = axis(Math.min(...rows), Math.max(...rows), LEFT, WIDTH - RIGHT);
  const y = axis(Math.min(...seconds), Math.max(...seconds), HEIGHT - BOTTOM, TOP);
  const points = apps.map((app) => [x(app.rows), y(app.seconds)] as const);
  const last = apps.at(-1)!;
  const linear = rows.map((value) => `${x(value)},${y((last.seconds * value) / last.rows)}`).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">
<title>Seconds from drop to done by rows</title>
<rect width="100%" height="100%" fill="#fff"/>
<polyline points="${linear}" fill="none" stroke="#999" stroke-dasharray="4 4"/>
<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="#2563a8" stroke-width="2"/>
${points.map(([px, py], i) => `<circle cx="${px}" cy="${py}" r="4" fill="#2563a8"/><text x="${px}" y="${py - 10}" text-anchor="end">${seconds[i]!.toFixed(1)} s</text><text x="${px}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${rows[i]!.toLocaleString('en')}</text>`).join('\n')}
<text x="${WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">rows (dashed: the cost of a row stays the same)</text>
<text x="16" y="${HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 16 ${HEIGHT / 2})">seconds from drop to done</text>
</svg>
`;
}

/** Place of a value on a logarithmic axis with a tenth to spare at both ends. */
function axis(low: number, high: number, from: number, to: number): (value: number) => number {
  const [least, most] = [Math.log(low), Math.log(high)];
  const spare = 0.1 * Math.max(0.1, most - least);
  return (value) =>
    Math.round(from + ((Math.log(value) - least + spare) / (most - least + 2 * spare)) * (to - from));
}
