"""npm run model:sample -- --networks teacher-large --generator electra [--rounds NAME=N,...]: posts that nobody wrote, for a small network to learn from.

The generator of electra.py hides some words of a training post and draws others in their place; what the tuned networks
say of the result stands in for a label (distillation on unlabelled and altered texts, Jiao et al. 2020). A small network
that has read each real post five times knows them by heart; these it sees once. Writes sampled.* beside the other
corpora, through both vocabularies, and the answers into the teacher's folder.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

from dataset import EncodedPosts, read_corpora
from electra import DEVICE, Pretraining, autocast, compiled, draw
from heads import binary_logits, class_log_probabilities
from packed import EXTRA_TOKENS, PackedPosts

SHARES = (0.12, 0.2, 0.3, 0.4)


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


def read_inner(path: Path) -> np.ndarray:
    return np.array([entry.startswith("##") for entry in path.read_text(encoding="utf-8").rstrip("\n").split("\n")])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="model/configs/electra.json")
    parser.add_argument("--networks", default="teacher-large")
    parser.add_argument("--generator", default="electra")
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--other", default="pieces", help="the vocabulary that the posts are written in besides")
    parser.add_argument("--rounds", default="sentiment140=2,semeval=8,crisis=1", help="how often each corpus is drawn from; once, if not said, three times if labelled by hand")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    data, folder = Path(arguments.data), Path("model/runs") / arguments.networks
    torch.manual_seed(config["seed"] + 7)
    torch.backends.cuda.matmul.allow_tf32 = True
    corpora = read_corpora(data, "train") + read_corpora(data, "unlabelled")
    rounds = {c["name"]: 3 if c["task"] == "ternary" else 1 for c in corpora}
    rounds |= {name: int(times) for name, times in (pair.split("=") for pair in arguments.rounds.split(","))}
    names = [c["name"] for c in corpora]
    ours, theirs = (EncodedPosts(data, v, names, [0] * len(names)) for v in (config["vocabulary"], arguments.other))
    inner = read_inner(data / f"{config['vocabulary']}.txt")
    words = Words(ours, theirs, inner, read_inner(data / f"{arguments.other}.txt"))
    size = len(inner)
    # Where some whole word of ours stands for the first time: that is how the other vocabulary writes it.
    example = np.full(size, -1, dtype=np.int64)
    whole = np.flatnonzero(words.whole)[::-1]
    example[ours.ids[whole]] = whole
    times = np.concatenate([np.full(c["posts"], rounds[c["name"]]) for c in corpora])
    times[~words.usable] = 0
    rows = np.random.default_rng(config["seed"]).permutation(np.repeat(np.arange(len(ours)), times))

    model = Pretraining(size, config["domains"], config).to(DEVICE).eval()
    runs = Path("model/runs")
    model.generator.load_state_dict({k: v.float() for k, v in torch.load(runs / arguments.generator / "generator.pt", map_location=DEVICE).items()})
    pretrained = torch.load(runs / arguments.generator / "discriminator.pt", map_location=DEVICE)
    networks = [{k: v.float() for k, v in torch.load(path, map_location=DEVICE).items()} for path in sorted(folder.glob("network-*.pt"))]
    compiled(model.generator.encoder)
    compiled(model.discriminator.encoder)
    packed = PackedPosts(ours.ids, ours.starts, ours.lengths, size, DEVICE)
    hideable = torch.from_numpy(words.whole).to(DEVICE)
    never = torch.from_numpy(example < 0).to(DEVICE)
    never[0] = True  # <unk>

    parts = packed.batches(rows, config["rows"])
    drawn_ids = []
    with torch.no_grad(), autocast():
        model.discriminator.load_state_dict({k: v.float() for k, v in pretrained.items()}, strict=False)
        for i, part in enumerate(parts):
            batch = packed.batch(part, config["rows"])
            flat, at = batch.tokens.flatten(), places_of(batch)
            source = source_of(packed, batch)
            may = torch.zeros(len(flat), device=DEVICE)
            may[at] = hideable[source].float()
            count = int(SHARES[i % len(SHARES)] * len(flat))
            chosen = torch.topk(may * (0.01 + torch.rand_like(may)), count)[1]
            chosen = chosen[may[chosen] > 0]
            hidden = flat.clone()
            hidden[chosen] = size
            logits = model.generator(model.discriminator.embedding, batch, hidden.view_as(batch.tokens), chosen)[:, :size].float()
            flat[chosen] = draw(logits.masked_fill(never, float("-inf")), size)
            drawn_ids.append(flat[at].cpu().numpy().astype(np.uint16))
    ids = np.concatenate(drawn_ids)
    lengths = packed.lengths[rows] - 1
    print(json.dumps({"posts": len(rows), "tokens": len(ids)}), flush=True)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    np.full(len(rows), 255, dtype=np.uint8).tofile(data / "sampled.labels")
    ids.astype("<u2").tofile(data / f"sampled.{config['vocabulary']}.ids")
    offsets.astype("<u4").tofile(data / f"sampled.{config['vocabulary']}.offsets")
    write_other(data / f"sampled.{arguments.other}", ours, theirs, words, example, rows, ids, lengths)

    sampled = PackedPosts(ids, offsets[:-1], lengths, size, DEVICE)
    logits = np.zeros((len(rows), 4), dtype=np.float32)
    for network in networks:
        model.discriminator.load_state_dict(network)
        at = 0
        with torch.no_grad(), autocast():
            for part in sampled.batches(np.arange(len(rows)), config["rows"]):
                said = model.discriminator.classify(sampled.batch(part, config["rows"])).float().cpu().numpy()
                logits[at : at + len(said)] += said / len(networks)
                at += len(said)
    heads = json.loads((folder / "heads.json").read_text())
    positive = binary_logits(heads["binary"], logits)
    answers = np.concatenate([positive[:, None], class_log_probabilities(heads["ternary"], logits)], axis=1)
    np.save(folder / "sampled.npy", answers.astype(np.float16))
    written = json.loads((data / "corpora.json").read_text())
    written["corpora"] = [c for c in written["corpora"] if c["name"] != "sampled"]
    written["corpora"].append({"name": "sampled", "task": "none", "use": "sampled", "posts": len(rows)})
    (data / "corpora.json").write_text(json.dumps(written, indent=2) + "\n")


def places_of(batch) -> torch.Tensor:
    """Places in the flat batch of all tokens but the start tokens, post by post."""
    inside = batch.lengths - 1
    begins = torch.cumsum(inside, 0) - inside
    owner = torch.repeat_interleave(torch.arange(len(inside), device=inside.device), inside)
    return batch.first[owner] + 1 + torch.arange(len(owner), device=inside.device) - begins[owner]


def source_of(packed: PackedPosts, batch) -> torch.Tensor:
    """Where each of those tokens stands in the corpora."""
    inside = batch.lengths - 1
    begins = torch.cumsum(inside, 0) - inside
    owner = torch.repeat_interleave(torch.arange(len(inside), device=inside.device), inside)
    starts = packed.starts[torch.from_numpy(batch.posts).to(inside.device)]
    return starts[owner] + torch.arange(len(owner), device=inside.device) - begins[owner]


def write_other(path: Path, ours, theirs, words: Words, example: np.ndarray, rows: np.ndarray, ids: np.ndarray, lengths: np.ndarray) -> None:
    """The same posts through the other vocabulary: words left alone as they were there, drawn ones as they are elsewhere."""
    begins = np.cumsum(lengths) - lengths
    source = np.repeat(ours.starts[rows] - begins, lengths) + np.arange(len(ids))
    changed = ours.ids[source] != ids
    source[changed] = example[ids[changed]]
    counts, starts = words.counts[source], words.begins[source]
    totals = np.add.reduceat(counts, begins)
    at = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    theirs.ids[at].astype("<u2").tofile(f"{path}.ids")
    np.concatenate([[0], np.cumsum(totals)]).astype("<u4").tofile(f"{path}.offsets")


if __name__ == "__main__":
    main()
