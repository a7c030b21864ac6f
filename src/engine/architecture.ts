import { z } from 'zod';

// zod compiles schemas with `new Function` where it can; the app's content security policy forbids that. Before the first schema.
z.config({ jitless: true });

/** A count of something that there is. */
export const size = z.int().positive();
/** A file beside the manifest. */
export const fileName = z.string().regex(/^[\w-][\w.-]*$/);

/** Widths of a tower's layers. */
export const towerSizes = {
  /** Rows of the embedding: entries of the vocabulary. */
  vocabulary: size,
  /** Width of an embedding row. */
  embedding: size,
  /** Units of the LSTM per direction. */
  hidden: size,
  /** Width of the attention's hidden layer. */
  attention: size,
  /** Width of the dense layer before the logits. */
  dense: size,
};

/** A vector for each of the n-grams that training chose, summed beside the recurrence; see `engine/bag`. */
const bag = z
  .object({
    /** Rows of its table; row 0 stands for no n-gram. */
    rows: size,
    /** Width of a row. */
    width: size,
    bucketBits: z.int().min(1).max(24),
    /** Lengths, in token ids, of the n-grams that are counted. */
    shortest: z.int().min(1).max(5),
    longest: z.int().min(1).max(5),
  })
  .refine(({ shortest, longest }) => shortest <= longest);

const tower = z.object({
  ...towerSizes,
  /** Prefix of its tensors' names. */
  prefix: z.string(),
  vocabularyFile: fileName,
  bag: bag.nullish(),
  /**
   * The network's states are rounded to multiples of one over this, half to even, as soon as they are computed, so that
   * the kernel can multiply whole numbers; 63 lets it multiply bytes. Null: they are not rounded.
   */
  stateSteps: z.int().min(1).max(32_767).nullish(),
  /** What of the states meets the dense layer: their sum weighted by attention, or that and their maxima. */
  pooling: z.enum(['attention', 'attention-max']),
  /** Logits it gives. */
  outputs: size,
});

const ngrams = z.object({
  /** Tensor `[outputs, 2 ** bucketBits]`: what each bucket adds to each logit. */
  tensor: z.string(),
  outputs: size,
  bucketBits: z.int().min(1).max(24),
  /** Longest n-gram of token ids that is counted, from single ids on. */
  longest: z.int().min(1).max(5),
  /** Index of the tower whose ids are read. */
  tower: z.int().min(0),
});

/** The network: what `createNetwork` builds. */
export const architecture = z.object({
  kind: z.literal('lstm-towers'),
  /** Networks of one kind that read the same tokens, each through its own vocabulary. */
  towers: z.array(tower).min(1),
  /** A linear model over hashed n-grams beside them. */
  ngrams: ngrams.nullable(),
});

/** Sizes of one tower's layers. */
export type TowerSizes = z.infer<typeof tower>;
/** The n-grams that a tower has vectors of. */
export type BagSizes = NonNullable<TowerSizes['bag']>;
/** The linear model over n-grams. */
export type NgramSizes = z.infer<typeof ngrams>;
