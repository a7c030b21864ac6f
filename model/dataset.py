"""Token ids as the TypeScript encoder wrote them, in batches of posts of one length."""
from pathlib import Path

import numpy as np
import torch


class EncodedPosts:
    """NAME.ids (uint16), NAME.offsets (uint32), NAME.labels (uint8): see model/encode.ts."""

    def __init__(self, name: str):
        self.ids = np.fromfile(name + ".ids", dtype="<u2")
        self.offsets = np.fromfile(name + ".offsets", dtype="<u4").astype(np.int64)
        self.labels = np.fromfile(name + ".labels", dtype=np.uint8)
        self.lengths = np.diff(self.offsets)
        if self.offsets[-1] != len(self.ids) or len(self.labels) != len(self.lengths):
            raise ValueError(f"{name}: ids, offsets and labels do not belong together")

    def __len__(self) -> int:
        return len(self.labels)

    def batches(self, size: int, rng: "np.random.Generator | None", rows: "np.ndarray | None" = None):
        """Yields (rows, ids [batch, time], labels [batch]); shuffled with a generator, by length without one."""
        rows = np.arange(len(self)) if rows is None else rows
        if rng is not None:
            rows = rng.permutation(rows)
        rows = rows[np.argsort(self.lengths[rows], kind="stable")]
        cuts = np.flatnonzero(np.diff(self.lengths[rows])) + 1
        groups = [g[i : i + size] for g in np.split(rows, cuts) for i in range(0, len(g), size)]
        order = range(len(groups)) if rng is None else rng.permutation(len(groups))
        for i in order:
            group = groups[i]
            spans = self.offsets[group][:, None] + np.arange(self.lengths[group[0]])
            ids = torch.from_numpy(self.ids[spans].astype(np.int64))
            yield group, ids, torch.from_numpy(self.labels[group].astype(np.float32))


def vocabulary_size(path: Path) -> int:
    return path.read_text(encoding="utf-8").rstrip("\n").count("\n") + 1
