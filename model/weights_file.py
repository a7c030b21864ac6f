"""The file of weights that the app loads: matrices as int8 with a scale a row, all else as float32."""
import numpy as np

# Tables, of which a post reads a few rows, are rounded to steps of this share of their root mean square, the same for all
# rows. Small numbers that recur are what gzip shortens: uniform steps and a code of variable length lose least at a given size
# (Gish & Pierce 1968, IEEE Transactions on Information Theory 14:676-683). EXPERIMENTS.md has what finer and coarser ones cost.
TABLE_STEPS = {"embedding.weight": 0.4, "bag.weight": 0.6, "ngrams.table": 0.5}
INT8_MAX = 127


class WeightsFile:
    """Little-endian tensors, each from a multiple of four bytes on."""

    def __init__(self, name: str):
        self.name, self.parts, self.size, self.tensors = name, [], 0, []

    def _add(self, array: np.ndarray) -> int:
        offset, data = self.size, array.tobytes()
        data += b"\0" * (-len(data) % 4)
        self.parts.append(data)
        self.size += len(data)
        return offset

    def write(self, name: str, array: np.ndarray) -> np.ndarray:
        """Appends a tensor, matrices of more than one row as int8 with a scale a row; gives what a reader will find."""
        entry = {"name": name, "shape": list(array.shape), "file": self.name}
        if array.ndim == 2 and array.size >= 4096:
            rows, scales = quantise_rows(array, next((step for end, step in TABLE_STEPS.items() if name.endswith(end)), 0))
            entry |= {"dtype": "int8-rows", "offset": self._add(rows), "scalesOffset": self._add(scales)}
            array = rows.astype(np.float32) * scales[:, None]
        else:
            entry |= {"dtype": "float32", "offset": self._add(array.astype("<f4"))}
        self.tensors.append(entry)
        return array


def quantise_rows(matrix: np.ndarray, step: float):
    """int8 [rows, width] and float32 scales [rows], so that matrix is about scales * int8 (symmetric).

    A row's scale is `step` times the root mean square of the matrix, or as much as its greatest number needs to fit, which
    for a step of 0 is what every row has: the kernel multiplies such rows as the bytes that they are.
    """
    needed = np.abs(matrix).max(axis=1) / INT8_MAX
    scales = np.maximum(needed, max(step * np.sqrt(np.mean(matrix**2)), np.finfo(np.float32).tiny)).astype("<f4")
    return np.clip(np.rint(matrix / scales[:, None]), -INT8_MAX, INT8_MAX).astype(np.int8), scales
