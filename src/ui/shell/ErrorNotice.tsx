import { useActions, useAppState } from '../app-context.tsx';
import { CloseIcon } from '../icons.tsx';
import { problemWords } from '../problem-words.ts';

/** What went wrong last, until it is dismissed. */
export function ErrorNotice() {
  const { dismissError, dropIntake } = useActions();
  const error = useAppState((state) => state.error);
  const intake = useAppState((state) => state.intake);
  const modelFailure = useAppState((state) => (state.model.state === 'failed' ? state.model.message : null));
  const refused = intake.step === 'refused' ? problemWords(intake.fileName, intake.problem) : null;
  const text = refused ?? error ?? modelFailure;
  if (text === null) return null;
  return (
    <div
      role="alert"
      data-testid="error-message"
      className="flex items-start justify-between gap-4 border-negative border-b bg-raised px-4 py-2 text-sm"
    >
      <span>
        <span aria-hidden="true" className="mr-2 text-negative-ink">
          ▲
        </span>
        {text}
      </span>
      {(refused ?? error) !== null && (
        <button
          type="button"
          aria-label="Dismiss this message"
          className="rounded p-1 text-ink-soft hover:bg-sunken"
          onClick={refused === null ? dismissError : dropIntake}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
