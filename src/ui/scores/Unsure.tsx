import { datasetModel } from '../../app/dataset-model.ts';
import type { UnsureBand } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { formatShare } from '../format.ts';

/** Under which confidence a post of the open dataset is unsure; null where the model in use did not score it. */
export function useUnsureBand(): UnsureBand | null {
  return useAppState((state) => datasetModel(state)?.unsure ?? null);
}

/** What being unsure means, in figures that were measured. */
export function unsureWords({ below, errorInside, errorOutside }: UnsureBand): string {
  return `The confidence is under ${below.toFixed(2)}. In validation the model gave ${formatShare(errorInside)} of such posts the wrong class, and ${formatShare(errorOutside)} of the others.`;
}

interface UnsureMarkProps {
  readonly confidence: number;
  readonly band: UnsureBand | null;
}

/**
 * The word "unsure" beside a class that may well be wrong; nothing beside any other. A click opens the post, as
 * anywhere on it; the word lies on top so that it can have a tooltip of its own.
 */
export function UnsureMark({ confidence, band, onOpen }: UnsureMarkProps & { readonly onOpen: () => void }) {
  if (!isUnsure(confidence, band)) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-testid="unsure"
      title={unsureWords(band)}
      className="relative z-10 w-fit whitespace-nowrap text-ink-faint text-xs"
      onClick={onOpen}
    >
      unsure
    </button>
  );
}

/** The same in a sentence, where there is room for it. */
export function UnsureNote({ confidence, band }: UnsureMarkProps) {
  if (!isUnsure(confidence, band)) return null;
  return (
    <p className="text-ink-soft text-sm" data-testid="unsure-note">
      <span className="font-medium text-ink">Unsure.</span> {unsureWords(band)}
    </p>
  );
}

function isUnsure(confidence: number, band: UnsureBand | null): band is UnsureBand {
  return band !== null && confidence < band.below;
}
