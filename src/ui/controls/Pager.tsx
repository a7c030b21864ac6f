import { formatCount } from '../format.ts';
import { Button } from './Button.tsx';

interface PagerProps {
  /** 0-based place of the first item shown. */
  readonly offset: number;
  /** Items on a page. */
  readonly size: number;
  readonly total: number;
  readonly onOffset: (offset: number) => void;
}

/** Back and forth through a list that is shown in parts; nothing where one part is all. */
export function Pager({ offset, size, total, onOffset }: PagerProps) {
  if (total <= size) return null;
  return (
    <div className="flex items-center gap-3 py-1">
      <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - size))}>
        Previous
      </Button>
      <span className="text-ink-soft text-xs">
        {formatCount(offset + 1)} to {formatCount(Math.min(total, offset + size))} of {formatCount(total)}
      </span>
      <Button disabled={offset + size >= total} onClick={() => onOffset(offset + size)}>
        Next
      </Button>
    </div>
  );
}
