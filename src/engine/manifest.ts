import { z } from 'zod';
import type { TransferByMethod, TransferDeviation } from '../core/stats/transfer.ts';
import { architecture, fileName, size, towerSizes } from './architecture.ts';

const fraction = z.number().min(0).max(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const tokenIds = z.array(z.int().min(0)).min(1);

const weightsOf = z.array(z.number());

/** Linear in all logits of towers and n-grams, in this order. */
const linear = z.object({ weights: weightsOf.min(1), bias: z.number() });

/** The last layer; calibration is part of it. */
const heads = z.object({
  binary: linear.extend({
    /**
     * A second answer, for posts like those labelled in three classes; the first is for ones like those in two. Of a post without a file the share
     * of the second is the sigmoid of `gate` (mixture of experts, Jacobs et al. 1991). `unlike` is a post's logit of not
     * being like those of two; without it (until 2026.11-7) all posts are looked at by themselves.
     */
    mixture: z.object({ other: linear, gate: linear, unlike: linear.optional() }).optional(),
  }),
  ternary: z.object({ weights: z.array(weightsOf).length(3), bias: weightsOf.length(3) }).nullable(),
});

/** Posts whose confidence lies under `below` are unsure; shares and error rates of validation posts. */
const unsure = z.object({ below: fraction, share: fraction, errorInside: fraction, errorOutside: fraction });

const encoder = z.object({
  unicodeForm: z.enum(['NFC', 'NFKC']),
  halfCharacters: size,
  halfTokens: size,
  pattern: z.string().min(1),
  elongationLength: z.int().min(2),
  continuation: z.string(),
  maxPieces: size,
  markers: z.object({
    unknown: z.string(),
    empty: z.string(),
    url: z.string(),
    user: z.string(),
    number: z.string(),
    hashtag: z.string(),
    capitals: z.string(),
    elongated: z.string(),
    repeated: z.string(),
  }),
});

const metrics = z.object({
  rows: size,
  accuracy: fraction,
  f1: fraction,
  precision: fraction,
  recall: fraction,
  auc: fraction,
  /** Expected calibration error over 15 bins of equal width (Guo et al. 2017, arXiv:1706.04599). */
  ece: fraction,
  /** What that error would be on as many posts were every probability exact: nothing below it can be shown. */
  eceByChance: fraction.optional(),
  confusion: z.object({
    truePositive: z.int().min(0),
    falsePositive: z.int().min(0),
    trueNegative: z.int().min(0),
    falseNegative: z.int().min(0),
  }),
});

const tensor = z.object({
  name: z.string().min(1),
  shape: z.array(size).min(1),
  /** `int8-rows`: one float32 scale per row at `scalesOffset`; value = scale * int8. All little-endian. */
  dtype: z.enum(['int8-rows', 'float16', 'float32']),
  file: fileName,
  /** First byte in the file; a multiple of the element's size. */
  offset: z.int().min(0),
  scalesOffset: z.int().min(0).optional(),
});

/** The three-class head on its validation set, each post answered by a head that was fitted without it. */
const ternary = z.object({
  rows: size,
  macroRecall: fraction,
  accuracy: fraction,
  macroF1: fraction,
  ece: fraction,
  eceByChance: fraction.optional(),
});

const perClass = z.array(z.number().nonnegative()).length(3);

const deviation = z.object({ shares: perClass, netSentiment: z.number().nonnegative() });
const byMethod = z.object({
  counted: deviation,
  probabilistic: deviation,
  adjusted: deviation,
  adjustedProbabilistic: deviation,
  priorShift: deviation,
});

/** Until 2026.11-6 a manifest had the deviation of counts alone, which stood for all. */
function ofEveryMethod(counted: TransferDeviation): TransferByMethod {
  return {
    counted,
    probabilistic: counted,
    adjusted: counted,
    adjustedProbabilistic: counted,
    priorShift: counted,
  };
}

/** What is needed to estimate the shares of the classes in a set of posts: see `core/stats/quantification`. */
const quantification = z.object({
  /** Rows true, columns answered, in the order of the classes, on the validation set. */
  confusion: z.array(perClass).length(3),
  /** Shares of the classes in the posts that calibration was fitted on. */
  priors: perClass,
  /** Sums over the validation posts of each true class. */
  byTruth: z
    .array(
      z.object({
        rows: size,
        answers: perClass,
        probabilities: perClass,
        products: z.array(perClass).length(3),
      }),
    )
    .length(3),
  /** Standard deviation of each estimate's errors on sets of other origin; null where it was not measured. */
  transfer: z.union([byMethod, deviation.transform(ofEveryMethod)]).nullable(),
});

const shared = {
  /** Year, month and number of the release: "2026.11-1". Also the name of its folder. */
  version: fileName,
  encoder,
  /** Positive from this P(positive) of the two-class head on. */
  threshold: fraction,
  /** Settings of the training run, as its configuration file has them. */
  training: z.record(z.string(), z.json()),
  /** SHA-256 of the id files that were trained and validated on. */
  dataHashes: z.record(z.string(), sha256),
  /** Of the two-class head on its validation set, from the weights as shipped (after quantisation). */
  metrics,
  files: z.array(z.object({ name: fileName, bytes: size, sha256 })).min(1),
  tensors: z.array(tensor).min(1),
  /** `fingerprintEncoder` of the encoder that wrote the training ids. */
  probeFingerprint: sha256,
};

/** The first format: one tower, one logit, a temperature. */
const manifestV1 = z.object({
  formatVersion: z.literal(1),
  ...shared,
  architecture: z.object({ kind: z.literal('bilstm-attention'), ...towerSizes }),
  vocabularyFile: fileName,
  classes: z.tuple([z.literal('Negative'), z.literal('Positive')]),
  /** Divides the logit before the sigmoid, so that probabilities are calibrated (Guo et al. 2017). */
  temperature: z.number().positive(),
  golden: z.array(z.object({ text: z.string(), ids: tokenIds, probability: fraction })).min(1),
});

/** The format in use. */
export const manifestV2 = z.object({
  formatVersion: z.literal(2),
  ...shared,
  architecture,
  heads,
  /** The classes in the order of their probabilities. */
  classes: z.union([
    z.tuple([z.literal('Negative'), z.literal('Positive')]),
    z.tuple([z.literal('Negative'), z.literal('Neutral'), z.literal('Positive')]),
  ]),
  /**
   * Of three classes, the one with the greatest log probability minus this is chosen. It is a part of the log of the classes'
   * shares in validation; all of it would be the rule of greatest expected macro recall. Null with two classes.
   */
  decisionOffsets: z.array(z.number()).length(3).nullable(),
  unsure: unsure.nullable(),
  ternary: ternary.nullable(),
  quantification: quantification.nullable(),
  /** Answers of the network as exported, which every backend must reproduce before it is used; ids per tower. */
  golden: z
    .array(
      z.object({
        text: z.string(),
        ids: z.array(tokenIds).min(1),
        probability: fraction,
        /** P(positive) where the post's domain is known; absent where the heads do not tell domains apart. */
        byDomain: z.object({ 'two-class': fraction, 'three-class': fraction }).optional(),
        classes: z.array(fraction).length(3).nullable(),
      }),
    )
    .min(1),
});

/** What a model directory must say about itself; `loadArtifacts` refuses anything else. */
export const manifestSchema = z
  .discriminatedUnion('formatVersion', [manifestV1, manifestV2])
  .transform((found): Manifest => (found.formatVersion === 1 ? upgrade(found) : found))
  .refine(fitsTogether, { path: ['heads'] });

/** A model's description of itself, checked. */
export type Manifest = z.infer<typeof manifestV2>;
export type { BagSizes, NgramSizes, TowerSizes } from './architecture.ts';
/** What is fitted over the logits of towers and n-grams. */
export type Heads = Manifest['heads'];
/** A logit that is linear in those of towers and n-grams. */
export type Linear = z.infer<typeof linear>;
/** Where a tensor lies in the files, and how it is stored. */
export type TensorEntry = Manifest['tensors'][number];

/** Whether each head has a weight for each logit, and there are as many classes as the heads answer. */
function fitsTogether({ architecture, heads, classes, golden }: Manifest): boolean {
  const { towers, ngrams } = architecture;
  const width = towers.reduce((sum, { outputs }) => sum + outputs, 0) + (ngrams?.outputs ?? 0);
  const { binary, ternary } = heads;
  const { other, gate, unlike } = binary.mixture ?? {};
  const experts = [binary, other, gate, unlike].filter((linear) => linear !== undefined);
  const rows = [...experts.map(({ weights }) => weights), ...(ternary?.weights ?? [])];
  return (
    rows.every((row) => row.length === width) &&
    (ngrams === null || ngrams.tower < towers.length) &&
    (classes.length === 3) === (ternary !== null) &&
    golden.every(
      (answer) =>
        answer.ids.length === towers.length &&
        (answer.classes !== null) === (classes.length === 3) &&
        (answer.byDomain === undefined || unlike !== undefined),
    )
  );
}

function upgrade(old: z.infer<typeof manifestV1>): Manifest {
  const { architecture: sizes, vocabularyFile, temperature, golden, ...rest } = old;
  const { kind: _, ...layers } = sizes;
  const single = { ...layers, prefix: '', vocabularyFile, pooling: 'attention' as const, outputs: 1 };
  return {
    ...rest,
    formatVersion: 2,
    architecture: { kind: 'lstm-towers', towers: [single], ngrams: null },
    heads: { binary: { weights: [1 / temperature], bias: 0 }, ternary: null },
    decisionOffsets: null,
    unsure: null,
    ternary: null,
    quantification: null,
    golden: golden.map(({ text, ids, probability }) => ({ text, ids: [ids], probability, classes: null })),
  };
}

/** `current.json`: the version in use, which is the name of its folder. */
export const currentSchema = z.object({ version: fileName });
