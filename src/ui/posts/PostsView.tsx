import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { PostsTable } from './PostsTable.tsx';

/** The posts table at full height. */
export function PostsView({ route, revisionKey }: DatasetViewProps) {
  return (
    <div data-testid="view-posts" className="min-h-96 flex-1 p-4">
      <div className="h-[calc(100dvh-11rem)] min-h-96">
        <PostsTable filter={route.filter} revisionKey={revisionKey} />
      </div>
    </div>
  );
}
