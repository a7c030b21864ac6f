import type { CSSProperties } from 'react';

// The strongest tint is kept for a word of at least this, so that a text where nothing matters stays pale.
const LOUD = 0.15;

/** What the strongest word of a text is measured against. */
export function loudestOf(contributions: readonly { readonly value: number }[]): number {
  return contributions.reduce((most, { value }) => Math.max(most, Math.abs(value)), LOUD);
}

/** How a word is underlined that adds `value`: solid towards positive, dashed towards negative. */
export function underline(value: number): CSSProperties {
  return { borderBottom: value > 0 ? '2px solid var(--positive)' : '2px dashed var(--negative)' };
}

/** The same with a tint by its strength. */
export function wordStyle(value: number, loudest: number): CSSProperties {
  const color = value > 0 ? 'var(--positive)' : 'var(--negative)';
  const percent = Math.round(6 + (26 * Math.abs(value)) / loudest);
  return { backgroundColor: `color-mix(in srgb, ${color} ${percent}%, transparent)`, ...underline(value) };
}
