import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { useAppState } from '../app-context.tsx';
import { downloadBlob } from '../download.ts';
import { ChevronIcon, DownloadIcon } from '../icons.tsx';
import { chartFile, SAVE_FORMATS, type SavedChart, type SaveFormat } from './save-file.ts';

const FORMAT_WORDS: Readonly<Record<SaveFormat, string>> = {
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Data (CSV)',
};

interface SaveMenuProps {
  /** What is saved: part of the file's name and of the menu's. */
  readonly name: string;
  /** Words for the button; without them it is an icon. */
  readonly words: string | null;
  readonly chart: SavedChart;
}

/** A small menu that saves a chart as a picture or a drawing, or what it shows as a table. */
export function SaveMenu({ name, words, chart }: SaveMenuProps) {
  const [hasFailed, setHasFailed] = useState(false);
  const dataset = useAppState(
    ({ datasets, opened }) => datasets?.find(({ id }) => id === opened?.datasetId)?.name ?? 'posts',
  );
  const formats = chart.draw ? SAVE_FORMATS : SAVE_FORMATS.filter((format) => format === 'csv');

  async function save(format: SaveFormat): Promise<void> {
    setHasFailed(false);
    try {
      downloadBlob(await chartFile(chart, format), `${dataset}-${name}.${format}`);
    } catch {
      setHasFailed(true);
    }
  }

  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          data-testid={`save-${name}`}
          aria-label={words ?? `Save: ${name}`}
          title={words ?? 'Save as a picture or as data'}
          className={
            words === null
              ? 'inline-flex size-7 items-center justify-center rounded text-ink-faint hover:bg-sunken hover:text-ink'
              : 'inline-flex h-8 items-center gap-1 rounded border border-line-strong bg-ground px-2 text-sm hover:bg-sunken'
          }
        >
          {words === null ? (
            <DownloadIcon />
          ) : (
            <>
              {words} <ChevronIcon />
            </>
          )}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="z-50 rounded border border-line-strong bg-ground p-1 text-ink shadow-lg"
          >
            {formats.map((format) => (
              <DropdownMenu.Item
                key={format}
                data-testid={`save-${name}-${format}`}
                className="cursor-pointer rounded px-2 py-1 text-sm outline-none data-highlighted:bg-accent-soft"
                onSelect={() => void save(format)}
              >
                {FORMAT_WORDS[format]}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {hasFailed && (
        <span role="alert" className="text-negative-ink text-xs">
          It could not be saved. Try again, or take the other format.
        </span>
      )}
    </>
  );
}
