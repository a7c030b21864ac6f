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

/**
 * Calls `undo` on Ctrl Z or Cmd Z, and `redo` on the same with Shift or on Ctrl Y, unless the person is in a field, which
 * takes back what was typed itself.
 */
export function useUndoKeys(undo: () => void, redo: () => void): void {
  const latest = useRef({ undo, redo });
  latest.current = { undo, redo };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isElsewhere = (event.target as HTMLElement).closest('input, textarea, [role="dialog"]');
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isElsewhere) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (key !== 'z' && !isRedo) return;
      event.preventDefault();
      latest.current[isRedo ? 'redo' : 'undo']();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
