import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { PostsTable } from './PostsTable.tsx';

const HOW_TO = (
  <p className="hidden text-ink-faint text-xs md:block">
    Underlined words moved the score: solid to positive, dashed to negative. Ctrl or Shift and a click select
    posts, Ctrl C copies them.
  </p>
);

/** The posts table at full height. */
export function PostsView({ route, revisionKey }: DatasetViewProps) {
  return (
    <div data-testid="view-posts" className="min-h-96 flex-1 p-4">
      <div className="h-[calc(100dvh-11rem)] min-h-96">
        <PostsTable filter={route.filter} revisionKey={revisionKey} title={HOW_TO} />
      </div>
    </div>
  );
}
