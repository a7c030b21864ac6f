"""Posts with other words in them, written in two vocabularies at once: for networks that learn from posts that nobody wrote."""
import json
from pathlib import Path

import numpy as np

from dataset import EncodedPosts

WITHOUT_LABEL = 255


class Words:
    """Which tokens of one vocabulary are which of another: for each token of `ours`, its span of `theirs`."""

    def __init__(self, ours: EncodedPosts, theirs: EncodedPosts, our_inner: np.ndarray, their_inner: np.ndarray):
        our_starts, their_starts = self._starts(ours, our_inner), self._starts(theirs, their_inner)
        our_words, their_words = (np.add.reduceat(s.astype(np.int64), p.starts) for s, p in ((our_starts, ours), (their_starts, theirs)))
        # A post cut at 128 tokens ends with another word in each vocabulary.
        self.usable = our_words == their_words
        their_words_at = np.flatnonzero(np.concatenate([their_starts, [True]]))
        first_of_post = np.cumsum(their_words) - their_words
        word_in_post = np.cumsum(our_starts) - 1 - np.repeat(np.cumsum(our_words) - our_words, ours.lengths)
        word = np.minimum(np.repeat(first_of_post, ours.lengths) + word_in_post, len(their_words_at) - 2)
        self.begins = their_words_at[word]
        self.counts = np.where(our_starts, their_words_at[word + 1] - self.begins, 0)
        following = np.append(our_starts[1:], True)
        self.whole = our_starts & following & np.repeat(self.usable, ours.lengths)  # words that are one token of ours

    @staticmethod
    def _starts(posts: EncodedPosts, inner: np.ndarray) -> np.ndarray:
        starts = ~inner[posts.ids]
        starts[posts.starts] = True
        return starts


class Exchange:
    """Corpora through `ours` and `theirs`: which tokens may be exchanged, for which, and how the result reads in both."""

    def __init__(self, data: Path, ours: str, theirs: str, names: list):
        self.data, self.vocabularies = data, (ours, theirs)
        self.ours, self.theirs = (EncodedPosts(data, v, names, [0] * len(names)) for v in (ours, theirs))
        inner, their_inner = (read_inner(data / f"{v}.txt") for v in (ours, theirs))
        self.words = Words(self.ours, self.theirs, inner, their_inner)
        # Where some whole word of ours stands for the first time: that is how the other vocabulary writes it.
        self.example = np.full(len(inner), -1, dtype=np.int64)
        whole = np.flatnonzero(self.words.whole)[::-1]
        self.example[self.ours.ids[whole]] = whole
        self.never = self.example < 0
        self.never[0] = True  # <unk>

    def rows(self, counts: list, times: list, seed: int) -> np.ndarray:
        """Rows in a random order, those of each corpus (of `counts` posts) `times` times; of a part of a time, some."""
        rng = np.random.default_rng(seed)
        often = np.floor(np.repeat(np.array(times, dtype=np.float64), counts) + rng.random(sum(counts))).astype(np.int64)
        often[~self.words.usable] = 0
        return rng.permutation(np.repeat(np.arange(len(often)), often))

    def write(self, name: str, rows: np.ndarray, ids: np.ndarray) -> None:
        """The posts `rows` as they read now, `ids` one after the other, as a corpus without labels."""
        ours, lengths = self.ours, self.ours.lengths[rows]
        begins = np.cumsum(lengths) - lengths
        source = np.repeat(ours.starts[rows] - begins, lengths) + np.arange(len(ids))
        changed = ours.ids[source] != ids
        source[changed] = self.example[ids[changed]]
        counts, starts = self.words.counts[source], self.words.begins[source]
        at = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        written = ((ids, lengths), (self.theirs.ids[at], np.add.reduceat(counts, begins)))
        for vocabulary, (tokens, sizes) in zip(self.vocabularies, written):
            tokens.astype("<u2").tofile(self.data / f"{name}.{vocabulary}.ids")
            np.concatenate([[0], np.cumsum(sizes)]).astype("<u4").tofile(self.data / f"{name}.{vocabulary}.offsets")
        np.full(len(rows), WITHOUT_LABEL, dtype=np.uint8).tofile(self.data / f"{name}.labels")
        listed = json.loads((self.data / "corpora.json").read_text())
        listed["corpora"] = [c for c in listed["corpora"] if c["name"] != name]
        listed["corpora"].append({"name": name, "task": "none", "use": "sampled", "posts": len(rows)})
        (self.data / "corpora.json").write_text(json.dumps(listed, indent=2) + "\n")


def read_inner(path: Path) -> np.ndarray:
    """Which entries of a vocabulary stand within a word."""
    return np.array([entry.startswith("##") for entry in path.read_text(encoding="utf-8").rstrip("\n").split("\n")])


def rounds_of(said: str, corpora: list) -> dict:
    """How often each corpus is drawn from: as `said` ("NAME=TIMES,..."); once, if not, three times if labelled by hand."""
    rounds = {c["name"]: 3.0 if c["task"] == "ternary" else 1.0 for c in corpora}
    return rounds | {name: float(times) for name, times in (pair.split("=") for pair in said.split(","))}
