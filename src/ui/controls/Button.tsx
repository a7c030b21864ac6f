import type { ComponentProps } from 'react';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:opacity-90 disabled:opacity-40',
  plain: 'border border-line-strong bg-ground text-ink hover:bg-sunken disabled:opacity-40',
  quiet: 'text-ink-soft hover:bg-sunken hover:text-ink disabled:opacity-40',
  danger: 'border border-negative text-negative-ink hover:bg-sunken disabled:opacity-40',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof LOOKS;
}

/** A button of the house; `plain` unless said otherwise. */
export function Button({ look = 'plain', className = '', ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded px-3 text-sm font-medium transition-colors duration-150 disabled:cursor-not-allowed ${LOOKS[look]} ${className}`}
      {...props}
    />
  );
}
