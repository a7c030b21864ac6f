import { Select } from 'radix-ui';
import { CheckIcon, ChevronIcon } from '../icons.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface ChoiceProps {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
  /** Marks a choice that has an effect beyond the default. */
  readonly isMarked?: boolean;
  readonly testId?: string;
  readonly className?: string;
}

/** One of several, in a menu that opens on click. */
export function Choice({
  label,
  value,
  options,
  onChange,
  disabled,
  isMarked,
  testId,
  className = '',
}: ChoiceProps) {
  return (
    <Select.Root value={value} onValueChange={onChange} disabled={disabled ?? false}>
      <Select.Trigger
        aria-label={label}
        data-testid={testId}
        className={`inline-flex h-8 min-w-0 items-center justify-between gap-1 rounded border px-2 text-sm hover:bg-sunken disabled:opacity-40 ${
          isMarked ? 'border-accent bg-accent-soft font-medium' : 'border-line-strong bg-ground'
        } ${className}`}
      >
        <span className="truncate">
          <Select.Value />
        </span>
        <Select.Icon className="text-ink-faint">
          <ChevronIcon />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-80 overflow-hidden rounded border border-line-strong bg-ground text-ink shadow-lg"
        >
          <Select.Viewport className="p-1">
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                className="flex cursor-pointer items-center justify-between gap-4 rounded px-2 py-1 text-sm outline-none data-highlighted:bg-accent-soft"
              >
                <Select.ItemText>{option.label}</Select.ItemText>
                <Select.ItemIndicator>
                  <CheckIcon />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  );
}
