"""Fits the layer over the towers' logits: how much each counts, and what makes the probabilities calibrated.

Logits are [posts, width]: of each tower four (P(positive); negative, neutral, positive) and, where it has learnt to
tell (likeness.py), one of how unlike posts of two-class corpora the post is; then one of the n-grams. With few
parameters in all, the fit on validation posts cannot overfit much; what it does is measured by cross-fitting.
"""
import numpy as np
import torch

from metrics import log_softmax

ANSWERS = 4
# A file is told by so many of its posts (src/core/scores/domain.ts).
FILE_POSTS = 512
STANDARD_ERRORS = 10


class Layout:
    """Which columns of the logits are whose. `widths`: logits of each tower, in their order; what follows is the n-grams'."""

    def __init__(self, widths: list):
        self.starts = np.concatenate([[0], np.cumsum(widths)]).astype(int)
        self.towers = len(widths)
        # The logit that says how unlike posts of two-class corpora a post is; None where no tower tells.
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
    """Weights [width] and bias of a two-class answer by logistic regression over sets (logits, is positive, share).

    Each set counts by its share.
    """
    features = layout.polar_features(sets[0][0].shape[1])
    x, y, counts = (torch.from_numpy(part) for part in _stacked(sets, lambda logits: logits @ features.T))
    w, b = _free(len(features), value=1 / len(features)), _free(1)

    def loss():
        each = torch.nn.functional.binary_cross_entropy_with_logits(x @ w + b, y, reduction="none")
        # A trace of decay: the logits of a head that a tower never learnt are constant, and their weight is free.
        return (each * counts).sum() + 1e-5 * ((w * w).sum() + (b * b).sum())

    fit([w, b], loss)
    return _linear(w.detach().numpy() @ features, b)


def fit_mixture(two_class: list, three_class: list, layout: Layout) -> dict:
    """A two-class head with an answer for each of two domains (mixture of experts, Jacobs et al. 1991).

    What is positive differs between corpora of two classes and of three. The mean of the logit `unlike` over a file's posts
    says of which domain it is; of a post without a file the same logit says by way of `gate` how much of each answer is
    taken. Both domains count alike there. A file is of two classes where its mean is no further above that of `two_class` than
    chance could ever bring it: all that is like neither is answered as in three, as most people would.
    """
    own, other = fit_binary(two_class, layout), fit_binary(three_class, layout)
    x, y, counts = (
        torch.from_numpy(part)
        for part in _stacked(two_class + three_class, lambda logits: np.stack([_of(own, logits), _of(other, logits), logits[:, layout.unlike]], axis=1))
    )
    slope, shift = _free(1, value=1.0), _free(1)

    def loss():
        score = torch.lerp(x[:, 0], x[:, 1], torch.sigmoid(slope * x[:, 2] + shift))
        return (torch.nn.functional.binary_cross_entropy_with_logits(score, y, reduction="none") * counts).sum()

    fit([slope, shift], loss)
    width = two_class[0][0].shape[1]
    familiar = np.concatenate([logits[:, layout.unlike] for logits, _, _ in two_class])
    border = familiar.mean() + STANDARD_ERRORS * familiar.std() / np.sqrt(FILE_POSTS)
    gate = _linear(_row(width, {layout.unlike: slope.item()}), shift)
    unlike = {"weights": _row(width, {layout.unlike: 1}).tolist(), "bias": -float(border)}
    return {**own, "mixture": {"other": other, "gate": gate, "unlike": unlike}}


def _stacked(sets: list, of) -> tuple:
    """What `of` makes of the logits of all sets, their labels as 0 or 1, and how much each post counts."""
    x = np.concatenate([of(logits.astype(np.float64)) for logits, _, _ in sets])
    y = np.concatenate([positive for _, positive, _ in sets]).astype(np.float64)
    return x, y, np.concatenate([np.full(len(positive), share / len(positive)) for _, positive, share in sets])


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


def binary_logits(head: dict, logits: np.ndarray, domain: "str | None" = None) -> np.ndarray:
    """Logits of P(positive) of posts of a domain, "two-class" or "three-class"; each by itself where that is None."""
    score = _of(head, logits)
    if "mixture" not in head or domain == "two-class":
        return score
    share = 1 if domain == "three-class" else 1 / (1 + np.exp(-_of(head["mixture"]["gate"], logits)))
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
