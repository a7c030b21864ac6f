import type { Comparison } from '../../app/types.ts';
import { netOfCounts } from '../../core/stats/net-change.ts';
import { TableDetails } from '../controls/TableDetails.tsx';
import { formatPoints } from '../format.ts';
import { bucketWords } from './bucket-words.ts';
import type { SegmentView } from './segment-view.ts';

interface SmallTrendsTableProps {
  readonly views: readonly SegmentView[];
  readonly size: Comparison['size'];
}

/** Net sentiment of each segment by bucket as a table: what the small charts draw. It is made when it is opened. */
export function SmallTrendsTable(props: SmallTrendsTableProps) {
  return <TableDetails label="Net sentiment over time as a table">{() => <Table {...props} />}</TableDetails>;
}

function Table({ views, size }: SmallTrendsTableProps) {
  const starts = [...new Set(views.flatMap((view) => view.starts))].toSorted((a, b) => a - b);
  return (
    <table className="text-right">
      <thead className="sticky top-0 bg-ground">
        <tr className="text-ink-faint text-xs">
          <th scope="col" className="pr-6 text-left font-normal">
            From
          </th>
          {views.map(({ name }) => (
            <th key={name} scope="col" className="max-w-40 truncate px-3 font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {starts.map((start) => (
          <tr key={start}>
            <th scope="row" className="whitespace-nowrap pr-6 text-left font-normal">
              {bucketWords(start, size)}
            </th>
            {views.map((view) => {
              const counts = view.trend[view.starts.indexOf(start)];
              return (
                <td key={view.name} className="px-3">
                  {counts ? formatPoints(netOfCounts(counts).value) : '–'}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
