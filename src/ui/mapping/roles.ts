import type { ColumnRole, Mapping } from '../../app/types.ts';

/** Words for what a column means, in the order of the menu. */
export const ROLE_LABELS: readonly (readonly [ColumnRole, string])[] = [
  ['text', 'Text'],
  ['time', 'Time'],
  ['author', 'Author'],
  ['brand', 'Brand'],
  ['platform', 'Platform'],
  ['file', 'File'],
  ['label', 'Label'],
  ['engagement', 'Engagement'],
  ['id', 'Id'],
];

/**
 * Gives a column a role, or none. A role that only one column can have leaves the column that had it;
 * engagement may be given to several.
 */
export function assignRole(mapping: Mapping, column: number, role: ColumnRole | null): Mapping {
  const roles = mapping.roles.map((current, index) => {
    if (index === column) return role;
    return role !== null && role !== 'engagement' && current === role ? null : current;
  });
  return { ...mapping, roles };
}
