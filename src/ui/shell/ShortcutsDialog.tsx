import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { useShortcut } from '../use-shortcut.ts';

const SHORTCUTS: readonly (readonly [keys: string, effect: string])[] = [
  ['/', 'Search in the posts'],
  ['Esc', 'Take away the last filter; close a menu'],
  ['Ctrl Z', 'Go back to the filters before (Cmd Z on a Mac)'],
  ['Ctrl Shift Z', 'Take that back (also Ctrl Y)'],
  ['n', 'Add a note to the time axis'],
  ['← →', 'Go through the chart; with Shift mark a stretch, Enter selects it'],
  ['Enter', 'Go on from the mapping; score the single text; open a post and its words'],
  ['Ctrl C', 'Copy the post that has the focus, or those selected with Ctrl or Shift and a click'],
  ['Tab', 'Next control; tables and previews scroll with the arrow keys'],
  ['?', 'This list'],
];

/** The keys that do something, on `?`. */
export function ShortcutsDialog() {
  const [isOpen, setIsOpen] = useState(false);
  useShortcut('?', () => setIsOpen(true));
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-ground p-5 shadow-xl"
        >
          <Dialog.Title className="font-semibold text-base">Keyboard</Dialog.Title>
          <dl className="mt-3 grid grid-cols-[6.5rem_1fr] gap-y-2">
            {SHORTCUTS.map(([keys, effect]) => (
              <div key={keys} className="contents">
                <dt>
                  <kbd className="rounded border border-line-strong px-1.5 font-sans text-xs">{keys}</kbd>
                </dt>
                <dd className="text-ink-soft">{effect}</dd>
              </div>
            ))}
          </dl>
          <Dialog.Close asChild>
            <Button className="mt-4">Close</Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
