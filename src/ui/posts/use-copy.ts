import { type ClipboardEvent, useEffect, useState } from 'react';
import type { PostColumnId } from '../../app/post-columns.ts';
import type { PostRow } from '../../app/types.ts';
import { useQueries } from '../app-context.tsx';
import { formatCounted } from '../format.ts';
import { postsAsTsv } from './post-tsv.ts';

const SAID_MS = 2500;

/** Copies posts as tab-separated values when the person asks for it with the keys or the menu of the browser. */
export interface Copying {
  onCopy(event: ClipboardEvent, posts: readonly PostRow[], columns: readonly PostColumnId[]): void;
  /** What was copied, for a moment. */
  readonly words: string;
}

/** Texts that the table has cut short are copied whole. */
export function useCopy(): Copying {
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

  return {
    words,
    onCopy(event, posts, columns) {
      // Text that was marked with the mouse is what is meant.
      if (posts.length === 0 || document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      const said = (): void => setWords(`${formatCounted(posts.length, 'post')} copied`);
      if (posts.some((post) => post.text.endsWith('…')))
        return void copyWhole(posts, columns).then(said, () => setWords('The browser did not allow copying'));
      event.clipboardData.setData('text/plain', postsAsTsv(posts, columns));
      said();
    },
  };
}
