const WIDTH = 200;
const HEIGHT = 32;

/** Share of negative posts from the first to the last, 0 to 100 % in height; gaps where nobody posted. */
export function Sparkline({ shares }: { readonly shares: readonly number[] }) {
  if (!shares.some((share) => !Number.isNaN(share))) return <div style={{ height: HEIGHT }} />;
  const x = (i: number): number => (i / Math.max(1, shares.length - 1)) * WIDTH;
  let isDrawing = false;
  const path = shares
    .map((share, i) => {
      if (Number.isNaN(share)) {
        isDrawing = false;
        return '';
      }
      const command = isDrawing ? 'L' : 'M';
      isDrawing = true;
      return `${command}${x(i).toFixed(1)} ${(HEIGHT - 1 - share * (HEIGHT - 2)).toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
      className="w-full text-negative"
      role="img"
      aria-label="Share of negative posts over time"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
