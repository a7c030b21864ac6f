import type { ReactNode } from 'react';
import { Explained } from '../controls/Explained.tsx';

interface PanelTitleProps {
  readonly id: string;
  readonly title: string;
  /** What the figures of the panel count. */
  readonly explanation: ReactNode;
  readonly children?: ReactNode;
}

/** A panel's title, which says on click what the panel counts, and its controls at the right. */
export function PanelTitle({ id, title, explanation, children }: PanelTitleProps) {
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2">
      <h2 id={id} className="mr-auto font-semibold text-base">
        <Explained label={title} explanation={explanation}>
          {title}
        </Explained>
      </h2>
      {children}
    </div>
  );
}
