"""Which posts a network is trained without, so that what it says of them is as good as of new ones (stacking, Wolpert 1992)."""
import zlib
from pathlib import Path

import numpy as np

from dataset import EncodedPosts

EMOJI_EVERY = 21  # encode.ts: behind each 20th post stands a copy with emoji


def folds_of(posts: EncodedPosts, count: int, copies: bool) -> np.ndarray:
    """Which fold each post of a corpus is in, by a hash of its ids; copies with emoji are in that of their original."""
    result = np.empty(len(posts), dtype=np.uint8)
    ids = posts.ids
    for i, (start, length) in enumerate(zip(posts.starts.tolist(), posts.lengths.tolist())):
        result[i] = zlib.crc32(ids[start : start + length].tobytes()) % count
    if copies:
        of_copies = np.arange(1, len(posts), EMOJI_EVERY)
        result[of_copies] = result[of_copies - 1]
    return result


def rows_without(data: Path, names: list, without: str) -> np.ndarray:
    """Rows of these corpora, one after the other, that are not in a fold; `without`: "FOLD/FOLDS".

    Folds go by the classic vocabulary's ids, so that towers of every vocabulary leave out the same posts.
    """
    fold, count = map(int, without.split("/"))
    posts = [EncodedPosts(data, "classic", [name], [0]) for name in names]
    return np.flatnonzero(np.concatenate([folds_of(p, count, name == "sentiment140") for name, p in zip(names, posts)]) != fold)
