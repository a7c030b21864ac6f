import { MODEL_LANGUAGE } from '../../core/rows/languages.ts';

/** Why a post's score means little, where it was found to be in another language than the model learnt. */
export function LanguageNote({ language }: { readonly language: string | null }) {
  if (language === null || language === MODEL_LANGUAGE) return null;
  return (
    <p className="text-ink-soft text-sm" data-testid="language-note" data-language={language}>
      <span className="font-medium text-ink">Looks like {language}.</span> The model learnt from{' '}
      {MODEL_LANGUAGE}: do not rely on what it says here.
    </p>
  );
}
