import type { ReactNode } from 'react';
import { isUnfiltered, NO_FILTER } from '../../app/route.ts';
import type { PostFilter } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { hourLabel } from '../facets/hour-labels.ts';
import { formatCount, formatDateTime, SENTIMENT_MARK } from '../format.ts';
import { CloseIcon } from '../icons.tsx';
import { VALUE_PARTS, type ValuePart, withoutSentiment, withoutValue } from './filters.ts';

const PART_WORDS: Readonly<Record<ValuePart, string>> = {
  topics: 'topic',
  brands: 'brand',
  platforms: 'platform',
  authors: 'author',
  files: 'file',
  languages: 'language',
};

/** The filters in force, each of which can be taken away. */
export function FilterChips({
  filter,
  onChange,
}: {
  readonly filter: PostFilter;
  readonly onChange: (filter: PostFilter) => void;
}) {
  const zone = useAppState((state) => state.zone);
  const { sentiments, time, hours, confidence } = filter;
  return (
    <>
      {filter.distinct && (
        <Chip onRemove={() => onChange({ ...filter, distinct: null })}>Distinct posts</Chip>
      )}
      {sentiments?.map((sentiment) => (
        <Chip key={sentiment} onRemove={() => onChange(withoutSentiment(filter, sentiment))}>
          {SENTIMENT_MARK[sentiment]} {sentiment}
        </Chip>
      ))}
      {VALUE_PARTS.flatMap((part) =>
        (filter[part] ?? []).map((value) => (
          <Chip key={`${part} ${value}`} onRemove={() => onChange(withoutValue(filter, part, value))}>
            <span className="text-ink-soft">{PART_WORDS[part]}</span>{' '}
            <span className="max-w-40 truncate">{value}</span>
          </Chip>
        )),
      )}
      {hours && (
        <Chip onRemove={() => onChange({ ...filter, hours: null })}>
          {hours.cells.length === 1
            ? hourLabel(hours.cells[0]!)
            : `${formatCount(hours.cells.length)} hours of the week`}
          {hours.zone !== zone && ` (${hours.zone})`}
        </Chip>
      )}
      {confidence && (
        <Chip onRemove={() => onChange({ ...filter, confidence: null })}>
          <span className="text-ink-soft">confidence</span> {confidence.from.toFixed(2)} –{' '}
          {confidence.to.toFixed(2)}
        </Chip>
      )}
      {time && (
        <Chip onRemove={() => onChange({ ...filter, time: null })}>
          {formatDateTime(time.fromMs, zone)} – {formatDateTime(time.toMs, zone)}
        </Chip>
      )}
      {!isUnfiltered(filter) && (
        <Button look="quiet" className="h-7 px-2 text-xs" onClick={() => onChange(NO_FILTER)}>
          Clear all
        </Button>
      )}
    </>
  );
}

function Chip({ children, onRemove }: { readonly children: ReactNode; readonly onRemove: () => void }) {
  return (
    <span
      data-testid="filter-chip"
      className="inline-flex h-7 items-center gap-1 rounded-full bg-accent-soft pr-1 pl-3 text-xs"
    >
      {children}
      <button
        type="button"
        aria-label="Remove this filter"
        className="rounded-full p-0.5 hover:bg-sunken"
        onClick={onRemove}
      >
        <CloseIcon />
      </button>
    </span>
  );
}
