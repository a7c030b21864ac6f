"""npm run model:crossfit -- --from electra --name teacher-large: what large networks say of posts that they were not tuned on.

Tunes one network per fold from what electra.py learnt, each on the other folds' labels, both heads at once; answers for
each post by the network that has not seen its label, so that they are as good as on new posts (stacking, Wolpert 1992).
Copies of a text are in one fold. Posts without labels, and validation posts, get the mean of all. Writes
model/runs/NAME/CORPUS.npy as teach.py does, CORPUS.logits.npy [posts, 4], and the networks.
"""
import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dataset import NEUTRAL, POSITIVE, EncodedPosts, read_corpora, vocabulary_size
from electra import DEVICE, autocast, compiled, decaying, optimizer_of
from folds import folds_of
from heads import binary_logits, class_log_probabilities, cross_fitted, fit_binary, fit_ternary, layout_of
from metrics import auc, macro_recall
from packed import EXTRA_TOKENS, MASK, PackedPosts
from transformer import Discriminator

FIT_ROWS = 60_000


class Labelled:
    """All training corpora with labels, as one, and which rows are whose."""

    def __init__(self, data: Path, config: dict, folds: int):
        corpora = read_corpora(data, "train")
        self.names = [c["name"] for c in corpora]
        learnt = sorted(name for name in self.names if name not in ("sentiment140", "semeval"))
        domains = [learnt.index(name) + 1 if name in learnt else 0 for name in self.names]
        self.posts = EncodedPosts(data, config["vocabulary"], self.names, domains)
        counts = [c["posts"] for c in corpora]
        ends = np.cumsum(counts)
        self.spans = {name: slice(end - count, end) for name, end, count in zip(self.names, ends, counts)}
        self.is_ternary = np.concatenate([np.full(c["posts"], c["task"] == "ternary") for c in corpora])
        self.fold = np.concatenate([
            folds_of(EncodedPosts(data, config["vocabulary"], [c["name"]], [0]), folds, c["name"] == "sentiment140") for c in corpora
        ])
        self.repeats = config["ternaryRepeats"]

    def epoch(self, rng: np.random.Generator, without: int) -> np.ndarray:
        kept = np.flatnonzero(self.fold != without)
        again = [kept[(kept >= span.start) & (kept < span.stop)] for name, span in self.spans.items() for _ in range(self.repeats.get(name, 1) - 1)]
        return rng.permutation(np.concatenate([kept, *again]))


