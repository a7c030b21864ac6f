"""Reads the weights of a tower back from what the app ships, so that training can go on from it."""
import json
from pathlib import Path

import numpy as np
import torch


def read_tower(folder: Path, prefix: str) -> dict:
    """State of the tower whose tensors are named `prefix`...; without the corpora's biases, which are not shipped."""
    manifest = json.loads((folder / "manifest.json").read_text())
    state = {}
    for entry in manifest["tensors"]:
        if entry["name"].startswith(prefix):
            state[entry["name"][len(prefix) :]] = _read_tensor(folder, entry)
    if not state:
        raise ValueError(f"{folder} has no tower {prefix}")
    return state


def _read_tensor(folder: Path, entry: dict) -> torch.Tensor:
    data, shape = (folder / entry["file"]).read_bytes(), entry["shape"]
    count = int(np.prod(shape))
    if entry["dtype"] == "float32":
        values = np.frombuffer(data, "<f4", count, entry["offset"]).reshape(shape)
    else:
        rows = np.frombuffer(data, np.int8, count, entry["offset"]).reshape(shape)
        scales = np.frombuffer(data, "<f4", shape[0], entry["scalesOffset"])
        values = rows.astype(np.float32) * scales.reshape(-1, 1)
    return torch.from_numpy(values.astype(np.float32))
