"""What export.py measures of both heads on validation posts, and what the app needs to know of their errors."""
import numpy as np

from metrics import auc, macro_recall

CALIBRATION_BINS = 15
UNSURE_SHARE = 0.2


def calibration_error(confidence: np.ndarray, correct: np.ndarray) -> float:
    """Expected calibration error of the answers given, in bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    gaps = np.bincount(bins, confidence, CALIBRATION_BINS) - np.bincount(bins, correct, CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / len(confidence))


def error_by_chance(confidence: np.ndarray) -> float:
    """The calibration error that as many posts would show on average were every probability exact.

    A bin's gap is then about normal, so that its absolute value is sqrt(2 / pi) of its standard deviation.
    """
    bins = np.minimum((confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    variances = np.bincount(bins, confidence * (1 - confidence), CALIBRATION_BINS)
    return float(np.sqrt(2 / np.pi * variances).sum() / len(confidence))


def measure_binary(logits: np.ndarray, positive: np.ndarray) -> dict:
    probabilities, chosen = 1 / (1 + np.exp(-logits)), logits >= 0
    counts = [int((chosen & positive).sum()), int((chosen & ~positive).sum())]
    counts += [int((~chosen & ~positive).sum()), int((~chosen & positive).sum())]
    precision, recall = counts[0] / max(1, sum(counts[:2])), counts[0] / max(1, counts[0] + counts[3])
    names = ("truePositive", "falsePositive", "trueNegative", "falseNegative")
    return {
        "rows": len(positive),
        "accuracy": float((chosen == positive).mean()),
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "precision": precision,
        "recall": recall,
        "auc": auc(logits, positive),
        "ece": calibration_error(np.maximum(probabilities, 1 - probabilities), (chosen == positive).astype(float)),
        "eceByChance": error_by_chance(np.maximum(probabilities, 1 - probabilities)),
        "confusion": dict(zip(names, counts)),
    }


def measure_ternary(logs: np.ndarray, labels: np.ndarray, offsets: np.ndarray) -> dict:
    chosen, likeliest = (logs - offsets).argmax(axis=1), logs.argmax(axis=1)
    confusion = np.zeros((3, 3), dtype=int)
    np.add.at(confusion, (labels, chosen), 1)
    recalls, precisions = np.diag(confusion) / confusion.sum(axis=1), np.diag(confusion) / np.maximum(1, confusion.sum(axis=0))
    return {
        "rows": len(labels),
        "macroRecall": macro_recall(chosen, labels),
        "accuracy": float((chosen == labels).mean()),
        "macroF1": float(np.mean(2 * recalls * precisions / np.maximum(1e-9, recalls + precisions))),
        "ece": calibration_error(np.exp(logs.max(axis=1)), (likeliest == labels).astype(float)),
        "eceByChance": error_by_chance(np.exp(logs.max(axis=1))),
    }


def quantification(logs: np.ndarray, labels: np.ndarray, offsets: np.ndarray) -> dict:
    """What src/core/stats/quantification.ts needs to know of the head's errors."""
    chosen, probabilities = (logs - offsets).argmax(axis=1), np.exp(logs)
    by_truth = []
    for c in range(3):
        own, answers = probabilities[labels == c], np.bincount(chosen[labels == c], minlength=3)
        sums = {"probabilities": own.sum(axis=0).tolist(), "products": (own.T @ own).tolist()}
        by_truth.append({"rows": len(own), "answers": answers.tolist(), **sums})
    confusion = [entry["answers"] for entry in by_truth]
    return {"confusion": confusion, "priors": (np.bincount(labels, minlength=3) / len(labels)).tolist(), "byTruth": by_truth, "transfer": None}


def unsure_band(logs: np.ndarray, labels: np.ndarray, offsets: np.ndarray) -> dict:
    """The least confident fifth of the posts: confidence is the probability of the class that was chosen."""
    chosen = (logs - offsets).argmax(axis=1)
    confidence, wrong = np.exp(logs[np.arange(len(labels)), chosen]), chosen != labels
    below = round(float(np.quantile(confidence, UNSURE_SHARE)), 3)
    inside = confidence < below
    rates = {"errorInside": float(wrong[inside].mean()), "errorOutside": float(wrong[~inside].mean())}
    return {"below": below, "share": float(inside.mean()), **rates}
