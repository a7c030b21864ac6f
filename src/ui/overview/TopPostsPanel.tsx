import { memo, useMemo, useState } from 'react';
import type { PostRow, TopPosts } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { formatDateTime, formatProbability, SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';
import { searchMarks } from '../reasons/marked-parts.ts';
import { PostText } from '../reasons/PostText.tsx';
import { ReasonsDialog } from '../reasons/ReasonsDialog.tsx';
import { UnsureMark, useUnsureBand } from '../scores/Unsure.tsx';

/** The posts of which the model is surest, for each side; a text that was repeated shows once. */
export const TopPostsPanel = memo(function TopPostsPanel({
  top,
  search,
  isCurrent,
}: {
  readonly top: TopPosts | null;
  readonly search: string;
  readonly isCurrent: boolean;
}) {
  const marks = useMemo(() => searchMarks(search), [search]);
  return (
    <div data-current={isCurrent} className="grid gap-6 lg:grid-cols-2">
      <PostList title="Most negative" posts={top?.negative ?? null} marks={marks} />
      <PostList title="Most positive" posts={top?.positive ?? null} marks={marks} />
    </div>
  );
});

interface PostListProps {
  readonly title: string;
  readonly posts: readonly PostRow[] | null;
  readonly marks: RegExp | null;
}

function PostList({ title, posts, marks }: PostListProps) {
  const [opened, setOpened] = useState<PostRow | null>(null);
  return (
    <section className="min-w-0">
      <h2 className="mb-2 font-semibold text-base">{title}</h2>
      {posts?.length === 0 && <p className="text-ink-soft">No post of this class among those selected.</p>}
      <ol className="divide-y divide-line border-line border-y">
        {posts === null
          ? Array.from({ length: 5 }, (_, i) => `placeholder-${i}`).map((key) => (
              <li key={key} className="h-12" aria-hidden="true" />
            ))
          : posts.map((post) => (
              <PostItem key={post.row} post={post} marks={marks} onOpen={() => setOpened(post)} />
            ))}
      </ol>
      {opened && <ReasonsDialog post={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

interface PostItemProps {
  readonly post: PostRow;
  readonly marks: RegExp | null;
  readonly onOpen: () => void;
}

function PostItem({ post, marks, onOpen }: PostItemProps) {
  const band = useUnsureBand();
  const zone = useAppState((state) => state.zone);
  const about = [post.author, post.brand, post.epochMs === null ? null : formatDateTime(post.epochMs, zone)];
  return (
    <li className="relative flex gap-3 py-2 hover:bg-raised" data-testid="top-post">
      <span
        className={`w-14 shrink-0 pt-0.5 text-right text-xs ${SENTIMENT_TEXT[post.sentiment]}`}
        title="Probability of the class that the model chose"
      >
        <span aria-hidden="true">{SENTIMENT_MARK[post.sentiment]}</span> {formatProbability(post.confidence)}{' '}
        <UnsureMark confidence={post.confidence} band={band} onOpen={onOpen} />
      </span>
      <div className="min-w-0">
        <PostText text={post.text} marks={marks} clamp="line-clamp-3" onOpen={onOpen} />
        <p className="text-ink-faint text-xs">
          {[...about.filter((part) => part !== null), `row ${post.row + 1}`].join(' · ')}
        </p>
      </div>
    </li>
  );
}
