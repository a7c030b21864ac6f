"""Linear models over hashed 1- to 3-grams of token ids, in the weightings that compare.py measures.

Buckets are those of ngrams.py; what differs is how much an n-gram of a post counts.
"""
import numpy as np
import torch
from torch.nn import functional

from dataset import EncodedPosts
from ngrams import BATCH, BITS, LEARNING_RATE, SELDOM, buckets_of

CHUNK = 50_000


class Vectors:
    """Posts as sparse rows: for each the buckets it has, and how often."""

    def __init__(self, posts: EncodedPosts, rows: np.ndarray):
        parts = [self._count(posts, rows[i : i + CHUNK]) for i in range(0, len(rows), CHUNK)]
        self.buckets = np.concatenate([buckets for buckets, _, _ in parts])
        self.values = np.concatenate([values for _, values, _ in parts])
        self.sizes = np.concatenate([sizes for _, _, sizes in parts])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])

    @staticmethod
    def _count(posts: EncodedPosts, rows: np.ndarray):
        buckets, _, counts = buckets_of(posts, rows)
        keys, often = np.unique((np.repeat(np.arange(len(rows)), counts) << BITS) | buckets, return_counts=True)
        sizes = np.bincount(keys >> BITS, minlength=len(rows))
        return keys & (2**BITS - 1), often.astype(np.float32), sizes

    def __len__(self) -> int:
        return len(self.sizes)

    def take(self, rows: np.ndarray):
        """Buckets and values of some rows one after the other, and where each begins."""
        sizes = self.sizes[rows]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        at = np.repeat(self.starts[rows] - starts, sizes) + np.arange(sizes.sum())
        return self.buckets[at], self.values[at], starts

    def rarity(self) -> np.ndarray:
        """Inverse document frequency of each bucket, smoothed (Manning et al. 2008, chapter 6)."""
        found = np.bincount(self.buckets, minlength=2**BITS)
        return (np.log((1 + len(self)) / (1 + found)) + 1).astype(np.float32)

    def weigh(self, rarity: "np.ndarray | None") -> None:
        """TF-IDF rows of length 1; without `rarity` counts over the square root of their sum, as ngrams.py has it."""
        if rarity is None:
            norms = np.sqrt(np.add.reduceat(self.values, self.starts))
        else:
            self.values *= rarity[self.buckets]
            norms = np.sqrt(np.add.reduceat(self.values**2, self.starts))
        self.values /= np.repeat(norms, self.sizes)

    def logits(self, table: np.ndarray, bias: float) -> np.ndarray:
        return np.add.reduceat(table[self.buckets] * self.values, self.starts) + bias


def logistic(logits: torch.Tensor, positive: torch.Tensor) -> torch.Tensor:
    return functional.binary_cross_entropy_with_logits(logits, positive)


def hinge(logits: torch.Tensor, positive: torch.Tensor) -> torch.Tensor:
    """The loss of a linear support vector machine."""
    return torch.relu(1 - (2 * positive - 1) * logits).mean()


def fit_linear(vectors: Vectors, positive: np.ndarray, epochs: int, loss) -> "tuple[np.ndarray, float]":
    """Table [buckets] and bias of least `loss` by sparse Adagrad."""
    weights = torch.zeros(2**BITS, 1, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adagrad([weights, bias], lr=LEARNING_RATE)
    targets = torch.from_numpy(positive.astype(np.float32))
    for epoch in range(epochs):
        order = np.random.default_rng(epoch).permutation(len(vectors))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            buckets, values, starts = (torch.from_numpy(part) for part in vectors.take(rows))
            logits = functional.embedding_bag(
                buckets, weights, starts, mode="sum", sparse=True, per_sample_weights=values
            ).squeeze(-1)
            optimizer.zero_grad(set_to_none=True)
            loss(logits + bias, targets[rows]).backward()
            optimizer.step()
    return weights.detach().numpy()[:, 0].copy(), bias.item()


def drop_seldom(table: np.ndarray, vectors: Vectors) -> None:
    """Zeroes what fewer than SELDOM posts have, as ngrams.py does."""
    table[np.bincount(vectors.buckets, minlength=2**BITS) < SELDOM] = 0
