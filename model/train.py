"""npm run model:train -- --config model/configs/NAME.json --name NAME [--epochs N] [--limit ROWS]

Trains on ids that `npm run model:encode` wrote. Writes model/runs/NAME: config.json, log.jsonl, checkpoint.pt
(after every epoch and every 500 steps; the same command resumes from it) and best.pt (averaged weights of the
best epoch on validation, never the last by habit).
"""
import argparse
import copy
import json
import math
import sys
import time
from pathlib import Path

try:
    import numpy as np
    import torch
    from torch.nn import functional
except ImportError as error:
    sys.exit(f"{error}. Install PyTorch and NumPy (Debian: apt-get install python3-torch), then run this again.")

from dataset import EncodedPosts, vocabulary_size
from network import from_config

CHECKPOINT_EVERY = 500
LOG_EVERY = 100
QUICK_VALIDATION_ROWS = 20_000


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Area under the ROC curve by the rank-sum statistic; ties count half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = labels.sum()
    negatives = len(labels) - positives
    return float((ranks[labels == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


@torch.no_grad()
def predict(model, posts: EncodedPosts, rows=None) -> np.ndarray:
    """Logits in the order of `rows` (all posts without it)."""
    model.eval()
    logits = np.full(len(posts), np.nan, dtype=np.float32)
    for group, ids, _ in posts.batches(1024, None, rows):
        logits[group] = model(ids).numpy()
    return logits if rows is None else logits[rows]


def validate(model, posts: EncodedPosts, rows=None) -> dict:
    logits = predict(model, posts, rows)
    labels = posts.labels if rows is None else posts.labels[rows]
    loss = functional.binary_cross_entropy_with_logits(
        torch.from_numpy(logits), torch.from_numpy(labels.astype(np.float32))
    ).item()
    return {"accuracy": float(((logits >= 0) == labels).mean()), "auc": auc(logits, labels), "loss": loss}


def learning_rate(step: int, total: int, config: dict) -> float:
    """Linear warm-up, then a cosine to zero."""
    if step < config["warmupSteps"]:
        return config["learningRate"] * (step + 1) / config["warmupSteps"]
    done = (step - config["warmupSteps"]) / max(1, total - config["warmupSteps"])
    return config["learningRate"] * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


class Run:
    """One training run with everything needed to stop and go on."""

    def __init__(self, config: dict, folder: Path, train: EncodedPosts, val: EncodedPosts, vocabulary: int):
        self.config, self.folder, self.train, self.val = config, folder, train, val
        torch.manual_seed(config["seed"])
        self.model = from_config(config, vocabulary)
        self.average = copy.deepcopy(self.model)
        self.optimizer = torch.optim.Adam(self.model.parameters(), weight_decay=config["weightDecay"])
        self.epoch, self.step, self.best, self.seconds = 0, 0, 0.0, 0.0
        self.quick = np.random.default_rng(0).permutation(len(val))[:QUICK_VALIDATION_ROWS]
        steps = sum(1 for _ in train.batches(config["batch"], np.random.default_rng(0)))
        self.total = steps * config["epochs"]

    def log(self, **entry) -> None:
        line = json.dumps({"epoch": self.epoch, "step": self.step, "seconds": round(self.seconds), **entry})
        print(line, flush=True)
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def save(self, done_in_epoch: int) -> None:
        state = {name: getattr(self, name) for name in ("epoch", "step", "best", "seconds")}
        state |= {part: getattr(self, part).state_dict() for part in ("model", "average", "optimizer")}
        temporary = self.folder / "checkpoint.tmp"
        torch.save({**state, "doneInEpoch": done_in_epoch}, temporary)
        temporary.replace(self.folder / "checkpoint.pt")

    def resume(self) -> int:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, map_location="cpu")
        for part in ("model", "average", "optimizer"):
            getattr(self, part).load_state_dict(state[part])
        for name in ("epoch", "step", "best", "seconds"):
            setattr(self, name, state[name])
        self.log(resumed=True)
        return state["doneInEpoch"]

    def update(self, ids: torch.Tensor, labels: torch.Tensor) -> float:
        config = self.config
        self.model.train()
        if config["wordDropout"] > 0:
            ids = ids.masked_fill(torch.rand(ids.shape) < config["wordDropout"], 0)
        targets = labels * (1 - config["labelSmoothing"]) + 0.5 * config["labelSmoothing"]
        loss = functional.binary_cross_entropy_with_logits(self.model(ids), targets)
        self.optimizer.param_groups[0]["lr"] = learning_rate(self.step, self.total, config)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), config["clipNorm"])
        self.optimizer.step()
        self.step += 1
        decay = min(config["emaDecay"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for kept, new in zip(self.average.parameters(), self.model.parameters()):
                kept.lerp_(new, 1 - decay)
        return loss.item()

    def run_epoch(self, skip: int) -> None:
        rng = np.random.default_rng([self.config["seed"], self.epoch])
        loss, posts, since, before = 0.0, 0, time.monotonic(), self.seconds
        for i, (_, ids, labels) in enumerate(self.train.batches(self.config["batch"], rng)):
            if i < skip:
                continue
            loss += self.update(ids, labels)
            posts += len(labels)
            self.seconds = before + time.monotonic() - since
            if self.step % LOG_EVERY == 0:
                self.log(loss=round(loss / LOG_EVERY, 4), postsPerSecond=round(posts / (time.monotonic() - since)))
                loss = 0.0
            if self.step % CHECKPOINT_EVERY == 0:
                self.log(quick=validate(self.average, self.val, self.quick))
                self.save(i + 1)

    def fit(self) -> None:
        skip = self.resume()
        while self.epoch < self.config["epochs"]:
            self.run_epoch(skip)
            skip = 0
            metrics = validate(self.average, self.val)
            self.epoch += 1
            self.log(validation=metrics)
            if metrics["accuracy"] > self.best:
                self.best = metrics["accuracy"]
                torch.save(self.average.state_dict(), self.folder / "best.pt")
            self.save(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--limit", type=int, help="first rows of the training set only, to try the pipeline")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    if arguments.epochs:
        config["epochs"] = arguments.epochs
    torch.set_num_threads(config["threads"])
    folder = Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    train, val = EncodedPosts(arguments.data + "/train"), EncodedPosts(arguments.data + "/val")
    if arguments.limit:
        train.labels, train.lengths = train.labels[: arguments.limit], train.lengths[: arguments.limit]
    size = vocabulary_size(Path(arguments.data) / "vocabulary.txt")
    Run(config, folder, train, val, size).fit()


if __name__ == "__main__":
    main()
