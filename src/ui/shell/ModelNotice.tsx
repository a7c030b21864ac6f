import { useAppState } from '../app-context.tsx';

/** Says that scores come from a kept model because the current one is damaged, and which that is. */
export function ModelNotice() {
  const info = useAppState((state) => (state.model.state === 'ready' ? state.model.info : null));
  if (!info?.fallback) return null;
  return (
    <div
      role="status"
      data-testid="model-fallback"
      className="border-negative border-b bg-raised px-4 py-2 text-sm"
    >
      <span aria-hidden="true" className="mr-2 text-negative-ink">
        ▲
      </span>
      {info.fallback.message} In use instead: model {info.version}, the copy that this browser kept when it
      last opened without fault.
    </div>
  );
}
