import { type Explanation, explainText, type ReasonLimits } from '../../core/reasons/explain.ts';
import { netScoreAt } from '../../core/scores/confidence.ts';
import type { Classifier } from '../../engine/classifier.ts';

const REASON_LIMITS: Omit<ReasonLimits, 'halfCharacters'> = {
  exactPlayers: 6,
  maxEvaluations: 600,
  maxGroups: 64,
  seed: 1,
};

/** What each word of a text adds to the classifier's P(positive) minus P(negative). */
export function explainWith(classifier: Classifier, text: string): Promise<Explanation> {
  const { signal } = new AbortController();
  const netScores = async (texts: readonly string[]): Promise<Float64Array> => {
    const scored = await classifier.score(signal, texts);
    return Float64Array.from(texts, (_, i) => netScoreAt(scored, i));
  };
  const { halfCharacters } = classifier.manifest.encoder;
  return explainText(text, netScores, { ...REASON_LIMITS, halfCharacters });
}
