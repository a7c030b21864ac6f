import type { Trend } from '../../app/types.ts';
import { netSentiment } from '../../core/stats/intervals.ts';
import { TableDetails } from '../controls/TableDetails.tsx';
import { formatCount, formatPoints, formatShare } from '../format.ts';

interface TrendTableProps {
  readonly trend: Trend;
  readonly labels: readonly string[];
}

/** The chart's numbers as a table, for screen readers and for reading off. It is made when it is opened. */
export function TrendTable(props: TrendTableProps) {
  return <TableDetails label="Trend as a table">{() => <Table {...props} />}</TableDetails>;
}

function Table({ trend, labels }: TrendTableProps) {
  const hasNeutral = trend.counts.some((counts) => counts[1] > 0);
  return (
    <table className="text-right">
      <thead className="sticky top-0 bg-ground">
        <tr className="text-ink-faint text-xs">
          <th scope="col" className="pr-6 text-left font-normal">
            {trend.axis === 'time' ? 'From' : 'Posts'}
          </th>
          <th scope="col" className="px-4 font-normal">
            Posts
          </th>
          <th scope="col" className="px-4 font-normal">
            Net sentiment
          </th>
          <th scope="col" className="px-4 font-normal">
            Negative
          </th>
          {hasNeutral && (
            <th scope="col" className="px-4 font-normal">
              Neutral
            </th>
          )}
          <th scope="col" className="px-4 font-normal">
            Positive
          </th>
        </tr>
      </thead>
      <tbody>
        {trend.counts.map((counts, i) => (
          <Row key={trend.starts[i]} label={labels[i]!} counts={counts} hasNeutral={hasNeutral} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly label: string;
  readonly counts: Trend['counts'][number];
  readonly hasNeutral: boolean;
}

function Row({ label, counts, hasNeutral }: RowProps) {
  const posts = counts[0] + counts[1] + counts[2];
  const share = (count: number): string => (posts === 0 ? '–' : formatShare(count / posts));
  return (
    <tr>
      <th scope="row" className="pr-6 text-left font-normal">
        {label}
      </th>
      <td className="px-4">{formatCount(posts)}</td>
      <td className="px-4">{formatPoints(netSentiment(counts[0], counts[2], posts).value)}</td>
      <td className="px-4">{share(counts[0])}</td>
      {hasNeutral && <td className="px-4">{share(counts[1])}</td>}
      <td className="px-4">{share(counts[2])}</td>
    </tr>
  );
}
