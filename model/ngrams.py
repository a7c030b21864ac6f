"""npm run model:ngrams -- [--name ngrams] [--vocabulary words]: a linear model over hashed n-grams of token ids.

The table [1, 2 ** bits] that src/engine/ngrams.ts reads: a post's logit of P(positive) is the sum over its 1- to
3-grams divided by the square root of how many there are (feature hashing, Weinberger et al. 2009; sparse Adagrad).
Buckets that training met seldom stay zero.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from dataset import POSITIVE, EncodedPosts, read_corpora
from metrics import auc

LONGEST, BITS, SELDOM = 3, 20, 4
BATCH, LEARNING_RATE, EPOCHS = 2048, 0.25, 3
PRIME, BASIS, MIX = 0x01000193, 0x811C9DC5, 0x85EBCA6B


def buckets_of(posts: EncodedPosts, rows: np.ndarray, shortest: int = 1):
    """Buckets of all n-grams of the rows from `shortest` ids on, one post after the other: (buckets, offset of each post, count of each)."""
    lengths = posts.lengths[rows]
    spans = np.repeat(posts.starts[rows] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    at = spans + np.arange(lengths.sum())
    ids = posts.ids[at].astype(np.uint32) + np.uint32(1)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(lengths.sum())  # tokens from here to the post's end
    hashes, found = np.full(len(ids), BASIS, dtype=np.uint32), np.zeros((len(ids), LONGEST), dtype=np.int64)
    for n in range(LONGEST):
        ahead = np.zeros_like(ids)
        ahead[: max(0, len(ids) - n)] = ids[n:]
        hashes = (hashes ^ ahead) * np.uint32(PRIME)
        mixed = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(MIX)
        found[:, n] = np.where((left > n) & (n >= shortest - 1), (mixed >> np.uint32(32 - BITS)).astype(np.int64), -1)
    counts = sum(np.maximum(0, lengths - n) for n in range(shortest - 1, LONGEST))
    flat = found.reshape(-1)
    return flat[flat >= 0], np.concatenate([[0], np.cumsum(counts)[:-1]]), counts


def logits_of(table: np.ndarray, posts: EncodedPosts) -> np.ndarray:
    """Logits [posts, 1] by a table [1, buckets]."""
    result = np.zeros((len(posts), 1), dtype=np.float32)
    for rows in np.array_split(np.arange(len(posts)), max(1, len(posts) // 50_000)):
        buckets, offsets, counts = buckets_of(posts, rows)
        result[rows, 0] = np.add.reduceat(table[0, buckets], offsets) / np.sqrt(counts)
    return result


def train(posts: EncodedPosts, val: EncodedPosts) -> np.ndarray:
    weights = torch.zeros(2**BITS, 1, requires_grad=True)
    optimizer = torch.optim.Adagrad([weights], lr=LEARNING_RATE)
    bias = torch.zeros(1)
    seen = np.zeros(2**BITS, dtype=np.int64)
    positive = (posts.labels == POSITIVE).astype(np.float32)
    best, kept = 0.0, None
    for epoch in range(EPOCHS):
        order = np.random.default_rng(epoch).permutation(len(posts))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            buckets, offsets, counts = buckets_of(posts, rows)
            if epoch == 0:
                np.add.at(seen, buckets, 1)
            share = torch.from_numpy(np.repeat(1 / np.sqrt(counts), counts).astype(np.float32))
            logits = functional.embedding_bag(
                torch.from_numpy(buckets), weights, torch.from_numpy(offsets), mode="sum", sparse=True,
                per_sample_weights=share,
            ).squeeze(-1)
            targets = torch.from_numpy(positive[rows]) * 0.9 + 0.05
            optimizer.zero_grad(set_to_none=True)
            functional.binary_cross_entropy_with_logits(logits + bias, targets).backward()
            optimizer.step()
        table = weights.detach().numpy().reshape(1, -1).copy()
        table[0, seen < SELDOM] = 0
        logits = logits_of(table, val)[:, 0]
        answers = val.labels == POSITIVE
        accuracy = float(((logits >= 0) == answers).mean())
        print(json.dumps({"epoch": epoch, "accuracy": accuracy, "auc": auc(logits, answers)}), flush=True)
        if accuracy > best:
            best, kept = accuracy, table
    return kept


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", default="ngrams")
    parser.add_argument("--vocabulary", default="words")
    parser.add_argument("--data", default="model/runs/data")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data, folder = Path(arguments.data), Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    names = [c["name"] for c in read_corpora(data, "train") if c["task"] == "binary"]
    posts = EncodedPosts(data, arguments.vocabulary, names, [0] * len(names))
    val = EncodedPosts(data, arguments.vocabulary, ["sentiment140-val"], [0])
    np.save(folder / "table.npy", train(posts, val))
    config = {"vocabulary": arguments.vocabulary, "longest": LONGEST, "bits": BITS, "epochs": EPOCHS}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


if __name__ == "__main__":
    main()
