import { guessDateOrder } from './date-order.ts';
import { type ColumnProfile, profileColumn } from './profile.ts';
import { contentFits, contentScore, isTextByName, looksCoded } from './role-contents.ts';
import { nameScore } from './role-names.ts';
import type { ColumnRole, Mapping } from './types.ts';

/**
 * Guesses which column plays which part from names and contents of the sampled data records (the header not
 * among them). Names without a header say nothing. `text` is left out where no column reads like posts.
 */
export function guessMapping(
  columns: readonly string[],
  hasHeader: boolean,
  records: readonly (readonly string[])[],
): Mapping {
  const profiles = columns.map((name, i) => profileColumn(records, i, name, hasHeader));
  const roles: (ColumnRole | null)[] = columns.map(() => null);
  // Text first, since contents alone settle the others only once it is taken; engagement before id and label
  // would let a count of 0 and 1 be taken for a label.
  assign('text', roles, profiles);
  assign('time', roles, profiles);
  assignEngagement(roles, profiles);
  for (const role of ['label', 'author', 'brand', 'platform', 'file', 'id'] as const)
    assign(role, roles, profiles);
  const time = profiles[roles.indexOf('time')];
  return { roles, dateOrder: guessDateOrder(time?.values ?? []) };
}

function assign(role: ColumnRole, roles: (ColumnRole | null)[], profiles: readonly ColumnProfile[]): void {
  let best = -1;
  let bestScore = 0;
  for (let i = 0; i < profiles.length; i++) {
    if (roles[i] !== null) continue;
    const score = scoreFor(role, profiles[i]!);
    if (score > bestScore) {
      best = i;
      bestScore = score;
    }
  }
  if (best >= 0) roles[best] = role;
}

function assignEngagement(roles: (ColumnRole | null)[], profiles: readonly ColumnProfile[]): void {
  for (let i = 0; i < profiles.length; i++) {
    if (roles[i] === null && scoreFor('engagement', profiles[i]!) >= 0.7) roles[i] = 'engagement';
  }
}

// A name that fits beats any contents; among names of equal weight the contents decide. Posts may be short, so
// that the very name of a text column beats the length of a `summary` next to it.
function scoreFor(role: ColumnRole, profile: ColumnProfile): number {
  const byName = nameScore(role, profile.words);
  if (byName > 0 && !contentFits(role, profile)) return 0;
  if (byName > 0) return byName + 0.5 * contentScore(role, profile) + (isSure(role, profile) ? 1 : 0);
  const nameless = profile.words.length === 0;
  const byContent = nameless || role === 'text' || role === 'time' ? contentScore(role, profile) : 0;
  return contentFits(role, profile) && byContent >= 0.5 ? byContent * 0.39 : 0;
}

function isSure(role: ColumnRole, profile: ColumnProfile): boolean {
  return role === 'text' && isTextByName(profile) && !looksCoded(profile);
}
