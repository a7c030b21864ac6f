"""Token ids as the TypeScript encoder wrote them, in batches of posts of one length."""
import json
from pathlib import Path

import numpy as np
import torch

NEUTRAL, POSITIVE = 1, 2


def read_corpora(folder: Path, use: str) -> list:
    """The corpora that model/encode.ts wrote for a use ("train", "held-out", "validation")."""
    return [c for c in json.loads((folder / "corpora.json").read_text())["corpora"] if c["use"] == use]


class EncodedPosts:
    """Posts of some corpora through one vocabulary: ids, offsets, labels (0, 1, 2) and the domain of each."""

    def __init__(self, folder: Path, vocabulary: str, names: list, domains: list):
        parts = [self._read(folder, vocabulary, name) for name in names]
        starts = np.cumsum([0] + [len(ids) for ids, _, _ in parts])
        self.ids = np.concatenate([ids for ids, _, _ in parts])
        self.starts = np.concatenate([offsets[:-1] + start for (_, offsets, _), start in zip(parts, starts)])
        self.lengths = np.concatenate([np.diff(offsets) for _, offsets, _ in parts])
        self.labels = np.concatenate([labels for _, _, labels in parts])
        self.bags = None
        # What a teacher says of each post [posts, 4] (teach.py), if there is one.
        self.answers = None
        self.domains = np.concatenate([np.full(len(p[2]), d, dtype=np.int64) for p, d in zip(parts, domains)])

    @staticmethod
    def _read(folder: Path, vocabulary: str, name: str):
        ids = np.fromfile(folder / f"{name}.{vocabulary}.ids", dtype="<u2")
        offsets = np.fromfile(folder / f"{name}.{vocabulary}.offsets", dtype="<u4").astype(np.int64)
        labels = np.fromfile(folder / f"{name}.labels", dtype=np.uint8)
        if offsets[-1] != len(ids) or len(labels) != len(offsets) - 1:
            raise ValueError(f"{name}: ids, offsets and labels do not belong together")
        return ids, offsets, labels

    def __len__(self) -> int:
        return len(self.labels)

    def groups(self, size: int, rng: "np.random.Generator | None", rows: "np.ndarray | None" = None) -> list:
        """Rows in groups of one length; shuffled with a generator, by length without one."""
        rows = np.arange(len(self)) if rows is None else rows
        if rng is not None:
            rows = rng.permutation(rows)
        rows = rows[np.argsort(self.lengths[rows], kind="stable")]
        cuts = np.flatnonzero(np.diff(self.lengths[rows])) + 1
        groups = [g[i : i + size] for g in np.split(rows, cuts) for i in range(0, len(g), size)]
        return groups if rng is None else [groups[i] for i in rng.permutation(len(groups))]

    def ids_of(self, group: np.ndarray) -> torch.Tensor:
        """Token ids [batch, time] of rows of one length."""
        spans = self.starts[group][:, None] + np.arange(self.lengths[group[0]])
        return torch.from_numpy(self.ids[spans].astype(np.int64))

    def inputs_of(self, group: np.ndarray, device: torch.device) -> tuple:
        """What a tower reads of rows of one length: ids, and n-grams if these posts' were looked up (bag.py)."""
        ids = (self.ids_of(group).to(device),)
        return ids if self.bags is None else (*ids, tuple(part.to(device) for part in self.bags.of(group)))


def vocabulary_size(path: Path) -> int:
    return path.read_text(encoding="utf-8").rstrip("\n").count("\n") + 1
