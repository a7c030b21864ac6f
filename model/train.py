"""npm run model:train -- --config model/configs/NAME.json --name NAME [--from RUN] [--teacher RUN] [--epochs N] [--limit ROWS] [--without FOLD/FOLDS] [--unrounded]

Trains one tower on ids that `npm run model:encode` wrote, both heads at once: steps on posts labelled by emoticons
(binary head), every few steps one on posts labelled by hand (both heads). With a teacher (teach.py) the two-class labels
are mixed with its answers, posts labelled by emoticons teach the three classes too, and so do posts without labels and
those that sample.py drew, where the teacher has answered them. With "binaryByHand": false the binary head learns of
emoticons (and phrases) alone. Writes model/runs/NAME: config.json (with the hashes of the data), log.jsonl,
checkpoint.pt (every 500 steps and after every epoch; the same command resumes from it) and best.pt (averaged weights of
the best epoch on validation, never the last by habit).
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import copy
import json
import math
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

try:
    import numpy as np
    import torch
    from torch.nn import functional
except ImportError as error:
    sys.exit(f"{error}. Install PyTorch and NumPy (Debian: apt-get install python3-torch), then run this again.")

from dataset import NEUTRAL, POSITIVE, EncodedPosts, vocabulary_size
from metrics import auc, log_softmax, macro_recall
from network import from_config
from shipped import read_tower
from training_data import Data

CHECKPOINT_EVERY = 500 if not torch.cuda.is_available() else 5000
LOG_EVERY = 100
AHEAD = 8
QUICK_VALIDATION_ROWS = 20_000
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


@torch.no_grad()
def predict(model, posts: EncodedPosts, rows=None) -> np.ndarray:
    """Logits [rows, outputs] in the order of `rows` (all posts without it), with no corpus' bias."""
    model.eval()
    logits = np.full((len(posts), model.output.out_features), np.nan, dtype=np.float32)
    for group in posts.groups(1024, None, rows):
        logits[group] = model(*posts.inputs_of(group, DEVICE)).cpu().numpy()
    return logits if rows is None else logits[rows]


def ahead(items, prepare):
    """(item, what `prepare` makes of it) for each, prepared in other threads while the last ones are worked on."""
    with ThreadPoolExecutor(2 if DEVICE.type == "cuda" else 1) as pool:
        waiting = deque()
        for item in items:
            waiting.append((item, pool.submit(prepare, item)))
            if len(waiting) > AHEAD:
                item, future = waiting.popleft()
                yield item, future.result()
        for item, future in waiting:
            yield item, future.result()


