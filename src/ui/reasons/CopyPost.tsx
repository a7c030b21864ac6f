import { useEffect, useState } from 'react';
import type { PostRow } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatDateTime, formatProbability } from '../format.ts';

const SAID_MS = 2000;
const WORDS = { idle: 'Copy', copied: 'Copied', failed: 'Not allowed' } as const;

/** Copies a post: its whole text, and under it who wrote it, when, and its class. */
export function CopyPost({ post }: { readonly post: PostRow }) {
  const { text } = useQueries();
  const zone = useAppState((state) => state.zone);
  const [state, setState] = useState<keyof typeof WORDS>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(): Promise<void> {
    const about = [
      post.author,
      post.brand,
      post.epochMs === null ? null : `${formatDateTime(post.epochMs, zone)} (${zone})`,
      `${post.sentiment}, confidence ${formatProbability(post.confidence)}`,
    ];
    try {
      const whole = await text(post.row);
      await navigator.clipboard.writeText(`${whole}\n${about.filter((part) => part !== null).join(' · ')}`);
      setState('copied');
    } catch {
      setState('failed');
    }
  }

  return (
    <Button
      look="quiet"
      data-testid="copy-post"
      title="Copy the text, its author, time and class"
      className="h-7 min-w-20 px-2 text-xs"
      onClick={() => void copy()}
    >
      <span aria-live="polite">{WORDS[state]}</span>
    </Button>
  );
}
