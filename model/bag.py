"""The n-grams of posts that a tower knows by heart: a vector each, summed beside the recurrence.

Which: the 2- and 3-grams (by bucket, as ngrams.py hashes them) whose posts lean most to one side, by the chi-squared
statistic against equal sides (Yang and Pedersen 1997). An LSTM of a hundred units cannot keep fifty thousand phrases;
a table can (wide and deep learning, Cheng et al. 2016).
"""
import numpy as np
import torch

from dataset import POSITIVE, EncodedPosts
from ngrams import BITS, LONGEST, buckets_of  # noqa: F401

SHORTEST = 2
RAREST = 8
ROWS_AT_ONCE = 50_000


def choose_buckets(posts: EncodedPosts, count: int, rows: "np.ndarray | None" = None) -> np.ndarray:
    """Buckets of the n-grams to keep by these rows (all without them), ascending; row i + 1 of the table is that of the i-th, row 0 of none."""
    seen, positive = np.zeros(2**BITS, dtype=np.int64), np.zeros(2**BITS, dtype=np.int64)
    for rows in _parts(posts, rows):
        buckets, _, counts = buckets_of(posts, rows, SHORTEST)
        seen += np.bincount(buckets, minlength=2**BITS)
        own = np.repeat(posts.labels[rows] == POSITIVE, counts)
        positive += np.bincount(buckets[own], minlength=2**BITS)
    lean = (2 * positive - seen) ** 2 / np.maximum(1, seen)
    lean[seen < RAREST] = -1
    return np.sort(np.argsort(-lean, kind="stable")[:count]).astype(np.int64)


class Bags:
    """For each post the rows of its n-grams in the table, and what each counts: one over the root of how many it has."""

    def __init__(self, posts: EncodedPosts, buckets: np.ndarray):
        row_of = np.zeros(2**BITS, dtype=np.uint16)
        row_of[buckets] = np.arange(1, len(buckets) + 1)
        kept, lengths, totals = [], [], []
        for rows in _parts(posts):
            found, offsets, counts = buckets_of(posts, rows, SHORTEST)
            found = row_of[found]
            known = np.concatenate([[0], np.cumsum(found > 0)])
            kept.append(found[found > 0])
            lengths.append(known[offsets + counts] - known[offsets])
            totals.append(counts)
        self.rows, self.lengths = np.concatenate(kept), np.concatenate(lengths)
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.shares = (1 / np.sqrt(np.maximum(1, np.concatenate(totals)))).astype(np.float32)

    def of(self, group: np.ndarray):
        """(rows [n], offset of each post, share of each row [n]) as torch's embedding_bag wants them."""
        lengths = self.lengths[group]
        offsets = np.cumsum(lengths) - lengths
        at = np.repeat(self.starts[group] - offsets, lengths) + np.arange(lengths.sum())
        shares = np.repeat(self.shares[group], lengths)
        return torch.from_numpy(self.rows[at].astype(np.int64)), torch.from_numpy(offsets), torch.from_numpy(shares)


def _parts(posts: EncodedPosts, rows: "np.ndarray | None" = None) -> list:
    rows = np.arange(len(posts)) if rows is None else rows
    return np.array_split(rows, max(1, len(rows) // ROWS_AT_ONCE))
