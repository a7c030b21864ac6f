import { memo } from 'react';
import type { PostFilter, Topics } from '../../app/types.ts';
import { Button } from '../controls/Button.tsx';
import { ShareBar } from '../facets/ShareBar.tsx';
import { formatCount, formatCounted, formatPoints, formatShare } from '../format.ts';
import { HowFound } from './HowFound.tsx';
import { isTopicChosen, type TopicView, toTopicViews, withTopicClicked } from './topic-view.ts';

const SHOWN = 6;

interface TopicsPanelProps {
  readonly topics: Topics | null;
  readonly isCurrent: boolean;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
  readonly onAll: () => void;
}

/** The topics with most posts; nothing where there are none. A click on one shows its posts alone. */
export const TopicsPanel = memo(function TopicsPanel({
  topics,
  isCurrent,
  filter,
  onFilter,
  onAll,
}: TopicsPanelProps) {
  if (topics?.state !== 'done' || topics.topics.length === 0) return null;
  const views = toTopicViews(topics);
  return (
    <section aria-labelledby="topics-panel-title" data-testid="topics-panel" data-current={isCurrent}>
      <div className="mb-1 flex min-h-8 items-center gap-3">
        <h2 id="topics-panel-title" className="font-semibold text-base">
          Topics
        </h2>
        <HowFound />
        <Button look="quiet" className="ml-auto h-7 px-2 text-xs" onClick={onAll}>
          All {formatCount(views.length)}
        </Button>
      </div>
      <ol className="border-line border-t">
        {views.slice(0, SHOWN).map((view) => (
          <PanelRow
            key={view.key}
            view={view}
            isChosen={isTopicChosen(filter, topics.topics, view.key)}
            onChoose={(isAdding) => onFilter(withTopicClicked(filter, topics.topics, view.key, isAdding))}
          />
        ))}
      </ol>
    </section>
  );
});

interface PanelRowProps {
  readonly view: TopicView;
  readonly isChosen: boolean;
  readonly onChoose: (isAdding: boolean) => void;
}

function PanelRow({ view: { key, terms, posts, share, counts, net }, isChosen, onChoose }: PanelRowProps) {
  return (
    <li className="border-line border-b">
      <button
        type="button"
        data-testid="topic-row"
        data-topic={key}
        data-posts={posts}
        aria-pressed={isChosen}
        aria-label={`Topic ${terms.join(', ')}: ${formatCounted(posts, 'post')}, net sentiment ${formatPoints(net.value)}`}
        title={terms.join(', ')}
        className="grid w-full grid-cols-[minmax(0,1fr)_2.75rem_3rem_2.25rem] items-center gap-2 py-1.5 text-left hover:bg-raised aria-pressed:bg-accent-soft"
        onClick={(event) => onChoose(event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        <span className="truncate">
          {isChosen && <span aria-hidden="true">✓ </span>}
          <span className="font-medium">{key}</span>{' '}
          <span className="text-ink-soft text-xs">{terms.slice(1).join(', ')}</span>
        </span>
        <span className="text-right text-ink-soft text-xs">{formatShare(share)}</span>
        <ShareBar counts={counts} />
        <span className="text-right">{formatPoints(net.value)}</span>
      </button>
    </li>
  );
}
