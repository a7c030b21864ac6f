import { useMemo, useState } from 'react';
import type { DuplicateGroup, PostRow } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Explained } from '../controls/Explained.tsx';
import { ShareBar } from '../facets/ShareBar.tsx';
import { formatCount, formatCounted, formatDateTime, formatShare } from '../format.ts';
import { searchMarks } from '../reasons/marked-parts.ts';
import { PostText } from '../reasons/PostText.tsx';
import { ReasonsDialog } from '../reasons/ReasonsDialog.tsx';

interface GroupListProps {
  readonly groups: readonly DuplicateGroup[];
  /** What was searched for, to be marked. */
  readonly search: string;
}

/** What is said most often; a click opens the earliest post of it. */
export function GroupList({ groups, search }: GroupListProps) {
  const [opened, setOpened] = useState<PostRow | null>(null);
  const marks = useMemo(() => searchMarks(search), [search]);
  return (
    <section className="min-w-0" aria-label="Said most often">
      <h3 className="mb-1 text-ink-soft text-xs">
        <Explained
          label="Said most often"
          explanation={
            <p>
              The groups with most posts among those that pass the filters: number of posts, the shares of
              negative, neutral and positive ones as a bar, the text of the earliest, how many authors posted
              it, the first and the last time, and the sum of the engagement of its posts. Click one for its
              earliest post and the others.
            </p>
          }
        >
          Said most often
        </Explained>
      </h3>
      {groups.length === 0 && <p className="text-ink-soft">No post repeats another one.</p>}
      <ol className="divide-y divide-line border-line border-y">
        {groups.map((group) => (
          <GroupItem key={group.post.row} group={group} marks={marks} onOpen={() => setOpened(group.post)} />
        ))}
      </ol>
      {opened && <ReasonsDialog post={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

interface GroupItemProps {
  readonly group: DuplicateGroup;
  readonly marks: RegExp | null;
  readonly onOpen: () => void;
}

function GroupItem({ group, marks, onOpen }: GroupItemProps) {
  const zone = useAppState((state) => state.zone);
  const { post, posts, counts } = group;
  const total = counts[0] + counts[1] + counts[2];
  return (
    <li
      data-testid="duplicate-group"
      data-posts={posts}
      className="relative flex gap-3 py-2 hover:bg-raised"
      title={`${formatShare(counts[0] / total)} negative, ${formatShare(counts[1] / total)} neutral, ${formatShare(counts[2] / total)} positive`}
    >
      <span className="w-14 shrink-0 text-right">
        <span className="font-medium">{formatCount(posts)}</span>
        <span className="mt-1.5 block pl-3">
          <ShareBar counts={counts} />
        </span>
      </span>
      <div className="min-w-0 flex-1">
        <PostText text={post.text} marks={marks} clamp="line-clamp-2" onOpen={onOpen} />
        <p className="text-ink-faint text-xs">{aboutGroup(group, zone)}</p>
      </div>
    </li>
  );
}

/** Who, when and how much it drew, in a line. */
function aboutGroup({ accounts, span, engagement }: DuplicateGroup, zone: string): string {
  const from = span && formatDateTime(span.fromMs, zone);
  const to = span && formatDateTime(span.toMs, zone);
  return [
    accounts === null ? null : formatCounted(accounts, 'author'),
    from === to ? from : `${from} – ${to}`,
    engagement === null ? null : formatCounted(engagement, 'reaction'),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
