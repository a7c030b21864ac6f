import { z } from 'zod';

// zod compiles schemas with `new Function` where it can; the app's content security policy forbids that.
z.config({ jitless: true });

const size = z.int().positive();
const fraction = z.number().min(0).max(1);
const fileName = z.string().regex(/^[\w-][\w.-]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const tokenIds = z.array(z.int().min(0)).min(1);

const architecture = z.object({
  kind: z.literal('bilstm-attention'),
  /** Rows of the embedding: entries of the vocabulary. */
  vocabulary: size,
  /** Width of an embedding row. */
  embedding: size,
  /** Units of the LSTM per direction. */
  hidden: size,
  /** Width of the attention's hidden layer. */
  attention: size,
  /** Width of the dense layer before the logit. */
  dense: size,
});

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

/** What a model directory must say about itself; `loadArtifacts` refuses anything else. */
export const manifestSchema = z.object({
  formatVersion: z.literal(1),
  /** Year, month and number of the release: "2026.11-1". Also the name of its folder. */
  version: fileName,
  architecture,
  encoder,
  vocabularyFile: fileName,
  /** The classes in the order of the probabilities: P(positive) decides between the two. */
  classes: z.tuple([z.literal('Negative'), z.literal('Positive')]),
  /** Divides the logit before the sigmoid, so that probabilities are calibrated. */
  temperature: z.number().positive(),
  /** Positive from this P(positive) on. */
  threshold: fraction,
  /** Settings of the training run, as its configuration file has them. */
  training: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** SHA-256 of the id files that were trained and validated on. */
  dataHashes: z.record(z.string(), sha256),
  /** On the validation set, from the weights as shipped (after quantisation). */
  metrics,
  files: z.array(z.object({ name: fileName, bytes: size, sha256 })).min(1),
  tensors: z.array(tensor).min(1),
  /** `fingerprintEncoder` of the encoder that wrote the training ids. */
  probeFingerprint: sha256,
  /** Answers of the network as trained, P(positive), which every backend must reproduce before it is used. */
  golden: z.array(z.object({ text: z.string(), ids: tokenIds, probability: fraction })).min(1),
});

/** A model's description of itself, checked. */
export type Manifest = z.infer<typeof manifestSchema>;
/** Sizes of the network's layers. */
export type Architecture = Manifest['architecture'];
/** Where a tensor lies in the files, and how it is stored. */
export type TensorEntry = Manifest['tensors'][number];

/** `current.json`: the version in use, which is the name of its folder. */
export const currentSchema = z.object({ version: fileName });
