import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';

interface ExplainedProps {
  /** The number that can be clicked. */
  readonly children: ReactNode;
  readonly label: string;
  /** What it counts, how, and from which posts. */
  readonly explanation: ReactNode;
  readonly className?: string;
}

/** A figure that says on click what it counts. */
export function Explained({ children, label, explanation, className = '' }: ExplainedProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${label}: what this counts`}
        className={`rounded text-left decoration-line-strong decoration-dotted underline-offset-4 hover:underline ${className}`}
      >
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 max-w-80 rounded-lg border border-line-strong bg-ground p-4 text-sm text-ink-soft shadow-lg"
        >
          <p className="mb-1 font-semibold text-ink">{label}</p>
          {explanation}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
