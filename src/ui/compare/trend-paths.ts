/** Where a bucket's value and its interval are drawn. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a small chart draws, as SVG paths. */
export interface TrendPaths {
  readonly lines: string;
  readonly bands: string;
  /** Places between gaps, to which no line leads. */
  readonly points: readonly Place[];
}

/** Lines and bands through the places; where one is missing they are cut. */
export function linePath(places: readonly (Place | null)[]): TrendPaths {
  const runs: Place[][] = [[]];
  for (const place of places)
    if (place) runs.at(-1)!.push(place);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  const long = runs.filter((run) => run.length > 1);
  const at = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;
  return {
    lines: long.map((run) => `M${run.map(({ x, y }) => at(x, y)).join('L')}`).join(''),
    bands: long
      .map((run) => {
        const there = run.map(({ x, top }) => at(x, top));
        const back = run.toReversed().map(({ x, bottom }) => at(x, bottom));
        return `M${[...there, ...back].join('L')}Z`;
      })
      .join(''),
    points: runs.filter((run) => run.length === 1).map((run) => run[0]!),
  };
}
