"""What a tower is trained and validated on: the corpora by the head that they teach, in the order of an epoch's steps."""
from pathlib import Path

import numpy as np

from bag import Bags, choose_buckets
from dataset import POSITIVE, EncodedPosts, read_corpora
from folds import rows_without


class Data:
    """The training corpora by the head that they teach, and the two validation sets."""

    def __init__(self, folder: Path, config: dict, limit: "int | None", teacher: "Path | None" = None, without: "str | None" = None):
        """`without`: "FOLD/FOLDS": posts of this fold of the two-class corpora are left out (folds.py)."""
        vocabulary, corpora = config["vocabulary"], read_corpora(folder, "train")
        # SemEval and Sentiment140 validate: their domains add nothing, all others learn what they add.
        names = sorted(c["name"] for c in corpora if c["name"] not in ("sentiment140", "semeval"))
        self.domains = 1 + len(names)
        domain_of = {name: 1 + i for i, name in enumerate(names)}
        repeats = config["ternaryRepeats"]

        def load(task: str, more: list) -> EncodedPosts:
            wanted = [c["name"] for c in corpora if c["task"] == task for _ in range(repeats.get(c["name"], 1))] + more
            posts = EncodedPosts(folder, vocabulary, wanted, [domain_of.get(name, 0) for name in wanted])
            if teacher is not None:
                posts.answers = np.concatenate([np.load(teacher / f"{name}.npy") for name in wanted])
            return posts

        unlabelled = [c["name"] for use in ("unlabelled", "sampled") for c in read_corpora(folder, use)]
        self.binary = load("binary", [name for name in unlabelled if teacher and (teacher / f"{name}.npy").exists()])
        self.ternary = load("ternary", [])
        self.binary_val = EncodedPosts(folder, vocabulary, ["sentiment140-val"], [0])
        self.ternary_val = EncodedPosts(folder, vocabulary, ["semeval-val"], [0])
        self.binary_rows = None if limit is None else np.random.default_rng(0).permutation(len(self.binary))[:limit]
        if without is not None:
            names = [c["name"] for c in corpora if c["task"] == "binary"]
            self.binary_rows = rows_without(folder, names, without)[:limit]
        self.buckets = None
        if config.get("bag"):
            labelled = self.binary.labels <= POSITIVE
            if without is not None:
                labelled &= np.isin(np.arange(len(labelled)), self.binary_rows)
            self.look_up(choose_buckets(self.binary, config["bag"]["ngrams"], np.flatnonzero(labelled)))
        self.ternary_rows = None if limit is None else np.random.default_rng(1).permutation(len(self.ternary))[: limit // 4]

    def look_up(self, buckets: np.ndarray) -> None:
        """Finds the n-grams of these buckets in all posts."""
        self.buckets = buckets
        for posts in (self.binary, self.ternary, self.binary_val, self.ternary_val):
            posts.bags = Bags(posts, buckets)

    def epoch(self, config: dict, rng: np.random.Generator) -> list:
        """(is ternary, rows of one length) for every step of an epoch."""
        binary_rows, share = self.binary_rows, config.get("binaryShare", 1.0)
        if share < 1:
            binary_rows = np.arange(len(self.binary)) if binary_rows is None else binary_rows
            binary_rows = rng.permutation(binary_rows)[: int(share * len(binary_rows))]
        binary = self.binary.groups(config["batch"], rng, binary_rows)
        # A tower may learn from emoticons alone: taught both kinds of labels, one fell from 0.8416 to 0.837 on those.
        ternary = self.ternary.groups(config["ternaryBatch"], rng, self.ternary_rows) if config["ternaryBatch"] else []
        spread = [(i / len(binary), False, group) for i, group in enumerate(binary)]
        spread += [(i / len(ternary), True, group) for i, group in enumerate(ternary)]
        return [(is_ternary, group) for _, is_ternary, group in sorted(spread, key=lambda step: step[:2])]
