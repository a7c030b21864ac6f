"""A sentence encoder that others trained on general English text, as a network that labels can tune.

The Universal Sentence Encoder "lite" (Cer et al. 2018): two layers of a transformer over 8,002 sentence pieces, 7 million numbers,
Apache 2.0. It is a teacher only (train.py tunes it, teach.py asks it); nothing of it ships. Reads a TensorFlow.js graph model's folder.
"""
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

PIECES = 8002
HEADS = 4
EPSILON = 1e-6
OUTPUTS = 4
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

    def forward(self, x: torch.Tensor, dropout: float) -> torch.Tensor:
        """x [posts, time, width in] -> [posts, time, width]"""
        posts, time, width = x.shape
        q, k, v = self.qkv(self.before_attention(x)).view(posts, time, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        shares = torch.softmax((q / (width // HEADS) ** 0.5) @ k.transpose(2, 3), dim=3)
        mixed = (shares @ v).transpose(1, 2).reshape(posts, time, width)
        x = self.adjust(x) + functional.dropout(self.attended(mixed), dropout, self.training)
        dense = self.narrow(functional.relu(self.wide(self.before_dense(x))))
        return x + functional.dropout(dense, dropout, self.training)


class General(nn.Module):
    """Posts of one length each, as ids of sentence pieces -> logits [posts, 4] as a tower's."""

    def __init__(self, domains: int, dropout: float = 0.1, head_dropout: float = 0.2):
        super().__init__()
        self.embedding = nn.Embedding(PIECES, 256)
        self.layers = nn.ModuleList([Layer(256, 512), Layer(512, 512)])
        self.sentence = nn.Linear(512, 512)
        self.hidden, self.output = nn.Linear(1536, 256), nn.Linear(256, OUTPUTS)
        self.domain = nn.Embedding(domains, OUTPUTS)
        nn.init.zeros_(self.domain.weight)
        self.dropout, self.head_dropout, self.bag = dropout, head_dropout, None
        self.register_buffer("frequencies", torch.zeros(128))

    def load(self, weights: dict) -> None:
        def tensor(name: str) -> torch.Tensor:
            return torch.from_numpy(weights[name].copy())

        def put(module: nn.Module, weight: torch.Tensor, bias: torch.Tensor) -> None:
            module.weight.data, module.bias.data = weight.contiguous(), bias

        self.embedding.weight.data = tensor("module/Embeddings_en")
        self.frequencies = tensor(f"{_STACK}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1")[0]
        for i, layer in enumerate(self.layers):
            at, stack = f"{_STACK}Layer_{i}/TransformerLayer/", f"{_STACK}TransformerStack/Layer_{i}/TransformerLayer/"
            joined = "/ConcatPartitions/concat"
            for norm, where in ((layer.before_attention, at), (layer.before_dense, at + "FFN/")):
                name = f"{where}layer_prepostprocess/layer_norm/layer_norm_"
                put(norm, tensor(f"{name}scale{joined}"), tensor(f"{name}bias{joined}"))
            for linear, name in ((layer.qkv, "qkv_transform_single"), (layer.attended, "output_transform_single")):
                kernel = tensor(f"{at.replace('module_apply_default', 'module')}MultiheadAttention/{name}/kernel/part_0")
                put(linear, kernel[0, 0].t(), tensor(f"{at}MultiheadAttention/{name}/bias{joined}"))
            for linear, name in ((layer.wide, "conv1"), (layer.narrow, "conv2")):
                put(linear, tensor(f"{stack}FFN/{name}/Tensordot/Reshape_1").t(), tensor(f"{at}FFN/{name}/bias{joined}"))
            if isinstance(layer.adjust, nn.Linear):
                put(layer.adjust, tensor(f"{at}dense/kernel{joined}").t(), tensor(f"{at}dense/bias{joined}"))
        name = "hidden_layers/tanh_layer_0/"
        put(self.sentence, tensor(f"module/Encoder_en/{name}weights").t(), tensor(f"module/Encoder_en/{name}bias"))

    def states(self, ids: torch.Tensor) -> torch.Tensor:
        """ids [posts, time] -> [posts, time, 512]"""
        angles = torch.arange(ids.shape[1], dtype=torch.float32)[:, None] * self.frequencies
        # The graph adds a token's vector to itself and its place's signal.
        x = 2 * self.embedding(ids) + torch.cat([angles.sin(), angles.cos()], dim=1)
        for layer in self.layers:
            x = layer(x, self.dropout)
        return x

    def encode(self, ids: torch.Tensor) -> torch.Tensor:
        """What the encoder was trained to give: unit vectors [posts, 512]."""
        return functional.normalize(torch.tanh(self.sentence(self.states(ids).mean(dim=1))), dim=1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        states = self.states(ids)
        mean = states.mean(dim=1)
        pooled = torch.cat([torch.tanh(self.sentence(mean)), mean / 8, states.max(dim=1).values / 8], dim=1)
        hidden = torch.tanh(self.hidden(functional.dropout(pooled, self.head_dropout, self.training)))
        return self.output(functional.dropout(hidden, self.head_dropout, self.training))
