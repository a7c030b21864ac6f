/**
 * Settings of the encoder. They are part of the model's manifest: a model and its encoder are one, so nothing
 * here has a default in code.
 */
export interface EncoderConfig {
  /** Unicode normalisation applied first. */
  readonly unicodeForm: 'NFC' | 'NFKC';
  /** Longer texts keep this many UTF-16 units of their beginning and as many of their end. */
  readonly halfCharacters: number;
  /** Longer token sequences keep this many tokens of their beginning and as many of their end. */
  readonly halfTokens: number;
  /**
   * Source of the token pattern, matched with flags `gu`. The named groups tell what a match is: `url`, `user`,
   * `hashtag`, `emoticon`, `emoji`, `number`, `word`, `mark` (a run of one punctuation mark), `other`. No match holds
   * a space, and one beside a match is to it as the end of the text.
   */
  readonly pattern: string;
  /** Letters repeated at least this often are an elongation ("soooo") and are cut to two. */
  readonly elongationLength: number;
  /** Prefix of a vocabulary entry that continues a word. */
  readonly continuation: string;
  /** A word that needs more pieces is unknown. */
  readonly maxPieces: number;
  readonly markers: EncoderMarkers;
}

/** Vocabulary entries that stand for a kind of token rather than for a string of the text. */
export interface EncoderMarkers {
  readonly unknown: string;
  /** A text without a single token. */
  readonly empty: string;
  readonly url: string;
  readonly user: string;
  readonly number: string;
  /** Stands before the word of a hashtag. */
  readonly hashtag: string;
  /** Stands after a word in capitals. */
  readonly capitals: string;
  /** Stands after an elongated word. */
  readonly elongated: string;
  /** Stands after a mark that was repeated. */
  readonly repeated: string;
}
