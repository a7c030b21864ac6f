/** A piece of a vocabulary of sentence pieces: its text, where `▁` stands for a blank, and its log probability. */
export type Piece = readonly [text: string, logProbability: number];

const BLANK = '\u2581';
const UNKNOWN = 0;
/** Pieces before this are control symbols that no text holds. */
const RESERVED = 6;

/**
 * An encoder by a unigram language model of pieces: the most probable way to cut a text up (Kudo 2018, "Subword
 * Regularization", equation 6; Viterbi). Characters in no piece become one unknown piece, 0, for each run of them.
 */
export function createSentencePieceEncoder(vocabulary: readonly Piece[]): (text: string) => Uint16Array {
  const pieces = new Map<string, { id: number; score: number }>();
  let longest = 1;
  for (let id = RESERVED; id < vocabulary.length; id++) {
    const [text, score] = vocabulary[id]!;
    pieces.set(text, { id, score });
    longest = Math.max(longest, text.length);
  }
  // Worse than any piece, as in SentencePiece: lowest score less 10.
  const unknownScore = Math.min(...vocabulary.map(([, score]) => score)) - 10;

  return (text) => {
    const normal = BLANK + text.normalize('NFKC').trim().replace(/\s+/gu, BLANK);
    const size = normal.length;
    const best = new Float64Array(size + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Int32Array(size + 1);
    const ids = new Int32Array(size + 1);
    best[0] = 0;
    for (let start = 0; start < size; start++) {
      const reached = best[start]!;
      const step = (end: number, score: number, id: number): void => {
        if (reached + score <= best[end]!) return;
        best[end] = reached + score;
        from[end] = start;
        ids[end] = id;
      };
      step(start + 1, unknownScore, UNKNOWN);
      for (let end = start + 1; end <= Math.min(size, start + longest); end++) {
        const piece = pieces.get(normal.slice(start, end));
        if (piece) step(end, piece.score, piece.id);
      }
    }
    const path: number[] = [];
    for (let end = size; end > 0; end = from[end]!) {
      const id = ids[end]!;
      if (id !== UNKNOWN || path.at(-1) !== UNKNOWN) path.push(id);
    }
    return Uint16Array.from(path.reverse());
  };
}
