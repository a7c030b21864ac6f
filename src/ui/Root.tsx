import { lazy, Suspense, useEffect } from 'react';
import type { Route } from '../app/route.ts';
import { useAppState } from './app-context.tsx';
import { DeviceView } from './device/DeviceView.tsx';
import { MappingView } from './mapping/MappingView.tsx';
import { ErrorBoundary } from './shell/ErrorBoundary.tsx';
import { ErrorNotice } from './shell/ErrorNotice.tsx';
import { FileDrop } from './shell/FileDrop.tsx';
import { ModelNotice } from './shell/ModelNotice.tsx';
import { Rail } from './shell/Rail.tsx';
import { RunBar } from './shell/RunBar.tsx';
import { ShortcutsDialog } from './shell/ShortcutsDialog.tsx';
import { TopBar } from './shell/TopBar.tsx';
import { UpdateNotice } from './shell/UpdateNotice.tsx';
import { StartView } from './start/StartView.tsx';

// Charts and tables are most of the code; the start page does not wait for them.
const loadDatasetPage = () => import('./dataset/DatasetPage.tsx');
const DatasetPage = lazy(() =>
  loadDatasetPage().then(({ DatasetPage: component }) => ({ default: component })),
);

/** The frame around every page, and the page that the route names. */
export function Root() {
  const route = useAppState((state) => state.route);
  return (
    <FileDrop>
      <button
        type="button"
        onClick={() => document.getElementById('main')?.focus()}
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-ground focus:p-2"
      >
        Skip to content
      </button>
      <div className="flex h-full flex-col">
        <TopBar />
        <RunBar />
        <UpdateNotice />
        <ShortcutsDialog />
        <ErrorNotice />
        <ModelNotice />
        <div className="flex min-h-0 flex-1 flex-col-reverse sm:flex-row">
          <Rail />
          <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
            <ErrorBoundary key={route.name}>
              <Page route={route} />
            </ErrorBoundary>
          </main>
        </div>
      </div>
    </FileDrop>
  );
}

function Page({ route }: { readonly route: Route }) {
  const isMapping = useAppState((state) => state.intake.step === 'mapping');
  // While the person looks at the columns, so that the run does not begin with it.
  useEffect(() => {
    if (isMapping) void loadDatasetPage();
  }, [isMapping]);
  if (route.name === 'device') return <DeviceView />;
  if (route.name === 'mapping' && isMapping) return <MappingView />;
  if (route.name !== 'dataset') return <StartView />;
  return (
    <Suspense fallback={<div className="h-full bg-ground" />}>
      <DatasetPage route={route} />
    </Suspense>
  );
}
