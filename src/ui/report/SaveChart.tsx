import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { useAppState } from '../app-context.tsx';
import { downloadBlob } from '../download.ts';
import { ChevronIcon } from '../icons.tsx';
import { CHART_FORMATS, type ChartFormat, chartFile, type SavedChart } from './save-chart.ts';

const FORMAT_WORDS: Readonly<Record<ChartFormat, string>> = {
  png: 'Picture (PNG)',
  svg: 'Drawing (SVG)',
  csv: 'Data (CSV)',
};

/** A small menu that saves the trend chart as a picture or a drawing, or what it shows as a table. */
export function SaveChart(chart: SavedChart) {
  const [hasFailed, setHasFailed] = useState(false);
  const name = useAppState(
    ({ datasets, opened }) => datasets?.find(({ id }) => id === opened?.datasetId)?.name ?? 'posts',
  );

  async function save(format: ChartFormat): Promise<void> {
    setHasFailed(false);
    try {
      downloadBlob(await chartFile(chart, format), `${name}-trend.${format}`);
    } catch {
      setHasFailed(true);
    }
  }

  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          data-testid="save-chart"
          className="inline-flex h-8 items-center gap-1 rounded border border-line-strong bg-ground px-2 text-sm hover:bg-sunken"
        >
          Save chart <ChevronIcon />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="z-50 rounded border border-line-strong bg-ground p-1 text-ink shadow-lg"
          >
            {CHART_FORMATS.map((format) => (
              <DropdownMenu.Item
                key={format}
                data-testid={`save-chart-${format}`}
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
          The chart could not be saved. Try again, or take the other format.
        </span>
      )}
    </>
  );
}
