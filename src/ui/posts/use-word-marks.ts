import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { PostRow } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { createWordMarks, type WordMarks } from './word-marks.ts';

/**
 * Marks for the posts in view of the scroller. Nothing is asked while the table is off screen, before the model is
 * loaded, or while a run needs it.
 */
export function useWordMarks(
  scroller: RefObject<HTMLElement | null>,
  posts: readonly PostRow[],
  datasetId: string,
): WordMarks {
  const queries = useQueries();
  const isFree = useAppState(({ model, run }) => model.state === 'ready' && run.state !== 'running');
  const isOnScreen = useIsOnScreen(scroller);
  // Row numbers are those of one dataset.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const marks = useMemo(() => createWordMarks(queries), [queries, datasetId]);
  const rows = posts.map(({ row }) => row).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers stand for the posts
  useEffect(() => {
    marks.want(isFree && isOnScreen ? posts : []);
  }, [marks, isFree, isOnScreen, rows]);
  useEffect(() => () => marks.want([]), [marks]);
  return marks;
}

function useIsOnScreen(element: RefObject<HTMLElement | null>): boolean {
  const [isOnScreen, setIsOnScreen] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(([entry]) => setIsOnScreen(entry?.isIntersecting ?? false));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isOnScreen;
}
