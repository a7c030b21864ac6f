"""npm run model:compare -- [--rows N] [--epochs E] [--val-rows M] [--only NAME,NAME]

Trains every contestant on the same rows of Sentiment140 for the same epochs in the same loop and measures all on the
same validation rows. A contestant that is done lies in model/runs/compare/ROWS-EPOCHS (NAME.json, and its logits as
NAME.npy) and is passed over, so the same command goes on where it was stopped. `npm run model:experiments` writes
model/EXPERIMENTS.md from them.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from baselines import BinaryTower, CnnLstm, LastState, ReferenceAttention, SelfAttention
from dataset import POSITIVE, EncodedPosts, vocabulary_size
from metrics import auc
from tfidf import BITS, Vectors, drop_seldom, fit_linear, hinge, logistic
from train import learning_rate, smoothed

SEED, BATCH, SMOOTHING, CLIP_NORM, WARM_UP = 42, 128, 0.05, 1.0, 0.08
WEIGHT_DECAY = 1e-6
RATE, TRANSFORMER_RATE = 0.002, 0.001


@dataclass(frozen=True)
class Network:
    """Trained by `fit_network`: `build` takes the size of the vocabulary."""

    title: str
    build: object
    vocabulary: str = "words"
    rate: float = RATE


@dataclass(frozen=True)
class Linear:
    """N-grams of words, by `fit_linear`."""

    title: str
    loss: object
    tfidf: bool


@dataclass(frozen=True)
class Mean:
    """The average of the logits of contestants before it."""

    title: str
    parts: tuple


def smoothed_bce(logits: torch.Tensor, positive: torch.Tensor, smoothing: float) -> torch.Tensor:
    return binary_cross_entropy_with_logits(logits, smoothed(positive, smoothing))


def as_ngrams(logits: torch.Tensor, positive: torch.Tensor) -> torch.Tensor:
    """The loss of ngrams.py."""
    return smoothed_bce(logits, positive, 0.1)


CONTESTANTS = {
    "tfidf-logistic": Linear("TF-IDF of word 1-3-grams, logistic regression", logistic, True),
    "tfidf-svm": Linear("TF-IDF of word 1-3-grams, linear SVM", hinge, True),
    "ngrams": Linear("Hashed word 1-3-grams as shipped, alone", as_ngrams, False),
    "lstm": Network("LSTM 128, last state", lambda size: LastState(size, False)),
    "tower-words": Network("One tower (words)", lambda size: BinaryTower(size, "model/configs/words.json")),
    "tower-pieces": Network(
        "One tower (pieces)", lambda size: BinaryTower(size, "model/configs/pieces.json"), "pieces"
    ),
    "two-towers": Mean("Two towers, logits averaged", ("tower-words", "tower-pieces")),
    "two-towers-ngrams": Mean("Two towers and n-grams, logits averaged", ("tower-words", "tower-pieces", "ngrams")),
    "reference": Network("LSTM + attention as the reference built it", ReferenceAttention),
    "bilstm": Network("BiLSTM 128, last states", lambda size: LastState(size, True)),
    "cnn-lstm": Network("CNN-LSTM", CnnLstm),
    "transformer": Network("Transformer, 2 layers", SelfAttention, rate=TRANSFORMER_RATE),
}


class Rows:
    """The same posts for everyone: seeded subsets of training and validation, through any vocabulary."""

    def __init__(self, folder: Path, rows: int, val_rows: "int | None"):
        self.folder, self.rows, self.val_rows = folder, rows, val_rows
        self.parts = {}

    def read(self, vocabulary: str):
        """(posts, rows) to train on, (posts, rows) to validate on."""
        if vocabulary not in self.parts:
            train = EncodedPosts(self.folder, vocabulary, ["sentiment140"], [0])
            val = EncodedPosts(self.folder, vocabulary, ["sentiment140-val"], [0])
            chosen = np.random.default_rng(SEED).permutation(len(train))[: self.rows]
            held = np.sort(np.random.default_rng(SEED + 1).permutation(len(val))[: self.val_rows])
            self.parts[vocabulary] = (train, chosen), (val, held)
        return self.parts[vocabulary]

    def vocabulary_size(self, vocabulary: str) -> int:
        return vocabulary_size(self.folder / f"{vocabulary}.txt")

    def answers(self) -> np.ndarray:
        posts, rows = self.read("words")[1]
        return posts.labels[rows] == POSITIVE


@dataclass
class Outcome:
    """Seconds are those of the processor: others on a shared machine do not count."""

    logits: np.ndarray
    parameters: int
    size: int
    seconds: float


def measure(logits: np.ndarray, positive: np.ndarray) -> dict:
    """Precision, recall of Positive; F1 of both classes, averaged plainly and by their posts."""
    chosen = logits >= 0
    true = {True: int((chosen & positive).sum()), False: int((~chosen & ~positive).sum())}
    answered = {side: int((chosen == side).sum()) for side in true}
    labelled = {side: int((positive == side).sum()) for side in true}
    f1 = {side: 2 * true[side] / max(1, answered[side] + labelled[side]) for side in true}
    return {
        "accuracy": sum(true.values()) / len(positive),
        "f1Macro": sum(f1.values()) / 2,
        "f1Weighted": sum(f1[side] * labelled[side] for side in f1) / len(positive),
        "precision": true[True] / max(1, answered[True]),
        "recall": true[True] / max(1, labelled[True]),
        "auc": auc(logits, positive),
    }


def shipped_bytes(model: torch.nn.Module) -> int:
    """What export.py would write: int8 with a float32 scale a row for matrices of some size, else float32."""
    return sum(
        p.numel() + 4 * p.shape[0] if p.dim() > 1 and p.numel() >= 4096 else 4 * p.numel() for p in model.parameters()
    )


@torch.no_grad()
def predict(model: torch.nn.Module, posts: EncodedPosts, rows: np.ndarray) -> np.ndarray:
    """Logits [rows]."""
    model.eval()
    logits = np.zeros(len(posts), dtype=np.float32)
    for group in posts.groups(1024, None, rows):
        logits[group] = model(posts.ids_of(group)).numpy()
    return logits[rows]


def fit_network(model: torch.nn.Module, posts: EncodedPosts, rows: np.ndarray, epochs: int, rate: float) -> None:
    """Adam with warm-up, a cosine to zero and decay, as train.py does."""
    optimizer = torch.optim.Adam(model.parameters(), weight_decay=WEIGHT_DECAY)
    batches = [posts.groups(BATCH, np.random.default_rng([SEED, epoch]), rows) for epoch in range(epochs)]
    total = sum(map(len, batches))
    schedule = {"learningRate": rate, "warmupSteps": max(1, int(WARM_UP * total))}
    model.train()
    for step, group in enumerate(group for epoch in batches for group in epoch):
        positive = torch.from_numpy((posts.labels[group] == POSITIVE).astype(np.float32))
        loss = smoothed_bce(model(posts.ids_of(group)), positive, SMOOTHING)
        optimizer.param_groups[0]["lr"] = learning_rate(step, total, schedule)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP_NORM)
        optimizer.step()
        if step % 100 == 0:
            print(f"  step {step} of {total}, loss {loss.item():.3f}", flush=True)


def run_network(contestant: Network, data: Rows, epochs: int) -> Outcome:
    (train, rows), (val, held) = data.read(contestant.vocabulary)
    torch.manual_seed(SEED)
    model = contestant.build(data.vocabulary_size(contestant.vocabulary))
    since = time.process_time()
    fit_network(model, train, rows, epochs, contestant.rate)
    seconds = time.process_time() - since
    parameters = sum(p.numel() for p in model.parameters())
    return Outcome(predict(model, val, held), parameters, shipped_bytes(model), seconds)


def run_linear(contestant: Linear, data: Rows, epochs: int) -> Outcome:
    (train, rows), (val, held) = data.read("words")
    since = time.process_time()
    vectors = Vectors(train, rows)
    rarity = vectors.rarity() if contestant.tfidf else None
    vectors.weigh(rarity)
    table, bias = fit_linear(vectors, train.labels[rows] == POSITIVE, epochs, contestant.loss)
    if not contestant.tfidf:
        drop_seldom(table, vectors)
    seconds = time.process_time() - since
    unseen = Vectors(val, held)
    unseen.weigh(rarity)
    # int8, one scale; rarities are a table of their own.
    size = (2**BITS + 4) * (2 if contestant.tfidf else 1) + 4
    return Outcome(unseen.logits(table, bias), 2**BITS + 1, size, seconds)


def run_mean(contestant: Mean, folder: Path) -> Outcome:
    parts = [json.loads((folder / f"{name}.json").read_text()) for name in contestant.parts]
    logits = np.mean([np.load(folder / f"{name}.npy") for name in contestant.parts], axis=0)
    sums = (sum(part[key] for part in parts) for key in ("parameters", "bytes", "trainSeconds"))
    return Outcome(logits, *sums)


def run(contestant, data: Rows, epochs: int, folder: Path) -> Outcome:
    if isinstance(contestant, Mean):
        return run_mean(contestant, folder)
    return (run_linear if isinstance(contestant, Linear) else run_network)(contestant, data, epochs)


def is_done(path: Path, val_rows: int) -> bool:
    if not path.exists():
        return False
    if json.loads(path.read_text())["valRows"] != val_rows:
        raise SystemExit(f"{path} was measured on other validation rows: remove its folder or take the same --val-rows")
    return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=150_000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--val-rows", type=int)
    parser.add_argument("--only", help="names of contestants, separated by commas")
    parser.add_argument("--data", default="model/runs/data")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data = Rows(Path(arguments.data), arguments.rows, arguments.val_rows)
    positive = data.answers()
    folder = Path("model/runs/compare") / f"{arguments.rows}-{arguments.epochs}"
    folder.mkdir(parents=True, exist_ok=True)
    titles = {name: contestant.title for name, contestant in CONTESTANTS.items()}
    (folder / "contestants.json").write_text(json.dumps(titles, indent=2) + "\n")
    for name in arguments.only.split(",") if arguments.only else CONTESTANTS:
        path = folder / f"{name}.json"
        if is_done(path, len(positive)):
            continue
        contestant = CONTESTANTS[name]
        outcome = run(contestant, data, arguments.epochs, folder)
        np.save(folder / f"{name}.npy", outcome.logits.astype(np.float32))
        settings = {"rows": arguments.rows, "epochs": arguments.epochs, "valRows": len(positive), "seed": SEED}
        cost = {"parameters": outcome.parameters, "bytes": outcome.size, "trainSeconds": outcome.seconds}
        result = {"name": name, "title": contestant.title, **settings, **measure(outcome.logits, positive), **cost}
        result["trainPostsPerSecond"] = arguments.rows * arguments.epochs / outcome.seconds
        path.write_text(json.dumps(result, indent=2) + "\n")
        print(f"{name}: accuracy {result['accuracy']:.4f}, {outcome.seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
