"""The file of weights that the app loads: matrices as int8 with a scale a row, all else as float32."""
import numpy as np


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
            rows, scales = quantise_rows(array)
            entry |= {"dtype": "int8-rows", "offset": self._add(rows), "scalesOffset": self._add(scales)}
            array = rows.astype(np.float32) * scales[:, None]
        else:
            entry |= {"dtype": "float32", "offset": self._add(array.astype("<f4"))}
        self.tensors.append(entry)
        return array


def quantise_rows(matrix: np.ndarray):
    """int8 [rows, width] and float32 scales [rows], so that matrix is about scales * int8 (symmetric, per row)."""
    # A row of a million n-grams has a few that are far out: cutting them costs less than a coarse step for all others.
    most = np.abs(matrix).max(axis=1) if matrix.shape[1] < 2**16 else np.quantile(np.abs(matrix), 0.9999, axis=1)
    scales = np.maximum(most / 127, np.finfo(np.float32).tiny).astype("<f4")
    return np.clip(np.rint(matrix / scales[:, None]), -127, 127).astype(np.int8), scales
