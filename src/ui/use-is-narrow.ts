import { useSyncExternalStore } from 'react';

// The width at which the rail moves from the foot of the page to its side (Tailwind's `sm`).
const query = matchMedia('(max-width: 639px)');

/** True on a screen of a telephone's width. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (notify) => {
      query.addEventListener('change', notify);
      return () => query.removeEventListener('change', notify);
    },
    () => query.matches,
  );
}
