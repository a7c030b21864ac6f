import type { DateOrder, FileEncoding, FilePreview, FormatOverride, Mapping } from '../../app/types.ts';
import { useActions } from '../app-context.tsx';
import { Choice } from '../controls/Choice.tsx';

const ENCODINGS: readonly { value: FileEncoding; label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'windows-1252', label: 'Windows-1252' },
];
const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
];
const HEADERS = [
  { value: 'yes', label: 'First row is the header' },
  { value: 'no', label: 'No header' },
];
const DATE_ORDERS: readonly { value: DateOrder; label: string }[] = [
  { value: 'ymd', label: 'Year-month-day' },
  { value: 'dmy', label: 'Day/month/year' },
  { value: 'mdy', label: 'Month/day/year' },
];

interface FormatControlsProps {
  readonly preview: FilePreview;
  readonly mapping: Mapping;
}

/** Encoding, delimiter, header and order of dates as guessed, each of which can be set right. */
export function FormatControls({ preview, mapping }: FormatControlsProps) {
  const { reinspect, changeMapping } = useActions();
  const { encoding, delimiter, hasHeader } = preview.format;
  const read = (change: Partial<FormatOverride>): void =>
    void reinspect({ encoding, delimiter, hasHeader, ...change });
  return (
    <div className="flex flex-wrap gap-2">
      <Choice
        label="Encoding"
        value={encoding}
        options={ENCODINGS}
        onChange={(value) => read({ encoding: value as FileEncoding })}
      />
      <Choice
        label="Delimiter"
        value={delimiter}
        options={DELIMITERS}
        onChange={(value) => read({ delimiter: value })}
      />
      <Choice
        label="Header"
        value={hasHeader ? 'yes' : 'no'}
        options={HEADERS}
        onChange={(value) => read({ hasHeader: value === 'yes' })}
      />
      {mapping.roles.includes('time') && (
        <Choice
          label="Order of dates"
          value={mapping.dateOrder}
          options={DATE_ORDERS}
          onChange={(value) => changeMapping({ ...mapping, dateOrder: value as DateOrder })}
        />
      )}
    </div>
  );
}
