import type { AuthorShares, PostFilter } from '../../app/types.ts';
import { Explained } from '../controls/Explained.tsx';
import { hasValue, withValueClicked } from '../dataset/filters.ts';
import { formatCount, formatCounted, formatShare } from '../format.ts';

interface AuthorTotalsProps {
  readonly authors: AuthorShares;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** The authors with most posts, with their shares; a click on one shows its posts alone. */
export function AuthorTotals({ authors, filter, onFilter }: AuthorTotalsProps) {
  const { most, posts, engagement } = authors;
  const hasEngagement = engagement !== null && engagement > 0;
  return (
    <section className="min-w-0" aria-label="Authors with most posts">
      <h3 className="mb-1 flex gap-3 px-2 text-ink-soft text-xs">
        <Explained
          label="Authors with most posts"
          className="mr-auto"
          explanation={
            <p>
              Posts that pass the filters, by author; upper and lower case do not count. “Of all”: over{' '}
              {formatCounted(posts, 'post')} that name an author.
              {hasEngagement &&
                ` “Engagement”: that of the author’s posts over ${formatCount(engagement)}, the sum of all of these.`}{' '}
              Click to see one author alone; with Ctrl, Cmd or Shift it is added to those chosen.
            </p>
          }
        >
          Authors with most posts
        </Explained>
        <span aria-hidden="true" className="w-14 text-right">
          Posts
        </span>
        <span aria-hidden="true" className="w-14 text-right">
          Of all
        </span>
        {hasEngagement && (
          <span aria-hidden="true" className="w-20 text-right">
            Engagement
          </span>
        )}
      </h3>
      <ol className="divide-y divide-line border-line border-y">
        {most.map(({ author, posts: own, engagement: drawn }) => {
          const isChosen = hasValue(filter, 'authors', author);
          const words = `${author}: ${formatCounted(own, 'post')}, ${formatShare(own / posts)} of all`;
          return (
            <li key={author}>
              <button
                type="button"
                data-testid="top-author"
                data-value={author}
                data-posts={own}
                aria-pressed={isChosen}
                aria-label={hasEngagement ? `${words}, ${formatCounted(drawn, 'reaction')}` : words}
                title={isChosen ? 'Show all authors again' : `Show the posts of ${author} alone`}
                className="flex w-full gap-3 px-2 py-1.5 text-left hover:bg-raised aria-pressed:bg-accent-soft"
                onClick={(event) =>
                  onFilter(
                    withValueClicked(
                      filter,
                      'authors',
                      author,
                      event.ctrlKey || event.metaKey || event.shiftKey,
                    ),
                  )
                }
              >
                <span className={`mr-auto min-w-0 truncate ${isChosen ? 'font-medium' : ''}`}>
                  {isChosen && <span aria-hidden="true">✓ </span>}
                  {author}
                </span>
                <span className="w-14 shrink-0 text-right">{formatCount(own)}</span>
                <span className="w-14 shrink-0 text-right">{formatShare(own / posts)}</span>
                {hasEngagement && (
                  <span className="w-20 shrink-0 text-right">
                    {formatShare(drawn / (engagement ?? Number.NaN))}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
