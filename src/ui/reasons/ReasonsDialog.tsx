import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { datasetModel } from '../../app/dataset-model.ts';
import type { PostRow } from '../../app/types.ts';
import { useAppState, useQueries } from '../app-context.tsx';
import { Repeats } from '../duplicates/Repeats.tsx';
import { formatDateTime, formatProbability } from '../format.ts';
import { CloseIcon } from '../icons.tsx';
import { ClassProbabilities } from '../scores/ClassProbabilities.tsx';
import { LanguageNote } from '../scores/LanguageNote.tsx';
import { SentimentMark } from '../scores/SentimentMark.tsx';
import { UnsureNote, useUnsureBand } from '../scores/Unsure.tsx';
import { useLiveQuery } from '../use-live-query.ts';
import { CopyPost } from './CopyPost.tsx';
import { Reasons } from './Reasons.tsx';

interface ReasonsDialogProps {
  readonly post: PostRow;
  readonly onClose: () => void;
}

/** One post in full: its words and what each of them did, its probabilities, and how far to trust them; and who else says it. */
export function ReasonsDialog({ post, onClose }: ReasonsDialogProps) {
  // Radix gives the focus back to a trigger, of which there is none.
  const opener = useRef(document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          data-testid="post-reasons"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(44rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line-strong bg-ground shadow-xl"
        >
          <div className="flex items-center gap-3 border-line border-b px-5 py-3">
            <Dialog.Title className="font-semibold text-base">
              Why <SentimentMark sentiment={post.sentiment} />
            </Dialog.Title>
            <span className="ml-auto">
              <CopyPost post={post} />
            </span>
            <Dialog.Close aria-label="Close" className="rounded p-1 text-ink-soft hover:bg-sunken">
              <CloseIcon />
            </Dialog.Close>
          </div>
          <PostBody post={post} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PostBody({ post }: { readonly post: PostRow }) {
  const { text } = useQueries();
  const zone = useAppState((state) => state.zone);
  const isOfThisModel = useAppState((state) => state.model.state !== 'ready' || datasetModel(state) !== null);
  const band = useUnsureBand();
  const whole = useLiveQuery(String(post.row), () => text(post.row));
  const about = [post.author, post.brand, post.epochMs === null ? null : formatDateTime(post.epochMs, zone)];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the arrow keys could not scroll it
    <div tabIndex={0} className="flex flex-col gap-3 overflow-y-auto px-5 py-4">
      <p className="text-ink-faint text-xs">
        {[...about.filter((part) => part !== null), `row ${post.row + 1}`].join(' · ')}
      </p>
      {whole.error !== null && <p className="text-negative-ink">{whole.error}</p>}
      {whole.data === null ? (
        <p dir="auto" className="whitespace-pre-wrap break-words text-base leading-8">
          {post.text}
        </p>
      ) : (
        <Reasons text={whole.data} />
      )}
      <div className="flex flex-col gap-2 border-line border-t pt-3">
        {post.classes ? (
          <ClassProbabilities classes={post.classes} chosen={post.sentiment} />
        ) : (
          <p>Probability of positive {formatProbability(post.probability)}</p>
        )}
        <UnsureNote confidence={post.confidence} band={band} />
        <LanguageNote language={post.language} />
        {!isOfThisModel && (
          <p className="text-ink-soft text-sm">
            An earlier model scored this post; the words are weighed by the one in use now.
          </p>
        )}
      </div>
      <Repeats row={post.row} />
    </div>
  );
}
