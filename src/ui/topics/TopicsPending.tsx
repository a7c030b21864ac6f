import type { PostFilter } from '../../app/types.ts';
import { useTopics } from './use-topics.ts';

interface TopicsPendingProps {
  readonly filter: PostFilter;
  readonly revisionKey: string;
}

/** Says why the posts of a topic are not shown yet: the words of the dataset are being read. */
export function TopicsPending({ filter, revisionKey }: TopicsPendingProps) {
  const { data } = useTopics(filter, revisionKey, true);
  if (data?.state !== 'reading') return null;
  return (
    <span role="status" data-testid="topics-pending" className="text-ink-soft text-xs">
      Finding the topic: {Math.floor(100 * data.share)} %
    </span>
  );
}
