import type { ReactNode } from 'react';
import { type DatasetView, datasetRoute, type Route } from '../../app/route.ts';
import { useActions, useAppState } from '../app-context.tsx';
import {
  ChartIcon,
  CompareIcon,
  DeviceIcon,
  FileIcon,
  HomeIcon,
  LedgerIcon,
  TableIcon,
  TopicsIcon,
} from '../icons.tsx';

interface RailItem {
  readonly label: string;
  readonly icon: ReactNode;
  readonly route: Route;
}

/** Ways to the other views: at the left, at the foot of a narrow screen. */
export function Rail() {
  const { navigate } = useActions();
  const route = useAppState((state) => state.route);
  const opened = useAppState((state) => state.opened);
  const isMapping = useAppState((state) => state.intake.step === 'mapping');
  const items = railItems(opened?.datasetId ?? null, route, isMapping);
  return (
    <nav
      aria-label="Views"
      className="flex shrink-0 justify-around border-line border-t bg-raised sm:w-20 sm:flex-col sm:justify-start sm:border-t-0 sm:border-r sm:py-2"
    >
      {items.map((item) => {
        const isCurrent = isSamePlace(item.route, route);
        return (
          <button
            key={item.label}
            type="button"
            aria-current={isCurrent ? 'page' : undefined}
            className={`flex flex-1 flex-col items-center gap-0.5 px-1 py-2 text-xs sm:flex-none ${
              isCurrent
                ? 'bg-accent-soft font-medium text-accent'
                : 'text-ink-soft hover:bg-sunken hover:text-ink'
            }`}
            onClick={() => {
              navigate(item.route);
            }}
          >
            {item.icon}
            {item.label}
          </button>
        );
      })}
    </nav>
  );
}

function railItems(datasetId: string | null, current: Route, isMapping: boolean): RailItem[] {
  const inDataset = (view: DatasetView, label: string, icon: ReactNode): RailItem[] =>
    datasetId === null
      ? []
      : [
          {
            label,
            icon,
            route: current.name === 'dataset' ? { ...current, view } : datasetRoute(datasetId, view),
          },
        ];
  return [
    { label: 'Start', icon: <HomeIcon />, route: { name: 'start' } },
    ...(isMapping ? [{ label: 'New file', icon: <FileIcon />, route: { name: 'mapping' } as const }] : []),
    ...inDataset('overview', 'Overview', <ChartIcon />),
    ...inDataset('topics', 'Topics', <TopicsIcon />),
    ...inDataset('compare', 'Compare', <CompareIcon />),
    ...inDataset('posts', 'Posts', <TableIcon />),
    ...inDataset('ledger', 'Ledger', <LedgerIcon />),
    { label: 'Device', icon: <DeviceIcon />, route: { name: 'device' } },
  ];
}

function isSamePlace(a: Route, b: Route): boolean {
  if (a.name === 'dataset' && b.name === 'dataset') return a.view === b.view && a.datasetId === b.datasetId;
  return a.name === b.name;
}
