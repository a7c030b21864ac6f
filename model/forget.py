"""npm run model:forget -- --first RUN --second RUN --name NAME: a teacher's answers as they were had it not seen the labels.

Towers trained on a post lean to its label, right or wrong: together they have 88.8 % of the training tweets right and 85 % of
new ones. `--first` is such a teacher (teach.py), `--second` one of folds, which has seen no label of a post that it answers
but learnt from half as many. What a label adds to the first's logit, among posts of which the second says the same, is
measured on training posts and on validation posts; the difference is what it owes to having seen the label, and is
taken off. Writes model/runs/NAME/CORPUS.npy: of posts labelled by emoticons this and the three classes of `--classes`, of
all others the answers of `--others`, for their labels are by hand and worth remembering.
"""
import argparse
import json
import shutil
from pathlib import Path

import numpy as np

from dataset import POSITIVE, EncodedPosts, read_corpora
from metrics import auc
from teach import VALIDATION

EMOTICONS = "sentiment140"
BINS = 40


def mean_by(values: np.ndarray, at: np.ndarray, positive: np.ndarray) -> np.ndarray:
    """Means [bins, 2] of the values by bin and label."""
    cell = 2 * at + positive
    return (np.bincount(cell, values, 2 * BINS) / np.maximum(1, np.bincount(cell, minlength=2 * BINS))).reshape(BINS, 2)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", default="teacher")
    parser.add_argument("--second", default="teacher-folds")
    parser.add_argument("--classes", default="teacher-large")
    parser.add_argument("--others", default="teacher-both")
    parser.add_argument("--name", default="teacher-honest")
    parser.add_argument("--data", default="model/runs/data")
    arguments = parser.parse_args()
    data, runs = Path(arguments.data), Path("model/runs")
    folder = runs / arguments.name
    folder.mkdir(parents=True, exist_ok=True)

    def read(name: str):
        answers = [np.load(runs / run / f"{name}.npy").astype(np.float64) for run in (arguments.first, arguments.second)]
        return *answers, EncodedPosts(data, "classic", [name], [0]).labels[: len(answers[0])] == POSITIVE

    first, second, positive = read(VALIDATION)
    edges = np.quantile(second[:, 0], np.arange(1, BINS) / BINS)
    unseen = mean_by(first[:, 0], np.searchsorted(edges, second[:, 0]), positive)
    others = runs / arguments.others
    for corpus in (c for use in ("train", "unlabelled", "sampled") for c in read_corpora(data, use)):
        file = f"{corpus['name']}.npy"
        if corpus["name"] != EMOTICONS and (others / file).exists():
            shutil.copy(others / file, folder / file)
    first, second, positive = read(EMOTICONS)
    at = np.searchsorted(edges, second[:, 0])
    owed = mean_by(first[:, 0], at, positive) - unseen
    forgot = first[:, 0] - owed[at, positive.astype(int)]
    classes = np.load(runs / arguments.classes / f"{EMOTICONS}.npy")[:, 1:]
    np.save(folder / f"{EMOTICONS}.npy", np.concatenate([forgot[:, None], classes], axis=1).astype(np.float16))
    for name, logits in (("first", first[:, 0]), ("second", second[:, 0]), ("forgot", forgot)):
        print(json.dumps({"teacher": name, "accuracy": round(float(((logits >= 0) == positive).mean()), 4), "auc": round(auc(logits, positive), 4)}))


if __name__ == "__main__":
    main()
