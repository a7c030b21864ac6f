import { useId } from 'react';
import type { PostRow } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Explained } from '../controls/Explained.tsx';
import { formatCount, formatDateTime, SENTIMENT_MARK, SENTIMENT_TEXT } from '../format.ts';
import { HowGrouped } from './HowGrouped.tsx';
import { useDuplicatesOf } from './use-duplicates.ts';

// More are counted, and read in the table of posts.
const SHOWN = 20;

/** The other posts of the file that say the same as a post. */
export function Repeats({ row }: { readonly row: number }) {
  const titleId = useId();
  const { data, error, isCurrent } = useDuplicatesOf(row, SHOWN);
  const isDone = data?.state === 'done';
  return (
    <section
      aria-labelledby={titleId}
      data-testid="repeats"
      data-current={isCurrent}
      data-total={isDone ? data.total : undefined}
      className="border-line border-t pt-3"
    >
      <h3 id={titleId} className="font-medium">
        <Explained
          label="Repeats"
          explanation={
            <>
              <p className="mb-2">Other posts of the file that say the same, whatever is filtered.</p>
              <HowGrouped />
            </>
          }
        >
          Repeats{isDone && ` ${formatCount(data.total)}`}
        </Explained>
      </h3>
      {error !== null && <p className="text-negative-ink">{error}</p>}
      {data?.state === 'reading' && (
        <p className="text-ink-soft text-sm">Looking for repeats: {Math.floor(100 * data.share)} %</p>
      )}
      {isDone && data.total === 0 && (
        <p className="text-ink-soft text-sm">No other post of the file says the same.</p>
      )}
      {isDone && data.total > 0 && (
        <>
          <ol className="mt-1 divide-y divide-line border-line border-y">
            {data.posts.map((post) => (
              <RepeatItem key={post.row} post={post} />
            ))}
          </ol>
          {data.total > SHOWN && (
            <p className="mt-1 text-ink-faint text-xs">
              The {formatCount(SHOWN)} earliest of {formatCount(data.total)}.
            </p>
          )}
        </>
      )}
    </section>
  );
}

function RepeatItem({ post }: { readonly post: PostRow }) {
  const zone = useAppState((state) => state.zone);
  const about = [
    post.epochMs === null ? null : formatDateTime(post.epochMs, zone),
    post.author,
    `row ${post.row + 1}`,
  ];
  return (
    <li data-testid="repeat" className="py-1.5 text-sm">
      <p dir="auto" className="line-clamp-2 break-words">
        {post.text}
      </p>
      <p className="text-ink-faint text-xs">
        <span className={SENTIMENT_TEXT[post.sentiment]}>
          <span aria-hidden="true">{SENTIMENT_MARK[post.sentiment]}</span> {post.sentiment}
        </span>{' '}
        · {about.filter((part) => part !== null).join(' · ')}
      </p>
    </li>
  );
}
