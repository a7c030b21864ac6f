"""The few metrics that training watches; `npm run model:evaluate` has all of them."""
import numpy as np


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Area under the ROC curve by the rank-sum statistic; ties count half (Hanley and McNeil 1982)."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = labels.sum()
    negatives = len(labels) - positives
    return float((ranks[labels == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def macro_recall(chosen: np.ndarray, labels: np.ndarray) -> float:
    """Mean over the classes of the share of their posts that were found."""
    return float(np.mean([(chosen[labels == c] == c).mean() for c in np.unique(labels)]))


def log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
