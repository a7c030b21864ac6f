import { BANDS, type Look, MEASURES, SMOOTHINGS } from '../../app/look.ts';
import type { BucketSize, Trend } from '../../app/types.ts';
import { Choice } from '../controls/Choice.tsx';
import { BUCKET_LABELS } from './bucket-labels.ts';

const MEASURE_LABELS = { net: 'Net sentiment', shares: 'Share of each class' } as const;
const BAND_LABELS = { model: 'Band: sample and model', sample: 'Band: sample alone' } as const;

interface LookChoicesProps {
  readonly trend: Trend;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** False where nothing is known of the model's errors: there is one band only. */
  readonly hasErrors: boolean;
}

/** What the trend chart shows: lines, width of a bucket, smoothing, band. */
export function LookChoices({ trend, look, onLook, hasErrors }: LookChoicesProps) {
  return (
    <>
      <Choice
        label="Lines"
        testId="measure-select"
        value={look.measure}
        options={MEASURES.map((value) => ({ value, label: MEASURE_LABELS[value] }))}
        onChange={(value) => onLook({ ...look, measure: value as Look['measure'] })}
      />
      {trend.size && <SizeChoice trend={trend} look={look} onLook={onLook} />}
      <Choice
        label="Smoothing"
        testId="smoothing-select"
        isMarked={look.smoothing > 1}
        value={String(look.smoothing)}
        options={SMOOTHINGS.map((width) => ({
          value: String(width),
          label: width === 1 ? 'Not smoothed' : `Moving average of ${width}`,
        }))}
        onChange={(value) => onLook({ ...look, smoothing: Number(value) as Look['smoothing'] })}
      />
      {hasErrors && (
        <Choice
          label="Band"
          testId="band-select"
          value={look.band}
          options={BANDS.map((value) => ({ value, label: BAND_LABELS[value] }))}
          onChange={(value) => onLook({ ...look, band: value as Look['band'] })}
        />
      )}
    </>
  );
}

function SizeChoice({ trend, look, onLook }: Omit<LookChoicesProps, 'hasErrors'>) {
  const automatic = { value: 'auto', label: `Auto (${BUCKET_LABELS[trend.size!]})` };
  const sizes = trend.sizes.map((value) => ({ value, label: BUCKET_LABELS[value] }));
  return (
    <Choice
      label="Bucket size"
      testId="bucket-select"
      value={look.size !== 'auto' && trend.sizes.includes(look.size) ? look.size : 'auto'}
      options={[automatic, ...sizes]}
      onChange={(value) => onLook({ ...look, size: value as BucketSize | 'auto' })}
    />
  );
}
