"""Fits the layer over the towers' logits: how much each counts, and what makes the probabilities calibrated.

Logits are [posts, width]: four of each tower (P(positive); negative, neutral, positive), then one of the n-grams. With
one weight a tower for the three classes and few parameters in all, the fit on validation posts cannot overfit much; what
it does is measured by cross-fitting.
"""
import numpy as np
import torch

from metrics import log_softmax

TOWER_WIDTH = 4


def fit(parameters: list, loss) -> None:
    """Least loss by L-BFGS."""
    optimizer = torch.optim.LBFGS(parameters, max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        value = loss()
        value.backward()
        return value

    optimizer.step(closure)


def polar_features(logits: np.ndarray, towers: int) -> np.ndarray:
    """What the two-class head reads, as rows of weights over all logits: [features, width]."""
    width, rows = logits.shape[1], []
    for t in range(towers):
        rows += [_row(width, {TOWER_WIDTH * t: 1}), _row(width, {TOWER_WIDTH * t + 1: -1, TOWER_WIDTH * t + 3: 1})]
    return np.array(rows + [_row(width, {i: 1}) for i in range(TOWER_WIDTH * towers, width)])


def _row(width: int, entries: dict) -> np.ndarray:
    row = np.zeros(width)
    for index, value in entries.items():
        row[index] = value
    return row


def fit_binary(sets: list, towers: int) -> dict:
    """Weights [width] and bias of the two-class head by logistic regression over sets (logits, is positive, share).

    Each set counts by its share. Emoticons alone would lean on what knows only them: a tenth for posts labelled by hand
    costs 0.2 points on emoticons and gains 1 to 9 on posts of other kinds; 0.03 costs 0.02 and gains up to 4.
    """
    features = polar_features(sets[0][0], towers)
    x = torch.from_numpy(np.concatenate([logits.astype(np.float64) @ features.T for logits, _, _ in sets]))
    y = torch.from_numpy(np.concatenate([positive for _, positive, _ in sets]).astype(np.float64))
    counts = torch.from_numpy(np.concatenate([np.full(len(p), share / len(p)) for _, p, share in sets]))
    w = torch.full((len(features),), 1 / len(features), dtype=torch.float64, requires_grad=True)
    b = torch.zeros(1, dtype=torch.float64, requires_grad=True)

    def loss():
        each = torch.nn.functional.binary_cross_entropy_with_logits(x @ w + b, y, reduction="none")
        # A trace of decay: the logits of a head that a tower never learnt are constant, and their weight is free.
        return (each * counts).sum() + 1e-5 * (w * w).sum()

    fit([w, b], loss)
    return {"weights": (w.detach().numpy() @ features).tolist(), "bias": b.item()}


def fit_ternary(logits: np.ndarray, labels: np.ndarray, towers: int) -> dict:
    """Weights [3, width] and biases [3]: one weight a tower, one for the two-class logits, one bias a class."""
    x = torch.from_numpy(logits.astype(np.float64))
    y = torch.from_numpy(labels.astype(np.int64))
    w = torch.full((towers,), 1 / towers, dtype=torch.float64, requires_grad=True)
    polar = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    b = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    sign = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64)
    binary = sum(x[:, TOWER_WIDTH * t] for t in range(towers)) / towers

    def scores():
        classes = sum(w[t] * x[:, TOWER_WIDTH * t + 1 : TOWER_WIDTH * t + 4] for t in range(towers))
        return classes + polar * binary[:, None] * sign + b

    fit([w, polar, b], lambda: torch.nn.functional.cross_entropy(scores(), y))
    weights = np.zeros((3, logits.shape[1]))
    for t in range(towers):
        for c in range(3):
            weights[c, TOWER_WIDTH * t + 1 + c] = w[t].item()
            weights[c, TOWER_WIDTH * t] = polar.item() / towers * sign[c].item()
    return {"weights": weights.tolist(), "bias": b.detach().numpy().tolist()}


def binary_logits(head: dict, logits: np.ndarray) -> np.ndarray:
    return logits.astype(np.float64) @ np.array(head["weights"]) + head["bias"]


def class_log_probabilities(head: dict, logits: np.ndarray) -> np.ndarray:
    """Log probabilities [posts, 3]."""
    return log_softmax(logits.astype(np.float64) @ np.array(head["weights"]).T + np.array(head["bias"]))


def cross_fitted(logits: np.ndarray, labels: np.ndarray, towers: int, folds: int) -> np.ndarray:
    """Log probabilities [posts, 3], each post's by a head that was fitted without it."""
    result = np.zeros((len(labels), 3))
    fold = np.random.default_rng(0).permutation(len(labels)) % folds
    for k in range(folds):
        head = fit_ternary(logits[fold != k], labels[fold != k], towers)
        result[fold == k] = class_log_probabilities(head, logits[fold == k])
    return result
