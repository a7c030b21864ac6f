import { useEffect, useRef, useState } from 'react';
import { SearchIcon } from '../icons.tsx';
import { useShortcut } from '../use-shortcut.ts';

// Long enough that a word is typed, short enough not to be felt.
const SEARCH_DELAY_MS = 200;

/** Words or phrases to look for in the texts; what is typed takes effect after a moment, or on Enter. */
export function SearchBox({
  search,
  onSearch,
}: {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}) {
  const [text, setText] = useState(search);
  const input = useRef<HTMLInputElement>(null);
  // The filter can change from outside: a chip taken away, the back button.
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onSearch(text), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  useShortcut('/', () => input.current?.focus());
  return (
    <div className="flex h-8 w-full items-center gap-2 rounded border border-line-strong px-2 text-ink-faint focus-within:border-accent sm:w-72">
      <SearchIcon />
      <input
        ref={input}
        type="search"
        aria-label="Search in texts"
        placeholder='Search: words or "a phrase"'
        value={text}
        className="min-w-0 flex-1 bg-transparent text-ink text-sm outline-none placeholder:text-ink-faint"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSearch(text);
          if (event.key === 'Escape') setText('');
        }}
      />
      <kbd className="hidden rounded border border-line px-1 font-sans text-xs sm:inline">/</kbd>
    </div>
  );
}