def smoothed(positive: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Targets for labels 0 and 1, a share of the way towards even."""
    return positive * (1 - smoothing) + 0.5 * smoothing


def learning_rate(step: int, total: int, config: dict) -> float:
    """Linear warm-up, then a cosine to zero."""
    if step < config["warmupSteps"]:
        return config["learningRate"] * (step + 1) / config["warmupSteps"]
    done = (step - config["warmupSteps"]) / max(1, total - config["warmupSteps"])
    return config["learningRate"] * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


class Run:
    """One training run with everything needed to stop and go on."""

    def __init__(self, config: dict, folder: Path, data: Data, vocabulary: int):
        self.config, self.folder, self.data = config, folder, data
        torch.manual_seed(config["seed"])
        self.model = from_config(config, vocabulary, data.domains).to(DEVICE)
        if data.buckets is not None:
            self.model.bag.buckets[1:] = torch.from_numpy(data.buckets)
        self.average = copy.deepcopy(self.model)
        # Adam's decay pulls rows towards zero between two occurrences of their word, at almost the full learning rate: a
        # strong prior on rare words, which lazy updates lack.
        self.optimizer = torch.optim.Adam(self.model.parameters(), weight_decay=config["weightDecay"])
        self.epoch, self.step, self.best, self.best_epoch, self.seconds = 0, 0, 0.0, 0, 0.0
        self.quick = np.random.default_rng(0).permutation(len(data.binary_val))[:QUICK_VALIDATION_ROWS]
        self.total = len(data.epoch(config, np.random.default_rng(0))) * config["epochs"]
        counts = np.bincount(data.ternary.labels[data.ternary.domains == 0], minlength=3)
        self.log_priors = np.log(counts / counts.sum())

    def log(self, **entry) -> None:
        line = json.dumps({"epoch": self.epoch, "step": self.step, "seconds": round(self.seconds), **entry})
        print(line, flush=True)
        with open(self.folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def save(self, done_in_epoch: int) -> None:
        state = {name: getattr(self, name) for name in ("epoch", "step", "best", "best_epoch", "seconds")}
        state |= {part: getattr(self, part).state_dict() for part in ("model", "average")}
        state["optimizer"] = self.optimizer.state_dict()
        temporary = self.folder / "checkpoint.tmp"
        torch.save({**state, "doneInEpoch": done_in_epoch}, temporary)
        temporary.replace(self.folder / "checkpoint.pt")

    def resume(self) -> int:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return 0
        state = torch.load(path, map_location=DEVICE)
        for part in ("model", "average"):
            getattr(self, part).load_state_dict(state[part])
        self.optimizer.load_state_dict(state["optimizer"])
        for name in ("epoch", "step", "best", "best_epoch", "seconds"):
            setattr(self, name, state[name])
        self.log(resumed=True)
        return state["doneInEpoch"]

    def validate(self, rows=None) -> dict:
        binary, ternary = self.data.binary_val, self.data.ternary_val
        positive = binary.labels == POSITIVE if rows is None else binary.labels[rows] == POSITIVE
        logits = predict(self.average, binary, rows)[:, 0]
        # Dividing by the priors of the training set is the rule of greatest expected macro recall.
        classes = log_softmax(predict(self.average, ternary)[:, 1:])
        return {
            "accuracy": round(float(((logits >= 0) == positive).mean()), 5),
            "auc": round(auc(logits, positive), 5),
            "macroRecall": round(macro_recall((classes - self.log_priors).argmax(axis=1), ternary.labels), 4),
            "macroRecallPlain": round(macro_recall(classes.argmax(axis=1), ternary.labels), 4),
        }

    def prepare(self, step: tuple) -> tuple:
        """What a step (is ternary, rows) reads: inputs, labels, domains and the teacher's answers."""
        posts, group = self.data.ternary if step[0] else self.data.binary, step[1]
        labels = torch.from_numpy(posts.labels[group].astype(np.int64)).to(DEVICE)
        domains = torch.from_numpy(posts.domains[group]).to(DEVICE)
        answers = None if posts.answers is None else torch.from_numpy(posts.answers[group].astype(np.float32)).to(DEVICE)
        return posts.inputs_of(group, DEVICE), labels, domains, answers

    def loss(self, is_ternary: bool, prepared: tuple) -> torch.Tensor:
        config, ((ids, *ngrams), labels, domains, answers) = self.config, prepared
        if config["wordDropout"] > 0:
            ids = ids.masked_fill(torch.rand(ids.shape, device=DEVICE) < config["wordDropout"], 0)
        logits = self.model(ids, *ngrams) + self.model.domain(domains) * (domains > 0).unsqueeze(1)
        smoothing = config["labelSmoothing"]
        positive = smoothed((labels == POSITIVE).float(), smoothing)
        if answers is not None:
            share = torch.where(labels <= POSITIVE, config["teacherShare"], 1.0)
            positive = torch.lerp(positive, torch.sigmoid(answers[:, 0]), share)
        binary = functional.binary_cross_entropy_with_logits
        by_hand = config.get("binaryByHand", True)
        if not is_ternary:
            each = binary(logits[:, 0], positive, reduction="none")
            loss = (each if by_hand else each * (labels <= POSITIVE)).mean()
            if answers is not None:
                loss = loss + config["teacherClasses"] * functional.cross_entropy(logits[:, 1:], answers[:, 1:].exp())
            return loss
        classes = (1 - smoothing) * functional.one_hot(labels, 3).float() + smoothing / 3
        if answers is not None:
            classes = torch.lerp(classes, answers[:, 1:].exp(), config.get("teacherByHand", 0.0))
        loss = functional.cross_entropy(logits[:, 1:], classes)
        polar = labels != NEUTRAL
        if by_hand and polar.any():
            loss = loss + 0.5 * binary(logits[polar, 0], positive[polar])
        return loss

    def update(self, is_ternary: bool, prepared: tuple) -> torch.Tensor:
        config = self.config
        self.model.train()
        loss = self.loss(is_ternary, prepared)
        self.optimizer.param_groups[0]["lr"] = learning_rate(self.step, self.total, config)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), config["clipNorm"])
        self.optimizer.step()
        self.step += 1
        if self.step % config["emaEvery"] == 0:
            decay = min(config["emaDecay"] ** config["emaEvery"], (1 + self.step) / (10 + self.step))
            with torch.no_grad():
                for kept, new in zip(self.average.parameters(), self.model.parameters()):
                    kept.lerp_(new, 1 - decay)
        return loss.detach()

    def run_epoch(self, skip: int) -> None:
        rng = np.random.default_rng([self.config["seed"], self.epoch])
        losses, posts, since, before = [], 0, time.monotonic(), self.seconds
        steps = self.data.epoch(self.config, rng)[skip:]
        for i, ((is_ternary, group), prepared) in enumerate(ahead(steps, self.prepare), skip):
            loss = self.update(is_ternary, prepared)
            if not is_ternary:
                losses.append(loss)
            posts += len(group)
            self.seconds = before + time.monotonic() - since
            if self.step % LOG_EVERY == 0:
                rate = round(posts / (time.monotonic() - since))
                loss = torch.stack(losses).mean().item() if losses else 0.0
                if not math.isfinite(loss):
                    raise FloatingPointError(f"The loss of step {self.step} is {loss}: the weights are lost, start anew.")
                self.log(of=self.total, loss=round(loss, 4), postsPerSecond=rate)
                losses = []
            if self.step % CHECKPOINT_EVERY == 0:
                self.log(quick=self.validate(self.quick))
                self.save(i + 1)

    def start_from(self, source: str) -> None:
        """Takes the averaged weights of another run, those of a tower as it is shipped, or the embedding and recurrence
        that pretrain.py left; the optimizer starts anew."""
        folder, _, prefix = source.partition(":")
        pretrained, own = Path("model/runs") / source / "pretrained.pt", ("domain.",)
        if prefix:
            state = read_tower(Path(folder), prefix)
        elif pretrained.exists():
            state, own = torch.load(pretrained, map_location=DEVICE), ("domain.", "attend.", "score.", "bag.", "dense.", "output.")
        else:
            state = torch.load(Path("model/runs") / source / "best.pt", map_location=DEVICE)
        for part in (self.model, self.average):
            missing, unexpected = part.load_state_dict(state, strict=False)
            if unexpected or any(not name.startswith(own) for name in missing):
                raise ValueError(f"{source} is another network: {missing} {unexpected}")

    def fit(self) -> None:
        skip = self.resume()
        while self.epoch < self.config["epochs"] and self.epoch - self.best_epoch < self.config["patience"]:
            self.run_epoch(skip)
            skip = 0
            metrics = self.validate()
            self.epoch += 1
            self.log(validation=metrics)
            merit = metrics["accuracy"] + (metrics["macroRecall"] / 4 if self.config["ternaryBatch"] else 0)
            if merit > self.best:
                self.best, self.best_epoch = merit, self.epoch
                torch.save(self.average.state_dict(), self.folder / "best.pt")
            self.save(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--from", dest="source", help="a run of this or of pretrain.py, or FOLDER:PREFIX of a shipped model, to start from")
    parser.add_argument("--teacher", help="a run of teach.py")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--batch", type=int, help="posts a step, instead of the config's")
    parser.add_argument("--unrounded", action="store_true", help="states are not rounded in training: on a GPU ten times as fast")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, help="this many posts of the training set only, to try the pipeline")
    parser.add_argument("--without", help="FOLD/FOLDS: posts of this fold of the two-class corpora are not seen, for teach.py")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    for name in ("epochs", "batch"):
        config[name] = getattr(arguments, name) or config[name]
    torch.set_num_threads(arguments.threads)
    data, folder = Path(arguments.data), Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    hashes = json.loads((data / "corpora.json").read_text())["hashes"]
    (folder / "config.json").write_text(json.dumps({**config, "dataHashes": hashes}, indent=2) + "\n")
    size = vocabulary_size(data / f"{config['vocabulary']}.txt")
    teacher = Path("model/runs") / arguments.teacher if arguments.teacher else None
    run = Run(config, folder, Data(data, config, arguments.limit, teacher, arguments.without), size)
    if arguments.source:
        run.start_from(arguments.source)
    if arguments.unrounded:
        run.model.state_steps = None
    run.fit()


if __name__ == "__main__":
    main()
