import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import { useActions } from '../app-context.tsx';

const OpenPicker = createContext<() => void>(() => undefined);

/** Opens the browser's file picker. */
export function useFilePicker(): () => void {
  return useContext(OpenPicker);
}

/** Takes a file dropped anywhere on the page, or picked; it is read here and goes nowhere else. */
export function FileDrop({ children }: { readonly children: ReactNode }) {
  const { takeFiles } = useActions();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const carriesFile = (event: React.DragEvent): boolean => event.dataTransfer.types.includes('Files');

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the picker button does the same by keyboard
    <div
      className="h-full"
      onDragOver={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setIsOver(false);
        void takeFiles([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        type="file"
        data-testid="file-input"
        aria-label="File of posts"
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values,text/plain,application/gzip"
        className="sr-only"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be picked again after a correction.
          event.target.value = '';
          void takeFiles(files);
        }}
      />
      <OpenPicker value={() => input.current?.click()}>{children}</OpenPicker>
      {isOver && (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center border-4 border-accent bg-ground/80 text-lg font-semibold">
          Drop the file to open it
        </div>
      )}
    </div>
  );
}
