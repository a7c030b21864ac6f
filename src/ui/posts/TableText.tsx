import { useSyncExternalStore } from 'react';
import type { PostRow } from '../../app/types.ts';
import { PostText } from '../reasons/PostText.tsx';
import type { WordMarks } from './word-marks.ts';

interface TableTextProps {
  readonly post: PostRow;
  readonly marks: RegExp | null;
  readonly words: WordMarks;
  readonly onOpen: () => void;
}

/** A text in the table; what moved the score is marked as soon as it is known, and nothing else drawn for it. */
export function TableText({ post, marks, words, onOpen }: TableTextProps) {
  const contributions = useSyncExternalStore(words.subscribe, () => words.of(post.row));
  return (
    <PostText
      text={post.text}
      marks={marks}
      contributions={contributions}
      clamp="line-clamp-2"
      onOpen={onOpen}
    />
  );
}
