import type { ColumnRole, FilePreview, Mapping } from '../../app/types.ts';
import { Choice } from '../controls/Choice.tsx';
import { ScrollRegion } from '../controls/ScrollRegion.tsx';
import { ROLE_LABELS } from './roles.ts';

const NO_ROLE = 'none';
const OPTIONS = [
  { value: NO_ROLE, label: 'Keep as is' },
  ...ROLE_LABELS.map(([value, label]) => ({ value, label })),
];

interface PreviewTableProps {
  readonly preview: FilePreview;
  readonly mapping: Mapping;
  readonly onRole: (column: number, role: ColumnRole | null) => void;
}

/** The first rows of the file, with the role of each column above it. */
export function PreviewTable({ preview, mapping, onRole }: PreviewTableProps) {
  const { columns } = preview.format;
  return (
    <ScrollRegion label="First rows" className="min-h-0 flex-1 overflow-auto rounded border border-line">
      <table className="min-w-full border-collapse text-left text-sm">
        <thead className="sticky top-0 z-10 bg-raised">
          <tr>
            {columns.map((name, column) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are fixed, and names may repeat
                key={column}
                scope="col"
                className="min-w-36 border-line border-b p-2 align-top font-medium"
              >
                <Choice
                  label={`Meaning of column ${name}`}
                  value={mapping.roles[column] ?? NO_ROLE}
                  options={OPTIONS}
                  onChange={(value) => onRole(column, value === NO_ROLE ? null : (value as ColumnRole))}
                  isMarked={mapping.roles[column] !== null}
                  className={`w-full ${mapping.roles[column] ? '' : 'text-ink-faint'}`}
                />
                <span className="mt-1.5 block max-w-80 truncate text-ink-soft text-xs" title={name}>
                  {name || '(no name)'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the preview does not change order
            <tr key={index} className="border-line border-b last:border-b-0">
              {columns.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} className="max-w-96 p-2 align-top">
                  <Cell value={row[column] ?? ''} role={mapping.roles[column] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Cell({ value, role }: { readonly value: string; readonly role: ColumnRole | null }) {
  if (value.trim() === '')
    return role === 'text' || role === 'time' ? (
      <span className="text-negative-ink text-xs">
        {role === 'text' ? 'empty: will be refused' : 'no date'}
      </span>
    ) : null;
  return (
    <span dir="auto" className={`line-clamp-2 break-words ${role === null ? 'text-ink-faint' : ''}`}>
      {value}
    </span>
  );
}
