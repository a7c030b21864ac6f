import type { ReactNode } from 'react';
import type { ModelInfo } from '../../app/types.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';
import { formatBytes, formatCount, formatCounted, formatShare } from '../format.ts';
import { useStorageState } from './use-storage-state.ts';

/** Where the data are, how much room they take, whether the browser keeps them, and which model answers. */
export function DeviceView() {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-8 sm:px-8">
      <section>
        <h1 className="font-semibold text-lg">On this device</h1>
        <p className="mt-2 text-ink-soft">
          Your posts are read, scored and kept in this browser. The app talks to no other server: a content
          security policy, enforced by the browser, forbids it. You can check it: open the developer tools,
          watch the network panel, and score a file. Or go offline first; everything works as before.
        </p>
      </section>
      <StorageFacts />
      <ModelFacts />
    </div>
  );
}

function StorageFacts() {
  const { state, askForPromise } = useStorageState();
  const datasets = useAppState((store) => store.datasets);
  const rows = datasets?.reduce((sum, { counts }) => sum + counts.read, 0) ?? 0;
  return (
    <Facts title="Storage">
      <Fact term="Kept here">
        {formatCounted(datasets?.length ?? 0, 'dataset')}, {formatCounted(rows, 'row')}
      </Fact>
      <Fact term="Space used by this app, with the app itself">
        {state ? `${formatBytes(state.usage)} of ${formatBytes(state.quota)} that the browser allows` : '…'}
      </Fact>
      <Fact term="Promise of the browser">
        {state === null
          ? '…'
          : state.persisted
            ? 'The browser has promised to keep the data until you delete them.'
            : 'The browser may delete the data if the disk runs full. Export what matters.'}
        {state && !state.persisted && (
          <div>
            <Button className="mt-2" onClick={askForPromise}>
              Ask for the promise
            </Button>
          </div>
        )}
      </Fact>
    </Facts>
  );
}

const BACKEND_WORDS = {
  webgpu: 'WebGPU: the graphics processor',
  wasm: 'WebAssembly: the processor, in several workers',
  cpu: 'JavaScript: the processor, slowly; neither WebGPU nor WebAssembly gave the right answers in this browser',
} as const;

function ModelFacts() {
  const model = useAppState((state) => state.model);
  return (
    <Facts title="Model">
      {model.state === 'loading' && <Fact term="State">Loading</Fact>}
      {model.state === 'failed' && <Fact term="State">{model.message}</Fact>}
      {model.state === 'ready' && <ReadyModelFacts info={model.info} />}
    </Facts>
  );
}

function ReadyModelFacts({ info }: { readonly info: ModelInfo }) {
  const { classes, accuracy, calibrationError, unsure } = info;
  const knowsNeutral = classes.includes('Neutral');
  return (
    <>
      <Fact term="Version">{info.version}</Fact>
      {info.fallback && (
        <Fact term="Why not the current one">
          {info.fallback.message} This browser kept a copy of the last model that opened without fault; it has
          passed the same checks and is in use instead.
        </Fact>
      )}
      <Fact term="Runs on">
        {BACKEND_WORDS[info.backend]}
        {info.race && ` ${raceInWords(info.race)}`}
      </Fact>
      {info.refused.map(({ backend, reason }) => (
        <Fact key={backend} term={`Not used: ${backend}`}>
          {reason}
        </Fact>
      ))}
      <Fact term="Classes">
        {classes.join(', ')}
        {!knowsNeutral && '. A neutral post is put on one side or the other.'}
      </Fact>
      {accuracy !== null && (
        <Fact term="Accuracy on held-out tweets of 2009">
          {formatShare(accuracy)} of them, all positive or negative, are put on the right side. On other kinds
          of text it may be lower or higher.
        </Fact>
      )}
      {calibrationError !== null && (
        <Fact term="Calibration">
          Probabilities mean what they say: on {knowsNeutral ? 'tweets labelled by hand' : 'the same tweets'},
          of posts given a probability of 0.80, about 80 % are of that class. On average they are off by{' '}
          {calibrationError.toFixed(3)} (expected calibration error).
        </Fact>
      )}
      {unsure && (
        <Fact term="Unsure">
          A post is marked where the confidence is under {unsure.below.toFixed(2)}:{' '}
          {formatShare(unsure.share)} of validation posts. Of those, {formatShare(unsure.errorInside)} had the
          wrong class; of the others, {formatShare(unsure.errorOutside)}.
        </Fact>
      )}
    </>
  );
}

/** What the short race at the first start said. */
function raceInWords({ webgpu, wasm }: NonNullable<ModelInfo['race']>): string {
  return `In a short race on this device the graphics card scored ${formatCount(Math.round(webgpu))} posts a second and the processor ${formatCount(Math.round(wasm))}.`;
}

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold text-base">{title}</h2>
      <dl className="divide-y divide-line border-line border-y">{children}</dl>
    </section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-6 py-2 sm:grid-cols-[14rem_1fr]">
      <dt className="text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
