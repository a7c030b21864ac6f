"""A sentence encoder that others trained on general English text, as the lower layers of a large teacher (transformer.py).

The Universal Sentence Encoder "lite" (Cer et al. 2018): two layers of a transformer over 8,002 sentence pieces, 7 million numbers,
Apache 2.0. It is a teacher only; nothing of it ships. Reads a TensorFlow.js graph model's folder.
"""
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from attention import attention

HEADS = 4
EPSILON = 1e-6
_STACK = "module_apply_default/Encoder_en/KonaTransformer/Encode/"


def read_weights(folder: Path) -> dict:
    """Name to array, of a TensorFlow.js graph model."""
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"]
    result = {}
    for group in manifest:
        data = b"".join((folder / path).read_bytes() for path in group["paths"])
        at = 0
        for weight in group["weights"]:
            count = int(np.prod(weight["shape"]))
            result[weight["name"]] = np.frombuffer(data, dtype="<f4" if weight["dtype"] == "float32" else "<i4", count=count, offset=at).reshape(weight["shape"])
            at += 4 * count
    return result


class Layer(nn.Module):
    """Layer normalisation before attention and before two dense layers, each added to what came in."""

    def __init__(self, width_in: int, width: int):
        super().__init__()
        self.before_attention, self.before_dense = nn.LayerNorm(width_in, EPSILON), nn.LayerNorm(width, EPSILON)
        self.qkv, self.attended = nn.Linear(width_in, 3 * width_in), nn.Linear(width_in, width)
        self.wide, self.narrow = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)
        self.adjust = nn.Linear(width_in, width) if width_in != width else nn.Identity()

    def forward(self, x: torch.Tensor, dropout: float, sees: "torch.Tensor | None" = None) -> torch.Tensor:
        """x [posts, time, width in], sees [posts, 1, time, time] if not all see all -> [posts, time, width]"""
        posts, time, width = x.shape
        q, k, v = self.qkv(self.before_attention(x)).view(posts, time, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        mixed = attention(q, k, v, sees, 0.0).transpose(1, 2).reshape(posts, time, width)
        x = self.adjust(x) + functional.dropout(self.attended(mixed), dropout, self.training)
        dense = self.narrow(functional.relu(self.wide(self.before_dense(x))))
        return x + functional.dropout(dense, dropout, self.training)


class Stack(nn.Module):
    """The encoder's two layers over token vectors and their places."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([Layer(256, 512), Layer(512, 512)])
        self.register_buffer("frequencies", torch.zeros(128))

    def forward(self, vectors: torch.Tensor, places: torch.Tensor, dropout: float, sees: "torch.Tensor | None" = None) -> torch.Tensor:
        """vectors [posts, time, 256], places [time] or [posts, time] -> [posts, time, 512]"""
        angles = places.unsqueeze(-1) * self.frequencies
        # The graph adds a token's vector to itself and its place's signal.
        x = 2 * vectors + torch.cat([angles.sin(), angles.cos()], dim=-1)
        for layer in self.layers:
            x = layer(x, dropout, sees)
        return x


def _tensor(weights: dict, name: str) -> torch.Tensor:
    return torch.from_numpy(weights[name].copy())


def _put(module: nn.Module, weight: torch.Tensor, bias: torch.Tensor) -> None:
    module.weight.data, module.bias.data = weight.contiguous(), bias


def load(weights: dict, embedding: nn.Embedding, stack: Stack) -> None:
    """What the encoder's files hold, into token vectors (rows behind its own stay as they are) and layers."""
    vectors = _tensor(weights, "module/Embeddings_en")
    embedding.weight.data[: len(vectors)] = vectors
    stack.frequencies.data = _tensor(weights, f"{_STACK}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1")[0]
    joined = "/ConcatPartitions/concat"
    for i, layer in enumerate(stack.layers):
        at, ffn = f"{_STACK}Layer_{i}/TransformerLayer/", f"{_STACK}TransformerStack/Layer_{i}/TransformerLayer/FFN/"
        for norm, where in ((layer.before_attention, at), (layer.before_dense, at + "FFN/")):
            name = f"{where}layer_prepostprocess/layer_norm/layer_norm_"
            _put(norm, _tensor(weights, f"{name}scale{joined}"), _tensor(weights, f"{name}bias{joined}"))
        for linear, name in ((layer.qkv, "qkv_transform_single"), (layer.attended, "output_transform_single")):
            kernel = _tensor(weights, f"{at.replace('module_apply_default', 'module')}MultiheadAttention/{name}/kernel/part_0")
            _put(linear, kernel[0, 0].t(), _tensor(weights, f"{at}MultiheadAttention/{name}/bias{joined}"))
        for linear, name in ((layer.wide, "conv1"), (layer.narrow, "conv2")):
            _put(linear, _tensor(weights, f"{ffn}{name}/Tensordot/Reshape_1").t(), _tensor(weights, f"{at}FFN/{name}/bias{joined}"))
        if isinstance(layer.adjust, nn.Linear):
            _put(layer.adjust, _tensor(weights, f"{at}dense/kernel{joined}").t(), _tensor(weights, f"{at}dense/bias{joined}"))
