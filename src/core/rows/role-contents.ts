import { parseCount } from './counts.ts';
import type { ColumnProfile } from './profile.ts';
import { exactNameScore } from './role-names.ts';
import type { ColumnRole } from './types.ts';

/**
 * Whether the contents allow the role that the name suggests. A column without a single filled cell allows
 * all but engagement: there is nothing to hold against it.
 */
export function contentFits(role: ColumnRole, profile: ColumnProfile): boolean {
  if (profile.values.length === 0) return role === 'text' || role === 'time';
  switch (role) {
    case 'text':
      return (profile.letterShare >= 0.5 || isBareText(profile)) && !isTyped(profile);
    case 'time':
      return profile.dateShare + profile.epochShare >= 0.5;
    case 'engagement':
      return profile.numericShare >= 0.8;
    case 'label':
      return isScale(profile) && profile.meanWords <= 3 && profile.dateShare < 0.5;
    case 'author':
      return profile.meanWords <= 4 && profile.urlShare < 0.5 && profile.dateShare < 0.5;
    case 'brand':
    case 'platform':
      return (
        profile.letterShare >= 0.5 &&
        profile.urlShare < 0.5 &&
        profile.meanWords <= 6 &&
        profile.dateShare < 0.5 &&
        profile.meanChars <= 60
      );
    case 'file':
      return profile.meanWords <= 8 && profile.dateShare < 0.5;
    case 'id':
      return profile.filledShare >= 0.5 && profile.meanWords <= 1.5;
  }
}

function isTyped(profile: ColumnProfile): boolean {
  return profile.urlShare >= 0.5 || profile.dateShare >= 0.5 || profile.numericShare >= 0.5;
}

// Posts may be nothing but emoji; only the very name of a text column tells them from decoration, and a
// single value all the way down is a filler such as `-`.
function isBareText(profile: ColumnProfile): boolean {
  return isTextByName(profile) && (profile.distinct > 1 || profile.values.length < 5);
}

/** Whether the whole name is one that only text columns go by, such as `text`, `tweet` or `comment`. */
export function isTextByName(profile: ColumnProfile): boolean {
  return profile.words.length > 0 && exactNameScore('text', profile.words) >= 0.8;
}

/**
 * Whether the cells speak against posts, however short those may be: keys with digits in them, or a handful of
 * classes over many rows.
 */
export function looksCoded(profile: ColumnProfile): boolean {
  if (profile.meanWords > 1.2) return false;
  const keys = profile.values.filter((value) => /^[\w-]*\d[\w-]*$/.test(value)).length;
  return keys >= profile.values.length * 0.5 || (profile.values.length >= 40 && profile.distinct <= 6);
}

// A handful of classes, or grades up to ten with decimals.
function isScale(profile: ColumnProfile): boolean {
  if (profile.distinct <= 12) return true;
  return profile.numericShare >= 0.9 && profile.values.every((value) => !(Math.abs(parseCount(value)) > 10));
}

/** How much the contents alone look like the role, 0-1. From 0.5 on they can stand without a name. */
export function contentScore(role: ColumnRole, profile: ColumnProfile): number {
  if (profile.values.length === 0) return 0;
  switch (role) {
    case 'text':
      return textScore(profile);
    case 'time':
      return profile.dateShare >= 0.9 ? profile.dateShare : profile.dateShare * 0.4;
    case 'label':
      return labelScore(profile);
    case 'author':
      return authorScore(profile);
    case 'brand':
      return brandScore(profile);
    case 'id':
      return idScore(profile);
    case 'platform':
      return profile.values.every((value) => PLATFORMS.has(value.toLowerCase())) ? 1 : 0;
    case 'engagement':
    case 'file':
      return 0;
  }
}

const PLATFORMS = new Set(
  'twitter x facebook instagram reddit youtube tiktok mastodon bluesky threads linkedin forum web blog news'.split(
    ' ',
  ),
);

// Long and varied: many words and few repeats. Few words a post (a phrase) still beat a column of names.
function textScore(profile: ColumnProfile): number {
  const length = Math.min(1, profile.meanWords / 8);
  const variety = Math.min(1, profile.distinctShare / 0.3);
  return profile.meanWords < 2.5 ? 0 : 0.2 + 0.5 * length + 0.3 * variety;
}

const LABEL_WORDS = new Set(
  'positive negative neutral irrelevant mixed pos neg neu none good bad unknown very extremely'.split(' '),
);

function labelScore(profile: ColumnProfile): number {
  const inWords = profile.values.filter((value) => {
    const words = value.toLowerCase().split(/[\s_-]+/);
    return words.every((word) => LABEL_WORDS.has(word));
  }).length;
  if (inWords >= profile.values.length * 0.9) return 1;
  const small = profile.values.every((value) => {
    const count = parseCount(value);
    return Number.isInteger(count) && count >= -2 && count <= 10;
  });
  // A file sorted by its label shows a single one in its first thousands of rows.
  return small && profile.distinct <= 6 && profile.filledShare > 0.9 ? 0.8 : 0;
}

// A handle: one short word with letters, rarely the same twice in a row, and no opaque key with digits inside.
function authorScore(profile: ColumnProfile): number {
  const handles = profile.values.filter((value) => /^@?[\p{L}\p{N}_.-]{2,30}$/u.test(value)).length;
  const handleShare = handles / profile.values.length;
  // A flag such as Sentiment140's NO_QUERY.
  if (profile.values.every((value) => /^[A-Z_]+$/.test(value))) return 0;
  const isHandle = handleShare >= 0.9 && profile.letterShare >= 0.9 && profile.distinctShare >= 0.3;
  return isHandle && profile.dateShare < 0.1 ? handleShare : 0;
}

function brandScore(profile: ColumnProfile): number {
  const isFew = profile.distinct >= 2 && profile.distinct <= 60 && profile.distinctShare <= 0.2;
  const isName = profile.letterShare >= 0.9 && profile.meanWords <= 4 && profile.meanChars <= 40;
  return isFew && isName && profile.numericShare < 0.2 ? 0.7 : 0;
}

function idScore(profile: ColumnProfile): number {
  if (profile.meanWords > 1.2) return 0;
  const isNumber = profile.numericShare >= 0.9 && profile.meanChars >= 3;
  return isNumber || profile.distinctShare >= 0.95
    ? Math.max(0.5, profile.distinctShare)
    : profile.distinctShare * 0.49;
}
