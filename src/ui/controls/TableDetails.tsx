import { type ReactNode, useState } from 'react';
import { ScrollRegion } from './ScrollRegion.tsx';

interface TableDetailsProps {
  /** What the table shows, for screen readers. */
  readonly label: string;
  /** Makes the table when it is opened. */
  readonly children: () => ReactNode;
}

/** The numbers behind a chart as a table, for screen readers and for reading off. */
export function TableDetails({ label, children }: TableDetailsProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer text-ink-soft text-xs hover:text-ink">
        The same as a table
      </summary>
      {isOpen && (
        <ScrollRegion label={label} className="mt-2 max-h-72 overflow-auto">
          {children()}
        </ScrollRegion>
      )}
    </details>
  );
}
