import { DropdownMenu } from 'radix-ui';
import { CheckIcon, ChevronIcon } from '../icons.tsx';
import { COLUMN_NAMES } from './columns.tsx';
import type { ColumnChoice } from './use-column-choice.ts';

const ITEM =
  'flex cursor-pointer items-center gap-2 rounded px-2 py-1 text-sm outline-none data-highlighted:bg-accent-soft';

/** Which columns the table shows, as a menu that stays open while one chooses. */
export function ColumnMenu({ columns, toggle, reset }: ColumnChoice) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        data-testid="column-choice"
        className="inline-flex h-8 items-center gap-1 rounded border border-line-strong bg-ground px-2 text-sm hover:bg-sunken"
      >
        Columns <ChevronIcon />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 min-w-40 rounded border border-line-strong bg-ground p-1 text-ink shadow-lg"
        >
          {columns.map(({ id, isShown }) => (
            <DropdownMenu.CheckboxItem
              key={id}
              data-testid={`column-${id}`}
              checked={isShown}
              className={ITEM}
              onCheckedChange={() => toggle(id)}
              onSelect={(event) => event.preventDefault()}
            >
              <span
                aria-hidden="true"
                className="grid size-4 place-items-center rounded-xs border border-line-strong text-accent"
              >
                <DropdownMenu.ItemIndicator>
                  <CheckIcon />
                </DropdownMenu.ItemIndicator>
              </span>
              {COLUMN_NAMES[id]}
            </DropdownMenu.CheckboxItem>
          ))}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item
            data-testid="column-reset"
            disabled={reset === null}
            className={`${ITEM} data-disabled:cursor-default data-disabled:text-ink-faint`}
            onSelect={() => reset?.()}
          >
            Reset
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
