import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { DatasetRecord } from '../../app/types.ts';
import { useActions } from '../app-context.tsx';
import { Button } from '../controls/Button.tsx';

const LONGEST_NAME = 120;

interface RenameDialogProps {
  readonly dataset: DatasetRecord;
  /** The control that opens it. */
  readonly children: ReactNode;
}

/** Asks for another name of a dataset. */
export function RenameDialog({ dataset, children }: RenameDialogProps) {
  const { renameDataset } = useActions();
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState(dataset.name);
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        setName(dataset.name);
      }}
    >
      <Dialog.Trigger asChild>{children}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-line-strong bg-ground p-5 shadow-xl"
        >
          <Dialog.Title className="font-semibold text-base">Rename {dataset.name}</Dialog.Title>
          <form
            className="mt-4 flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              setIsOpen(false);
              void renameDataset(dataset.id, name);
            }}
          >
            <input
              aria-label="New name"
              data-testid="dataset-name"
              maxLength={LONGEST_NAME}
              value={name}
              className="h-8 rounded border border-line-strong bg-ground px-2"
              onChange={(event) => setName(event.target.value)}
              onFocus={(event) => event.target.select()}
            />
            <div className="flex justify-end gap-2">
              <Dialog.Close asChild>
                <Button>Cancel</Button>
              </Dialog.Close>
              <Button look="primary" type="submit" disabled={name.trim() === ''}>
                Rename
              </Button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