class Tuning:
    def __init__(self, arguments, config: dict):
        self.config, self.rows = config, config["rows"]
        data = Path(arguments.data)
        self.size = vocabulary_size(data / f"{config['vocabulary']}.txt")
        self.labelled = Labelled(data, config, arguments.folds)
        posts = self.labelled.posts
        self.packed = PackedPosts(posts.ids, posts.starts, posts.lengths, self.size, DEVICE)
        self.labels = torch.from_numpy(posts.labels.astype(np.int64)).to(DEVICE)
        self.domains = torch.from_numpy(posts.domains).to(DEVICE)
        self.is_ternary = torch.from_numpy(self.labelled.is_ternary).to(DEVICE)
        others = [c for use in ("unlabelled", "sampled", "validation", "held-out") for c in read_corpora(data, use)]
        others = [c for c in others if (data / f"{c['name']}.{config['vocabulary']}.ids").exists()]
        self.others = {c["name"]: EncodedPosts(data, config["vocabulary"], [c["name"]], [0]) for c in others}
        self.source = torch.load(Path("model/runs") / arguments.source / "discriminator.pt", map_location=DEVICE)
        self.model = Discriminator(self.size + EXTRA_TOKENS, config["domains"], config).to(DEVICE)
        self.fresh = {k: v.clone() for k, v in self.model.state_dict().items()}
        compiled(self.model.encoder)

    def groups(self) -> list:
        """The deeper a layer, the less it is tuned (Clark et al. 2020)."""
        c, model = self.config, self.model
        rate, decay, layers = c["tuning"]["learningRate"], c["tuning"]["layerDecay"], model.encoder.layers
        parts = [([model.dense, model.output, model.domain, model.encoder.last], 1.0)]
        parts += [([layer], decay ** (len(layers) - i)) for i, layer in enumerate(layers)]
        parts += [([model.embedding, *model.encoder.entrance()], decay ** (len(layers) + 1))]
        result = []
        for modules, share in parts:
            parameters = [p for module in modules for p in module.parameters()]
            result += [{**group, "share": share} for group in decaying(parameters, c["weightDecay"], lr=rate * share)]
        return result

    def loss(self, batch) -> torch.Tensor:
        t = self.config["tuning"]
        tokens = batch.tokens
        if t["wordDropout"] > 0:
            drop = (torch.rand(tokens.shape, device=DEVICE) < t["wordDropout"]) & (tokens < self.size)
            tokens = tokens.masked_fill(drop, self.size + MASK)
        rows = torch.from_numpy(batch.posts).to(DEVICE)
        labels, domains, ternary = self.labels[rows], self.domains[rows], self.is_ternary[rows]
        logits = self.model.classify(batch, tokens) + self.model.domain(domains) * (domains > 0).unsqueeze(1)
        target = (labels == POSITIVE).float() * (1 - t["labelSmoothing"]) + 0.5 * t["labelSmoothing"]
        binary = functional.binary_cross_entropy_with_logits(logits[:, 0], target, reduction="none")
        classes = functional.cross_entropy(logits[:, 1:], labels, reduction="none", label_smoothing=t["labelSmoothing"])
        emoticons, polar = (~ternary).float(), (ternary & (labels != NEUTRAL)).float()
        hand = ternary.float()
        loss = (binary * emoticons).sum() / emoticons.sum().clamp(min=1)
        loss = loss + t["ternaryWeight"] * (classes * hand).sum() / hand.sum().clamp(min=1)
        return loss + 0.5 * t["ternaryWeight"] * (binary * polar).sum() / polar.sum().clamp(min=1)

    def tune(self, fold: int, seed: int) -> None:
        t = self.config["tuning"]
        torch.manual_seed(seed)
        self.model.load_state_dict(self.fresh)
        self.model.load_state_dict({k: v.float() for k, v in self.source.items() if not k.startswith(("dense.", "output.", "domain."))}, strict=False)
        optimizer, rng = optimizer_of(self.groups()), np.random.default_rng(seed)
        step, total, since = 0, None, time.monotonic()
        for epoch in range(t["epochs"]):
            self.model.train()
            parts = self.packed.batches(self.labelled.epoch(rng, fold), self.rows)
            total, mean = len(parts) * t["epochs"], torch.zeros((), device=DEVICE)
            for part in parts:
                at = min(1.0, (step + 1) / t["warmupSteps"]) * 0.5 * (1 + math.cos(math.pi * step / total))
                for group in optimizer.param_groups:
                    group["lr"] = t["learningRate"] * group["share"] * at
                with autocast():
                    loss = self.loss(self.packed.batch(part, self.rows))
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                optimizer.step()
                mean += loss.detach()
                step += 1
            print(json.dumps({"fold": fold, "epoch": epoch, "loss": round(mean.item() / len(parts), 4), **self.validate(), "seconds": round(time.monotonic() - since)}), flush=True)

    @torch.no_grad()
    def predict(self, posts: EncodedPosts) -> np.ndarray:
        packed = PackedPosts(posts.ids, posts.starts, posts.lengths, self.size, DEVICE)
        return self.predict_packed(packed, np.arange(len(posts)))

    @torch.no_grad()
    def predict_packed(self, packed: PackedPosts, rows: np.ndarray) -> np.ndarray:
        self.model.eval()
        found = []
        for part in packed.batches(rows, self.rows):
            with autocast():
                found.append(self.model.classify(packed.batch(part, self.rows)))
        return torch.cat(found).float().cpu().numpy()

    def validate(self) -> dict:
        tweets, hand = self.others["sentiment140-val"], self.others["semeval-val"]
        logits, positive = self.predict(tweets)[:, 0], tweets.labels == POSITIVE
        classes = cross_fitted(self.predict(hand), hand.labels, layout_of(1), 10)
        return {
            "accuracy": round(float(((logits >= 0) == positive).mean()), 5),
            "auc": round(auc(logits, positive), 5),
            "macroRecall": round(macro_recall(classes.argmax(axis=1), hand.labels), 4),
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="model/configs/electra.json")
    parser.add_argument("--from", dest="source", default="electra")
    parser.add_argument("--name", default="teacher-large")
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--try-rates", help="learning rates to try on the first fold; the best is taken")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    folder = Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    torch.backends.cuda.matmul.allow_tf32 = True
    tuning = Tuning(arguments, config)
    posts, fold = tuning.labelled.posts, tuning.labelled.fold
    if arguments.try_rates:
        best = 0.0
        for rate in map(float, arguments.try_rates.split(",")):
            config["tuning"]["learningRate"] = rate
            tuning.tune(0, config["seed"])
            metrics = tuning.validate()
            merit = metrics["accuracy"] + metrics["macroRecall"] / 4
            print(json.dumps({"rate": rate, **metrics}), flush=True)
            if merit > best:
                best, kept = merit, rate
        config["tuning"]["learningRate"] = kept
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")

    own = np.zeros((len(posts), 4), dtype=np.float32)
    others = {name: np.zeros((len(p), 4), dtype=np.float32) for name, p in tuning.others.items()}
    for k in range(arguments.folds):
        tuning.tune(k, config["seed"] + k)
        rows = np.flatnonzero(fold == k)
        own[rows] = tuning.predict_packed(tuning.packed, rows)
        for name, p in tuning.others.items():
            others[name] += tuning.predict(p) / arguments.folds
        torch.save({key: v.half() for key, v in tuning.model.state_dict().items()}, folder / f"network-{k}.pt")
    write_answers(folder, tuning, own, others)


