import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommunities, type Graph, graphOf } from '../../../src/core/topics/communities.ts';

type Edge = readonly [number, number, number];

function graph(nodes: number, edges: readonly Edge[]): Graph {
  const rows = Array.from({ length: nodes }, () => new Map<number, number>());
  for (const [a, b, weight] of edges) {
    if (a === b) continue;
    rows[a]!.set(b, weight);
    rows[b]!.set(a, weight);
  }
  return graphOf(rows, new Float64Array(nodes));
}

/** Newman's modularity with a resolution, straight from its definition. */
function modularity({ starts, neighbours, weights }: Graph, of: Uint32Array, resolution: number): number {
  const degrees = Array.from(of, (_, node) =>
    weights.subarray(starts[node]!, starts[node + 1]!).reduce((sum, weight) => sum + weight, 0),
  );
  const whole = degrees.reduce((sum, degree) => sum + degree, 0);
  let sum = 0;
  for (let node = 0; node < of.length; node++) {
    for (let at = starts[node]!; at < starts[node + 1]!; at++)
      if (of[node] === of[neighbours[at]!]) sum += weights[at]! / whole;
    for (let other = 0; other < of.length; other++)
      if (of[node] === of[other]) sum -= (resolution * degrees[node]! * degrees[other]!) / whole ** 2;
  }
  return sum;
}

const edges = fc.array(
  fc.tuple(fc.nat(14), fc.nat(14), fc.integer({ min: 1, max: 9 })) as fc.Arbitrary<Edge>,
  { minLength: 1, maxLength: 60 },
);

describe('findCommunities', () => {
  it('cuts two cliques apart that one edge joins', () => {
    const clique = (from: number): Edge[] =>
      [0, 1, 2, 3].flatMap((a) =>
        [0, 1, 2, 3].filter((b) => b > a).map((b): Edge => [from + a, from + b, 1]),
      );
    const two = graph(9, [...clique(0), ...clique(4), [3, 4, 1]]);
    expect([...findCommunities(two, 1)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2]);
  });

  it('is at least as modular as every node by itself, and numbers communities by their first node', () => {
    fc.assert(
      fc.property(edges, fc.constantFrom(0.5, 1, 3), (list, resolution) => {
        const any = graph(15, list);
        if (any.weights.length === 0) return;
        const found = findCommunities(any, resolution);
        const alone = Uint32Array.from(found.keys());
        expect(modularity(any, found, resolution)).toBeGreaterThanOrEqual(
          modularity(any, alone, resolution) - 1e-9,
        );
        const firsts = [...new Set(found)];
        expect(firsts).toEqual([...firsts.keys()]);
        expect(findCommunities(any, resolution)).toEqual(found);
      }),
    );
  });
});
