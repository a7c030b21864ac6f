import { useEffect, useId, useRef, useState } from 'react';
import { parseSearch } from '../../core/search/query.ts';
import { SearchIcon } from '../icons.tsx';
import { useShortcut } from '../use-shortcut.ts';

// Long enough that a word is typed, short enough not to be felt.
const SEARCH_DELAY_MS = 150;

const HELP =
  'Whole words. "A phrase", AND, OR, NOT, ( ), * for any letters, author: brand: platform: before a word.';

/** A search for texts, authors, brands and platforms; what is typed takes effect after a moment, or on Enter. */
export function SearchBox({
  search,
  onSearch,
}: {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}) {
  const [text, setText] = useState(search);
  const [isFocused, setIsFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const remarkId = useId();
  // The filter can change from outside: a chip taken away, the back button.
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onSearch(text), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  useShortcut('/', () => input.current?.focus());
  const { problem } = parseSearch(text);
  // While a term is half typed there is always something wrong: it is said in grey, and the search goes on without it.
  const remark = problem ?? (isFocused ? HELP : null);
  return (
    <div className="relative w-full sm:w-80">
      <div className="flex h-8 items-center gap-2 rounded border border-line-strong px-2 text-ink-faint focus-within:border-accent">
        <SearchIcon />
        <input
          ref={input}
          type="search"
          data-testid="search-box"
          aria-label="Search in texts"
          aria-describedby={remark ? remarkId : undefined}
          placeholder='delivery AND NOT "on time"'
          value={text}
          spellCheck={false}
          className="min-w-0 flex-1 bg-transparent text-ink text-sm outline-none placeholder:text-ink-faint"
          onChange={(event) => setText(event.target.value)}
          onFocus={() => setIsFocused(true)}
          onBlur={() => setIsFocused(false)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onSearch(text);
            if (event.key !== 'Escape') return;
            // A browser empties the field by itself; the filter is to follow at once.
            event.preventDefault();
            setText('');
            onSearch('');
          }}
        />
        <kbd className="hidden rounded border border-line px-1 font-sans text-xs sm:inline">/</kbd>
      </div>
      {remark && (
        <p
          id={remarkId}
          data-testid={problem ? 'search-problem' : undefined}
          className="pointer-events-none absolute top-full left-0 z-30 mt-1 w-full rounded border border-line bg-raised px-2 py-1 text-ink-soft text-xs shadow-sm"
        >
          {remark}
        </p>
      )}
    </div>
  );
}
