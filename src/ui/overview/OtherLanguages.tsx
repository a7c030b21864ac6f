import type { PostFilter, Summary } from '../../app/types.ts';
import { hasOtherLanguages, MODEL_LANGUAGE, UNCLEAR_NAME } from '../../core/rows/languages.ts';
import { Button } from '../controls/Button.tsx';
import { Explained } from '../controls/Explained.tsx';
import { formatCounted, formatShare } from '../format.ts';

interface OtherLanguagesProps {
  readonly summary: Summary;
  readonly filter: PostFilter;
  readonly onFilter: (filter: PostFilter) => void;
}

/** How many of the selected posts are in languages that the model did not learn, and the way to leave them out. */
export function OtherLanguages({ summary: { foreign, selected }, filter, onFilter }: OtherLanguagesProps) {
  if (foreign === null || !hasOtherLanguages(foreign, selected)) return null;
  return (
    <p data-testid="other-languages" data-value={foreign} className="mt-3 text-ink-soft text-sm">
      <Explained
        label="Other languages"
        className="font-medium text-ink"
        explanation={
          <p>
            Posts of the selection that, by their letters (ELD), are in another language than {MODEL_LANGUAGE}
            . What the model says of them is not reliable. Very short and mixed posts are unclear, and not
            among them. By language, further down, has each language by itself.
          </p>
        }
      >
        {formatCounted(foreign, 'post')} ({formatShare(foreign / selected)})
      </Explained>{' '}
      {foreign === 1 ? 'is' : 'are'} not in {MODEL_LANGUAGE}, from which the model learnt.
      <Button
        className="ml-3 h-7"
        onClick={() => onFilter({ ...filter, languages: [MODEL_LANGUAGE, UNCLEAR_NAME] })}
      >
        Leave them out
      </Button>
    </p>
  );
}
