/** An undirected weighted graph: the neighbours of `node` are at `starts[node]..starts[node + 1]`, each edge twice. */
export interface Graph {
  readonly starts: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly weights: Float64Array;
  /** Weight of each node's edge to itself, counted twice as in the degree. */
  readonly loops: Float64Array;
}

/**
 * Communities by modularity, the Louvain method (Blondel, Guillaume, Lambiotte & Lefebvre 2008, J. Stat. Mech. P10008)
 * with a resolution (Reichardt & Bornholdt 2006). Nodes are taken in order and ties go to the lowest number, so the same
 * graph gives the same communities. Communities are numbered from 0 in the order of their first node.
 */
export function findCommunities(graph: Graph, resolution: number): Uint32Array {
  const nodes = graph.loops.length;
  let level = graph;
  let result = Uint32Array.from({ length: nodes }, (_, node) => node);
  for (;;) {
    const moved = numbered(moveNodes(level, resolution));
    const isDone = moved.count === level.loops.length;
    result = result.map((community) => moved.of[community]!);
    if (isDone) return result;
    level = merged(level, moved.of, moved.count);
  }
}

// A gain below it is rounding.
const LEAST_GAIN = 1e-10;

/** Moves single nodes to the community of a neighbour as long as modularity grows. */
function moveNodes({ starts, neighbours, weights, loops }: Graph, resolution: number): Uint32Array {
  const nodes = loops.length;
  const community = Uint32Array.from({ length: nodes }, (_, node) => node);
  const degrees = Float64Array.from(loops);
  for (let node = 0; node < nodes; node++)
    for (let at = starts[node]!; at < starts[node + 1]!; at++) degrees[node]! += weights[at]!;
  const totals = Float64Array.from(degrees);
  const whole = degrees.reduce((sum, degree) => sum + degree, 0);
  if (whole === 0) return community;
  const links = new Float64Array(nodes);
  const touched: number[] = [];
  let hasMoved = true;
  while (hasMoved) {
    hasMoved = false;
    for (let node = 0; node < nodes; node++) {
      const own = community[node]!;
      touched.length = 0;
      touched.push(own);
      for (let at = starts[node]!; at < starts[node + 1]!; at++) {
        const of = community[neighbours[at]!]!;
        if (links[of] === 0 && of !== own) touched.push(of);
        links[of]! += weights[at]!;
      }
      totals[own]! -= degrees[node]!;
      const share = (resolution * degrees[node]!) / whole;
      let best = own;
      let most = links[own]! - share * totals[own]!;
      for (const of of touched) {
        const gain = links[of]! - share * totals[of]!;
        if (gain > most + LEAST_GAIN || (gain > most - LEAST_GAIN && of < best && best !== own)) {
          best = of;
          most = gain;
        }
      }
      for (const of of touched) links[of] = 0;
      totals[best]! += degrees[node]!;
      if (best === own) continue;
      community[node] = best;
      hasMoved = true;
    }
  }
  return community;
}

function numbered(community: Uint32Array): { readonly of: Uint32Array; readonly count: number } {
  const numbers = new Map<number, number>();
  const of = community.map((name) => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
  return { of, count: numbers.size };
}

/** The graph whose nodes are the communities of another. */
function merged({ starts, neighbours, weights, loops }: Graph, of: Uint32Array, count: number): Graph {
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  const newLoops = new Float64Array(count);
  for (let node = 0; node < loops.length; node++) {
    const own = of[node]!;
    newLoops[own]! += loops[node]!;
    for (let at = starts[node]!; at < starts[node + 1]!; at++) {
      const other = of[neighbours[at]!]!;
      if (other === own) newLoops[own]! += weights[at]!;
      else rows[own]!.set(other, (rows[own]!.get(other) ?? 0) + weights[at]!);
    }
  }
  return graphOf(rows, newLoops);
}

/** A graph from the neighbours of each node and their weights. */
export function graphOf(rows: readonly ReadonlyMap<number, number>[], loops: Float64Array): Graph {
  const edges = rows.reduce((sum, row) => sum + row.size, 0);
  const starts = new Uint32Array(rows.length + 1);
  const neighbours = new Uint32Array(edges);
  const weights = new Float64Array(edges);
  let at = 0;
  for (const [node, row] of rows.entries()) {
    for (const [other, weight] of [...row].sort(([a], [b]) => a - b)) {
      neighbours[at] = other;
      weights[at++] = weight;
    }
    starts[node + 1] = at;
  }
  return { starts, neighbours, weights, loops };
}
