import { useState } from 'react';
import type { RowIssue } from '../../app/types.ts';
import { noteText, refusalText } from '../../core/rows/problems.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { Pager } from '../controls/Pager.tsx';
import { ScrollRegion } from '../controls/ScrollRegion.tsx';
import type { DatasetViewProps } from '../dataset/dataset-view.ts';
import { downloadBlob } from '../download.ts';
import { formatCount } from '../format.ts';
import { DownloadIcon } from '../icons.tsx';
import { useLiveQuery } from '../use-live-query.ts';

const PAGE = 200;

/** Every row that was refused, or scored with a remark, with its number and reason. */
export function LedgerView({ route, revisionKey }: DatasetViewProps) {
  const queries = useQueries();
  const [offset, setOffset] = useState(0);
  const page = useLiveQuery(`${revisionKey} ${offset}`, () => queries.issues(offset, PAGE));
  const datasets = useAppState((state) => state.datasets);
  const dataset = datasets?.find((record) => record.id === route.datasetId);
  if (!page.data || !dataset) return null;
  const { total, issues } = page.data;
  const { read, scored, refused, noted } = dataset.counts;
  return (
    <div className="flex max-w-5xl flex-col gap-4 px-4 py-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="font-semibold text-base">Ledger of rows</h1>
          <p className="text-ink-soft">
            {formatCount(read)} rows read = {formatCount(scored)} scored + {formatCount(refused)} refused
            {read === scored + refused ? '.' : ` + ${formatCount(read - scored - refused)} still to score.`}{' '}
            {noted > 0 && `${formatCount(noted)} of the scored rows carry a remark.`}
          </p>
        </div>
        {total > 0 && (
          <Button
            onClick={() =>
              void queries.exportIssues().then((blob) => downloadBlob(blob, `${dataset.name}-ledger.csv`))
            }
          >
            <DownloadIcon />
            Ledger as CSV
          </Button>
        )}
      </div>
      {total === 0 ? (
        <p className="text-ink-soft">
          Every row was scored without a remark. Refused rows would be listed here.
        </p>
      ) : (
        <IssueTable issues={issues} />
      )}
      <Pager offset={offset} size={PAGE} total={total} onOffset={setOffset} />
    </div>
  );
}

function IssueTable({ issues }: { readonly issues: readonly RowIssue[] }) {
  return (
    <ScrollRegion label="Rows" className="overflow-x-auto">
      <table className="w-full text-left">
        <thead>
          <tr className="border-line border-b text-ink-soft text-xs">
            <th scope="col" className="py-1.5 pr-4 text-right font-medium">
              Row
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Outcome
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Reason
            </th>
            <th scope="col" className="py-1.5 font-medium">
              Found
            </th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <tr key={`${issue.rowNumber} ${issue.code}`} className="border-line border-b align-top">
              <td className="py-1.5 pr-4 text-right">{formatCount(issue.rowNumber)}</td>
              <td className="py-1.5 pr-4">{issue.kind === 'refused' ? 'Refused' : 'Scored'}</td>
              <td className="min-w-56 py-1.5 pr-4">
                {issue.kind === 'refused' ? refusalText(issue.code) : noteText(issue.code)}
              </td>
              <td dir="auto" className="max-w-96 break-words py-1.5 text-ink-soft">
                {issue.detail}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