def write_answers(folder: Path, tuning: Tuning, own: np.ndarray, others: dict) -> None:
    tweets, hand = tuning.others["sentiment140-val"], tuning.others["semeval-val"]
    positive = tweets.labels == POSITIVE
    binary = fit_binary([(others["sentiment140-val"][:FIT_ROWS], positive[:FIT_ROWS], 1)], layout_of(1))
    ternary = fit_ternary(others["semeval-val"], hand.labels, layout_of(1))
    (folder / "heads.json").write_text(json.dumps({"binary": binary, "ternary": ternary}, indent=2) + "\n")
    classes = cross_fitted(others["semeval-val"], hand.labels, layout_of(1), 10)
    recall = macro_recall(classes.argmax(axis=1), hand.labels)
    print(json.dumps({"corpus": "semeval-val", "macroRecall": round(recall, 4)}), flush=True)
    every = {name: own[span] for name, span in tuning.labelled.spans.items()} | others
    labels = {name: tuning.labelled.posts.labels[span] for name, span in tuning.labelled.spans.items()}
    labels |= {name: posts.labels for name, posts in tuning.others.items()}
    for name, logits in every.items():
        said = binary_logits(binary, logits)
        answers = np.concatenate([said[:, None], class_log_probabilities(ternary, logits)], axis=1)
        np.save(folder / f"{name}.npy", answers.astype(np.float16))
        np.save(folder / f"{name}.logits.npy", logits.astype(np.float16))
        polar = (labels[name] != NEUTRAL) & (labels[name] <= POSITIVE)
        if polar.any():
            right = (said >= 0) == (labels[name] == POSITIVE)
            print(json.dumps({"corpus": name, "posts": len(logits), "accuracy": round(float(right[polar].mean()), 5), "auc": round(auc(said[polar], (labels[name] == POSITIVE)[polar]), 5)}), flush=True)


if __name__ == "__main__":
    main()
