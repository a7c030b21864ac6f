import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PostColumnId } from '../../app/post-columns.ts';
import type { PostRow } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { formatCounted } from '../format.ts';
import { postsAsTsv } from './post-tsv.ts';

const SAID_MS = 2500;

/**
 * Copies posts as tab-separated values when the person asks for it with the keys or the menu of the browser; returns
 * what was copied, in words, for a moment. Texts that the table has cut short are copied whole.
 *
 * The document is listened to: where no text is marked, browsers send the event to the body, wherever the focus is.
 */
export function useCopy(
  table: RefObject<Element | null>,
  asked: () => readonly PostRow[],
  columns: readonly PostColumnId[],
): string {
  const { text } = useQueries();
  const [words, setWords] = useState('');
  useEffect(() => {
    if (words === '') return;
    const timer = setTimeout(() => setWords(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [words]);

  async function copyWhole(posts: readonly PostRow[], columns: readonly PostColumnId[]): Promise<void> {
    const whole = await Promise.all(
      posts.map(async (post) => (post.text.endsWith('…') ? { ...post, text: await text(post.row) } : post)),
    );
    await navigator.clipboard.writeText(postsAsTsv(whole, columns));
  }

  function onCopy(event: ClipboardEvent): void {
    const posts = isMeant(table.current, event.target) ? asked() : [];
    // Text that was marked with the mouse is what is meant.
    if (posts.length === 0 || document.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const said = (): void => setWords(`${formatCounted(posts.length, 'post')} copied`);
    if (posts.some((post) => post.text.endsWith('…')))
      return void copyWhole(posts, columns).then(said, () => setWords('The browser did not allow copying'));
    event.clipboardData?.setData('text/plain', postsAsTsv(posts, columns));
    said();
  }
  const latest = useRef(onCopy);
  latest.current = onCopy;
  useEffect(() => {
    const listener = (event: ClipboardEvent): void => latest.current(event);
    document.addEventListener('copy', listener);
    return () => document.removeEventListener('copy', listener);
  }, []);
  return words;
}

/** Whether a copy asked for at `target` is one of the table's posts: nothing outside of it has the focus. */
function isMeant(table: Element | null, target: EventTarget | null): boolean {
  const { activeElement, body } = document;
  const isInside = (node: EventTarget | null): boolean =>
    node instanceof Node && table?.contains(node) === true;
  return isInside(target) || (target === body && (activeElement === body || isInside(activeElement)));
}
