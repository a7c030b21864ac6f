"""Fits the layer over the towers' logits: how much each counts, and what makes the probabilities calibrated.

Logits are [posts, width]: of each tower four (P(positive); negative, neutral, positive) and, where it has learnt to
tell (likeness.py), one of how unlike posts labelled by emoticons the post is; then one of the n-grams. With few
parameters in all, the fit on validation posts cannot overfit much; what it does is measured by cross-fitting.
"""
import numpy as np
import torch

from metrics import log_softmax

ANSWERS = 4


class Layout:
    """Which columns of the logits are whose. `widths`: logits of each tower, in their order; what follows is the n-grams'."""

    def __init__(self, widths: list):
        self.starts = np.concatenate([[0], np.cumsum(widths)]).astype(int)
        self.towers = len(widths)
        # The logit that says how unlike posts labelled by emoticons a post is; None where no tower tells.
        self.unlike = next((int(start) + ANSWERS for start, width in zip(self.starts, widths) if width > ANSWERS), None)

    def binary(self, t: int) -> int:
        return int(self.starts[t])

    def classes(self, t: int) -> slice:
        return slice(int(self.starts[t]) + 1, int(self.starts[t]) + ANSWERS)

    def polar_features(self, width: int) -> np.ndarray:
        """What the two-class head reads, as rows of weights over all logits: [features, width]."""
        rows = []
        for t in range(self.towers):
            at = self.binary(t)
            rows += [_row(width, {at: 1}), _row(width, {at + 1: -1, at + 3: 1})]
        return np.array(rows + [_row(width, {i: 1}) for i in range(int(self.starts[-1]), width)])


def layout_of(towers: int) -> Layout:
    """Of towers that give the four answers alone."""
    return Layout([ANSWERS] * towers)


def fit(parameters: list, loss) -> None:
    """Least loss by L-BFGS."""
    optimizer = torch.optim.LBFGS(parameters, max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        value = loss()
        value.backward()
        return value

    optimizer.step(closure)


def _row(width: int, entries: dict) -> np.ndarray:
    row = np.zeros(width)
    for index, value in entries.items():
        row[index] = value
    return row


def _free(*shape: int, value: float = 0.0) -> torch.Tensor:
    return torch.full(shape, value, dtype=torch.float64, requires_grad=True)


def fit_binary(sets: list, layout: Layout) -> dict:
    """Weights [width] and bias of the two-class head by logistic regression over sets (logits, is positive, share).

    Each set counts by its share. Where a tower tells how unlike posts labelled by emoticons a post is, there are two such
    answers, and that says how much of each is taken (mixture of experts, Jacobs et al. 1991): what is best on the ones
    and on the others need not be the same.
    """
    width = sets[0][0].shape[1]
    features = layout.polar_features(width)
    x = torch.from_numpy(np.concatenate([logits.astype(np.float64) @ features.T for logits, _, _ in sets]))
    y = torch.from_numpy(np.concatenate([positive for _, positive, _ in sets]).astype(np.float64))
    counts = torch.from_numpy(np.concatenate([np.full(len(p), share / len(p)) for _, p, share in sets]))
    w, b = _free(len(features), value=1 / len(features)), _free(1)
    parameters = [w, b]
    if layout.unlike is not None:
        unlike = torch.from_numpy(np.concatenate([logits[:, layout.unlike].astype(np.float64) for logits, _, _ in sets]))
        other_w, other_b, slope, shift = _free(len(features), value=1 / len(features)), _free(1), _free(1, value=1.0), _free(1)
        parameters += [other_w, other_b, slope, shift]

    def loss():
        score = x @ w + b
        if layout.unlike is not None:
            score = torch.lerp(score, x @ other_w + other_b, torch.sigmoid(slope * unlike + shift))
        each = torch.nn.functional.binary_cross_entropy_with_logits(score, y, reduction="none")
        # A trace of decay: the logits of a head that a tower never learnt are constant, and their weight is free.
        return (each * counts).sum() + 1e-5 * sum((p * p).sum() for p in parameters)

    fit(parameters, loss)
    head = _linear(w.detach().numpy() @ features, b)
    if layout.unlike is not None:
        gate = _linear(_row(width, {layout.unlike: slope.item()}), shift)
        head["mixture"] = {"other": _linear(other_w.detach().numpy() @ features, other_b), "gate": gate}
    return head


def _linear(weights: np.ndarray, bias: torch.Tensor) -> dict:
    return {"weights": weights.tolist(), "bias": bias.item()}


def fit_ternary(logits: np.ndarray, labels: np.ndarray, layout: Layout) -> dict:
    """Weights [3, width] and biases [3]: one weight a tower, one for the two-class logits, one bias a class."""
    towers = layout.towers
    x = torch.from_numpy(logits.astype(np.float64))
    y = torch.from_numpy(labels.astype(np.int64))
    w, polar, b = _free(towers, value=1 / towers), _free(1), _free(3)
    sign = torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64)
    binary = sum(x[:, layout.binary(t)] for t in range(towers)) / towers

    def scores():
        classes = sum(w[t] * x[:, layout.classes(t)] for t in range(towers))
        return classes + polar * binary[:, None] * sign + b

    fit([w, polar, b], lambda: torch.nn.functional.cross_entropy(scores(), y))
    weights = np.zeros((3, logits.shape[1]))
    for t in range(towers):
        for c in range(3):
            weights[c, layout.classes(t).start + c] = w[t].item()
            weights[c, layout.binary(t)] = polar.item() / towers * sign[c].item()
    return {"weights": weights.tolist(), "bias": b.detach().numpy().tolist()}


def binary_logits(head: dict, logits: np.ndarray) -> np.ndarray:
    score = _of(head, logits)
    if "mixture" not in head:
        return score
    share = 1 / (1 + np.exp(-_of(head["mixture"]["gate"], logits)))
    return (1 - share) * score + share * _of(head["mixture"]["other"], logits)


def _of(linear: dict, logits: np.ndarray) -> np.ndarray:
    return logits.astype(np.float64) @ np.array(linear["weights"]) + linear["bias"]


def class_log_probabilities(head: dict, logits: np.ndarray) -> np.ndarray:
    """Log probabilities [posts, 3]."""
    return log_softmax(logits.astype(np.float64) @ np.array(head["weights"]).T + np.array(head["bias"]))


def cross_fitted(logits: np.ndarray, labels: np.ndarray, layout: Layout, folds: int) -> np.ndarray:
    """Log probabilities [posts, 3], each post's by a head that was fitted without it."""
    result = np.zeros((len(labels), 3))
    fold = np.random.default_rng(0).permutation(len(labels)) % folds
    for k in range(folds):
        head = fit_ternary(logits[fold != k], labels[fold != k], layout)
        result[fold == k] = class_log_probabilities(head, logits[fold == k])
    return result
