import type { PostFilter } from '../../app/types.ts';

interface DistinctSwitchProps {
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** Switches everything between all posts and distinct ones; a click anywhere on it changes sides. */
export function DistinctSwitch({ filter, onFilter }: DistinctSwitchProps) {
  const isDistinct = filter.distinct === true;
  return (
    <button
      type="button"
      data-testid="distinct-switch"
      aria-label="Distinct posts"
      aria-pressed={isDistinct}
      title={
        isDistinct
          ? 'Count every post, repeats too'
          : 'Of posts that say the same, count only the earliest, in every chart, table and export'
      }
      className="inline-flex h-8 shrink-0 items-center gap-px rounded border border-line-strong p-0.5 text-xs hover:bg-sunken"
      onClick={() => onFilter({ ...filter, distinct: isDistinct ? null : true })}
    >
      <Side isChosen={!isDistinct}>Posts</Side>
      <Side isChosen={isDistinct}>Distinct posts</Side>
    </button>
  );
}

function Side({ isChosen, children }: { readonly isChosen: boolean; readonly children: string }) {
  return (
    <span
      className={`rounded-xs px-2 py-1 ${isChosen ? 'bg-accent-soft font-medium text-ink' : 'text-ink-soft'}`}
    >
      {children}
    </span>
  );
}
