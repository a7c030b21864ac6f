import { useEffect, useRef } from 'react';

/**
 * Calls `act` when `key` is pressed by itself, unless the person is typing or in a menu or dialog, which have
 * keys of their own.
 */
export function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isElsewhere = (event.target as HTMLElement).closest(
        'input, textarea, [role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"]',
      );
      if (event.key !== key || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [key]);
}

/** Calls `act` on Ctrl Z or Cmd Z, unless the person is in a field, which takes back what was typed itself. */
export function useUndoKey(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      const isElsewhere = (event.target as HTMLElement).closest('input, textarea, [role="dialog"]');
      if (!isUndo || event.altKey || isElsewhere) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
