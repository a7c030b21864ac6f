import { memo, type ReactNode } from 'react';
import type { PostFilter, Why, WhyAgainst } from '../../app/types.ts';
import { Choice } from '../controls/Choice.tsx';
import { Explained } from '../controls/Explained.tsx';
import { SENTIMENT_FILL } from '../format.ts';
import { whyTable } from '../save/list-tables.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { TermList, type TermListProps } from './TermList.tsx';
import { withTerm } from './with-term.ts';

interface WhyPanelProps {
  readonly why: Why | null;
  readonly isCurrent: boolean;
  readonly against: WhyAgainst;
  readonly onAgainst: (against: WhyAgainst) => void;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

// As many lines as a selection has, in two lists.
const SHOWN_PER_CLASS = 7;

const AGAINST = [
  { value: 'rest', label: 'all other posts' },
  { value: 'before', label: 'posts before' },
];

/** The words that tell the selected posts from others, or negative from positive ones. */
export const WhyPanel = memo(function WhyPanel({
  why,
  isCurrent,
  against,
  onAgainst,
  filter,
  onFilter,
}: WhyPanelProps) {
  const onTerm = (term: string): void => onFilter({ ...filter, search: withTerm(filter.search, term) });
  return (
    <section
      aria-labelledby="why-title"
      data-testid="why"
      data-state={why?.state ?? 'waiting'}
      data-current={isCurrent}
      className="min-w-0"
    >
      <div className="mb-1 flex min-h-8 flex-wrap items-center gap-x-3">
        <h2 id="why-title" className="font-semibold text-base">
          Why
        </h2>
        <Explained
          label="Why"
          className="whitespace-nowrap text-ink-faint text-xs"
          explanation={<HowCompared />}
        >
          how it is compared
        </Explained>
        {why?.state === 'done' && (
          <span className="ml-auto">
            <SaveMenu name="why" words={null} chart={whyTable(why)} />
          </span>
        )}
        {filter.time && (
          <Choice
            label="Compare with"
            testId="why-against"
            className="w-full"
            value={against}
            options={AGAINST}
            onChange={(value) => onAgainst(value as WhyAgainst)}
          />
        )}
      </div>
      {why?.state === 'done' ? (
        <Found why={why} against={filter.time ? against : 'rest'} onTerm={onTerm} />
      ) : (
        <Reading why={why} />
      )}
    </section>
  );
});

function Reading({ why }: { readonly why: Extract<Why, { state: 'reading' }> | null }) {
  if (why === null) return <p className="text-ink-soft">Words are read when all posts are scored.</p>;
  const percent = Math.floor(100 * why.share);
  return (
    <div className="text-ink-soft">
      <p>Reading words: {percent} %</p>
      <progress aria-label="Reading words" className="mt-1 h-1 w-full" max={100} value={percent} />
    </div>
  );
}

interface FoundProps {
  readonly why: Extract<Why, { state: 'done' }>;
  readonly against: WhyAgainst;
  readonly onTerm: (term: string) => void;
}

function Found({ why, against, onTerm }: FoundProps) {
  const { compares, terms, opposite, texts, restTexts } = why;
  if (compares === 'classes')
    return (
      <div className="flex flex-col gap-4">
        <ClassSide
          own="negative"
          other="positive"
          terms={terms}
          texts={texts}
          restTexts={restTexts}
          onTerm={onTerm}
        />
        <ClassSide
          own="positive"
          other="negative"
          terms={opposite}
          texts={restTexts}
          restTexts={texts}
          onTerm={onTerm}
        />
      </div>
    );
  const restWord = against === 'before' ? 'before' : 'elsewhere';
  return (
    <Side
      title="The selected posts say more often"
      words="No word tells these posts from the others. Select more of them, or another time."
    >
      {terms.length > 0 && (
        <TermList
          label="Terms of the selected posts"
          terms={terms}
          texts={texts}
          restTexts={restTexts}
          restWord={restWord}
          restWords={restWord}
          bar="bg-accent"
          onTerm={onTerm}
        />
      )}
    </Side>
  );
}

interface ClassSideProps extends Pick<TermListProps, 'terms' | 'texts' | 'restTexts' | 'onTerm'> {
  readonly own: 'negative' | 'positive';
  readonly other: 'negative' | 'positive';
}

/** What the posts of one side say more often than those of the other. */
function ClassSide({ own, other, terms, ...rest }: ClassSideProps) {
  const isNegative = own === 'negative';
  return (
    <Side
      title={`${isNegative ? 'Negative' : 'Positive'} posts say more often`}
      words={`No word tells them from ${other} ones.`}
    >
      {terms.length > 0 && (
        <TermList
          {...rest}
          label={`Terms of ${own} posts`}
          terms={terms.slice(0, SHOWN_PER_CLASS)}
          restWord={`in ${other}`}
          restWords={`among ${other} posts`}
          bar={SENTIMENT_FILL[isNegative ? 'Negative' : 'Positive']}
        />
      )}
    </Side>
  );
}

function Side({
  title,
  words,
  children,
}: {
  readonly title: string;
  /** Where there is nothing to list. */
  readonly words: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <h3 className="mb-1 text-ink-soft text-xs">{title}</h3>
      {children || <p className="text-ink-soft">{words}</p>}
    </div>
  );
}

function HowCompared() {
  return (
    <div className="flex flex-col gap-2">
      <p>
        Words, phrases of two words, hashtags, mentions and emoji that are more frequent in the selected posts
        than in the others, by log-odds with a Dirichlet prior in standard errors (Monroe and others 2008).
        Where nothing is selected, negative posts are compared with positive ones.
      </p>
      <p>
        Texts that begin with the same 80 letters, as reposts do, count once. Words such as “the”, and what
        you searched for, are left out.
      </p>
    </div>
  );
}
