import { Popover } from 'radix-ui';
import { useState } from 'react';
import { viewRoute } from '../../app/belonging-actions.ts';
import type { ViewRecord } from '../../app/types.ts';
import { useActions, useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { ChevronIcon } from '../icons.tsx';

const LONGEST_NAME = 80;

/** Views of the dataset under a name: filters, chart and place together, kept on this device. */
export function ViewsMenu() {
  const views = useAppState((state) => state.views);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <Button data-testid="views-menu" title="Keep this view with its filters, or go to one that was kept">
          Views{views.length > 0 && ` ${views.length}`} <ChevronIcon />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Saved views"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-3 rounded-lg border border-line-strong bg-ground p-4 text-sm shadow-lg"
        >
          <SaveForm />
          {views.length > 0 && (
            <ul className="flex max-h-72 flex-col overflow-auto">
              {views.map((view) => (
                <li key={view.id} className="border-line border-t py-1">
                  <SavedView view={view} onGone={() => setIsOpen(false)} />
                </li>
              ))}
            </ul>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function SaveForm() {
  const { saveView } = useActions();
  const views = useAppState((state) => state.views);
  const [name, setName] = useState('');
  const isKnown = views.some((view) => view.name === name.trim());
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void saveView(name);
        setName('');
      }}
    >
      <p className="text-ink-soft">Keep what you see, with its filters and chart, under a name.</p>
      <div className="flex gap-2">
        <input
          aria-label="Name of the view"
          data-testid="view-name"
          placeholder="Week of the resignation"
          maxLength={LONGEST_NAME}
          value={name}
          className="h-8 min-w-0 flex-1 rounded border border-line-strong bg-ground px-2"
          onChange={(event) => setName(event.target.value)}
        />
        <Button look="primary" type="submit" data-testid="save-view" disabled={name.trim() === ''}>
          {isKnown ? 'Replace' : 'Save'}
        </Button>
      </div>
    </form>
  );
}

function SavedView({ view, onGone }: { readonly view: ViewRecord; readonly onGone: () => void }) {
  const { navigate, renameView, removeView } = useActions();
  const [name, setName] = useState<string | null>(null);
  if (name !== null)
    return (
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          setName(null);
          void renameView(view.id, name);
        }}
      >
        <input
          aria-label={`New name of ${view.name}`}
          // biome-ignore lint/a11y/noAutofocus: the field opens because the person asked to rename
          autoFocus
          maxLength={LONGEST_NAME}
          value={name}
          className="h-7 min-w-0 flex-1 rounded border border-line-strong bg-ground px-2"
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" className="h-7 px-2 text-xs" disabled={name.trim() === ''}>
          Rename
        </Button>
      </form>
    );
  return (
    <div className="flex items-center gap-1">
      <button
        type="button"
        data-testid="saved-view"
        className="min-w-0 flex-1 truncate rounded px-1 py-1 text-left hover:bg-sunken"
        onClick={() => {
          navigate(viewRoute(view));
          onGone();
        }}
      >
        {view.name}
      </button>
      <Button
        look="quiet"
        className="h-7 px-2 text-xs"
        aria-label={`Rename ${view.name}`}
        onClick={() => setName(view.name)}
      >
        Rename
      </Button>
      <Button
        look="quiet"
        className="h-7 px-2 text-xs"
        aria-label={`Remove ${view.name}`}
        onClick={() => void removeView(view.id)}
      >
        Remove
      </Button>
    </div>
  );
}
