"""Quantises a trained network and measures what is shipped. `npm run model:export` runs this; see export.ts.

Reads OUT/golden-ids.json (token ids, one list a text), writes OUT/weights.bin and OUT/export.json: tensors,
temperature, metrics before and after quantisation, golden probabilities. Metrics, temperature and golden values
come from the weights as they are read back from the file, not from those that were trained.
"""
import argparse
import json
import sys
from pathlib import Path

try:
    import numpy as np
    import torch
except ImportError as error:
    sys.exit(f"{error}. Install PyTorch and NumPy (Debian: apt-get install python3-torch), then run this again.")

from dataset import EncodedPosts, vocabulary_size
from network import BiLstmAttention, from_config
from train import auc, predict

CALIBRATION_BINS = 15


class WeightsFile:
    """Little-endian tensors, each from a multiple of four bytes on."""

    def __init__(self):
        self.parts, self.size = [], 0

    def add(self, array: np.ndarray) -> int:
        offset, data = self.size, array.tobytes()
        data += b"\0" * (-len(data) % 4)
        self.parts.append(data)
        self.size += len(data)
        return offset


def quantise_rows(matrix: np.ndarray):
    """int8 [rows, width] and float32 scales [rows], so that matrix is about scales * int8 (symmetric, per row)."""
    scales = np.maximum(np.abs(matrix).max(axis=1) / 127, np.finfo(np.float32).tiny).astype("<f4")
    return np.clip(np.rint(matrix / scales[:, None]), -127, 127).astype(np.int8), scales


def write_weights(model: BiLstmAttention, path: Path) -> list:
    """Writes every parameter and puts into the model what a reader of the file will find."""
    file, tensors, stored = WeightsFile(), [], {}
    for name, value in model.state_dict().items():
        array = value.numpy()
        entry = {"name": name, "shape": list(array.shape), "file": path.name}
        if name == "embedding.weight":
            rows, scales = quantise_rows(array)
            entry |= {"dtype": "int8-rows", "offset": file.add(rows), "scalesOffset": file.add(scales)}
            array = rows.astype(np.float32) * scales[:, None]
        else:
            entry |= {"dtype": "float32", "offset": file.add(array.astype("<f4"))}
        tensors.append(entry)
        stored[name] = torch.from_numpy(array.copy())
    path.write_bytes(b"".join(file.parts))
    model.load_state_dict(stored)
    return tensors


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits.astype(np.float64)))


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature of least negative log likelihood (Guo et al. 2017), by golden section on its logarithm."""

    def loss(log_temperature: float) -> float:
        scaled = logits.astype(np.float64) / np.exp(log_temperature)
        return float(np.mean(np.logaddexp(0, np.where(labels == 1, -scaled, scaled))))

    low, high, ratio = np.log(0.2), np.log(5), (5**0.5 - 1) / 2
    while high - low > 1e-5:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if loss(left) < loss(right) else (left, high)
    return round(float(np.exp((low + high) / 2)), 4)


def calibration_error(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Expected calibration error of P(positive) in bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((probabilities * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    gaps = np.bincount(bins, probabilities, CALIBRATION_BINS) - np.bincount(bins, labels, CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / len(labels))


def measure(logits: np.ndarray, labels: np.ndarray, temperature: float) -> dict:
    probabilities = sigmoid(logits / temperature)
    chosen, positive = probabilities >= 0.5, labels == 1
    counts = [int((chosen & positive).sum()), int((chosen & ~positive).sum())]
    counts += [int((~chosen & ~positive).sum()), int((~chosen & positive).sum())]
    precision, recall = counts[0] / max(1, sum(counts[:2])), counts[0] / max(1, counts[0] + counts[3])
    names = ("truePositive", "falsePositive", "trueNegative", "falseNegative")
    return {
        "rows": len(labels),
        "accuracy": float((chosen == positive).mean()),
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "precision": precision,
        "recall": recall,
        "auc": auc(logits, labels),
        "ece": calibration_error(probabilities, labels),
        "confusion": dict(zip(names, counts)),
    }


def load_weights(path: Path) -> dict:
    """best.pt, or the averaged weights of a checkpoint."""
    state = torch.load(path, map_location="cpu")
    return state["average"] if "average" in state else state


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", required=True)
    parser.add_argument("--weights", default="best.pt", help="a file of the run's folder")
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--out", required=True)
    parser.add_argument("--limit", type=int, help="first rows of the validation set only")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    folder, out = Path("model/runs") / arguments.name, Path(arguments.out)
    config = json.loads((folder / "config.json").read_text())
    model = from_config(config, vocabulary_size(Path(arguments.data) / "vocabulary.txt"))
    model.load_state_dict(load_weights(folder / arguments.weights))
    model.eval()
    val = EncodedPosts(arguments.data + "/val")
    rows = np.arange(len(val))[: arguments.limit]
    labels, trained = val.labels[rows], predict(model, val, rows)
    tensors = write_weights(model, out / "weights.bin")
    shipped = predict(model, val, rows)
    temperature = fit_temperature(shipped, labels)
    golden = json.loads((out / "golden-ids.json").read_text())
    logits = np.array([model(torch.tensor([ids])).item() for ids in golden])
    result = {
        "architecture": {name: config[name] for name in ("embedding", "hidden", "attention", "dense")},
        "training": config,
        "tensors": tensors,
        "temperature": temperature,
        "metrics": measure(shipped, labels, temperature),
        "beforeQuantisation": measure(trained, labels, fit_temperature(trained, labels)),
        "golden": sigmoid(logits / temperature).tolist(),
    }
    (out / "export.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
