"""npm run model:redraw -- [--language language] [--rounds NAME=TIMES,...] [--name NAME]: posts that nobody wrote, on a CPU.

In copies of training posts some words give way to others that a language model (pretrain.py) holds likely there: a word
by how well the states before it and those behind it tell it, P(w | before) P(w | behind) / P(w). Where sample.py wants a
large network on a GPU, this takes a minute per hundred thousand posts. What networks say of the result stands in for a
label (`teach.py --beside`). Writes NAME.* (redrawn) beside the other corpora, through both vocabularies.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from dataset import EncodedPosts, read_corpora, vocabulary_size
from exchange import Exchange, rounds_of
from lstm import run_lstm
from network import from_config
from pretrain import NextTokens

SHARES = (0.1, 0.15, 0.25, 0.35)
CANDIDATES = 2048
BATCH = 512
LOG_EVERY = 200


def read_language(folder: Path, data: Path) -> "tuple[NextTokens, str]":
    """The language model of a run of pretrain.py, and its vocabulary."""
    config = json.loads((folder / "config.json").read_text())
    size = vocabulary_size(data / f"{config['vocabulary']}.txt")
    model = NextTokens(from_config(config, size, 1), config["hidden"], config["embedding"], np.ones(size))
    model.load_state_dict(torch.load(folder / "checkpoint.pt", map_location="cpu")["model"])
    return model.eval(), config["vocabulary"]


class Drawing:
    def __init__(self, model: NextTokens, posts: EncodedPosts, hideable: np.ndarray, never: np.ndarray):
        self.model, self.posts, self.hideable = model, posts, hideable
        counts = np.bincount(posts.ids, minlength=len(never)) + 1.0
        self.log_frequency = torch.from_numpy(np.log(counts / counts.sum())).float()
        shares = np.where(never, 0.0, counts**0.75)
        self.cumulative = np.cumsum(shares / shares.sum())
        self.log_share = torch.from_numpy(np.log(np.maximum(shares / shares.sum(), 1e-30))).float()

    @torch.no_grad()
    def group(self, rows: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
        """Ids [posts, time] of rows of one length, `share` of the words drawn anew."""
        model, ids = self.model, self.posts.ids_of(rows)
        at = self.posts.starts[rows][:, None] + np.arange(ids.shape[1])
        chosen = torch.from_numpy(self.hideable[at] & (rng.random(at.shape) < share))
        if not chosen.any():
            return ids.numpy()
        embedded = model.tower.embedding(ids.t())
        states = run_lstm(model.tower.lstm, embedded, model.tower.state_steps)
        candidates = np.searchsorted(self.cumulative, rng.random(CANDIDATES)).clip(max=len(self.cumulative) - 1)
        candidates = torch.from_numpy(candidates)
        words, bias = model.tower.embedding(candidates), model.bias(candidates).squeeze(1)
        row, column = torch.nonzero(chosen, as_tuple=True)
        frequency = self.log_frequency[candidates]
        score = -self.log_share[candidates] - frequency
        hidden, last = model.hidden, ids.shape[1] - 1
        sides = ((0, column - 1, column > 0, slice(0, hidden)), (1, column + 1, column < last, slice(hidden, None)))
        for direction, beside, inside, part in sides:
            own = states[beside.clamp(0, last), row, part]
            said = torch.addmm(bias, model.towards[direction](own), words.t())
            score = score + torch.where(inside[:, None], said, frequency)
        result = ids.clone()
        result[row, column] = candidates[torch.multinomial(torch.softmax(score, dim=1), 1).squeeze(1)]
        return result.numpy()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", default="language")
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--other", default="pieces", help="the vocabulary that the posts are written in besides")
    parser.add_argument("--rounds", default="sentiment140=0.2,sst2=0.5,semeval=8,gop=4,sanders=4,apple=4,crisis=2", help="how often each corpus is drawn from")
    parser.add_argument("--seed", type=int, default=151)
    parser.add_argument("--name", default="redrawn", help="the corpus that is written")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    data = Path(arguments.data)
    model, vocabulary = read_language(Path("model/runs") / arguments.language, data)
    corpora = read_corpora(data, "train") + read_corpora(data, "unlabelled")
    rounds = rounds_of(arguments.rounds, corpora)
    exchange = Exchange(data, vocabulary, arguments.other, [c["name"] for c in corpora])
    posts = exchange.ours
    rows = exchange.rows([c["posts"] for c in corpora], [rounds[c["name"]] for c in corpora], arguments.seed)
    drawing = Drawing(model, posts, exchange.words.whole, exchange.never)
    lengths = posts.lengths[rows]
    begins = np.cumsum(lengths) - lengths
    ids = np.zeros(lengths.sum(), dtype=np.uint16)
    rng, since, done = np.random.default_rng(arguments.seed), time.monotonic(), 0
    order = np.argsort(lengths, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(lengths[order])) + 1)
    groups = [part[i : i + BATCH] for part in parts for i in range(0, len(part), BATCH)]
    for i, places in enumerate(groups):
        drawn = drawing.group(rows[places], SHARES[i % len(SHARES)], rng)
        ids[begins[places][:, None] + np.arange(drawn.shape[1])] = drawn
        done += len(places)
        if (i + 1) % LOG_EVERY == 0:
            print(json.dumps({"posts": done, "of": len(rows), "postsPerSecond": round(done / (time.monotonic() - since))}), flush=True)
    changed = float((posts.ids[np.repeat(posts.starts[rows] - begins, lengths) + np.arange(len(ids))] != ids).mean())
    print(json.dumps({"posts": len(rows), "tokens": len(ids), "changed": round(changed, 3)}), flush=True)
    exchange.write(arguments.name, rows, ids)


if __name__ == "__main__":
    main()
