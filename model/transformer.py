"""The large teacher's network: a transformer encoder (Vaswani et al. 2017), layers normalised first, over packed posts."""
import torch
from torch import nn
from torch.nn import functional

from attention import attention
from general import Stack
from packed import ROW, Batch


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.before_attention, self.before_dense = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.attended = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: torch.Tensor, sees: torch.Tensor) -> torch.Tensor:
        """x [rows, ROW, width], sees [rows, 1, ROW, ROW] -> [rows, ROW, width]"""
        rows, time, width = x.shape
        qkv = self.qkv(self.before_attention(x)).view(rows, time, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # each [rows, heads, time, width / heads]
        mixed = attention(q, k, v, sees, self.dropout if self.training else 0.0)
        x = x + functional.dropout(self.attended(mixed.transpose(1, 2).reshape(rows, time, width)), self.dropout, self.training)
        dense = self.narrow(functional.gelu(self.wide(self.before_dense(x))))
        return x + functional.dropout(dense, self.dropout, self.training)


class Encoder(nn.Module):
    """Vectors of tokens that see their own post alone."""

    def __init__(self, embedding: int, width: int, layers: int, heads: int, dropout: float):
        super().__init__()
        self.dropout = dropout
        self.widen = nn.Linear(embedding, width)
        self.positions = nn.Embedding(ROW, width)
        self.layers = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))
        self.last = nn.LayerNorm(width)
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)
            # Each layer adds to the stream twice: smaller steps keep its variance near one (Radford et al. 2019).
            if name.endswith(("attended.weight", "narrow.weight")):
                nn.init.normal_(parameter, std=0.02 / (2 * layers) ** 0.5)

    def entrance(self) -> list:
        """What lies before the first layer."""
        return [self.widen, self.positions]

    def forward(self, vectors: torch.Tensor, positions: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        """vectors [rows, ROW, embedding] of tokens, each one's place in its post and the post's in the row -> [rows, ROW, width]"""
        sees = (segments[:, :, None] == segments[:, None, :]).unsqueeze(1)
        x = self.widen(vectors) + self.positions(positions)
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, sees)
        return self.last(x)


class GeneralEncoder(nn.Module):
    """The sentence encoder of general.py with layers above it that add nothing at first, over the same packed posts."""

    def __init__(self, width: int, layers: int, heads: int, dropout: float):
        super().__init__()
        self.dropout, self.stack = dropout, Stack()
        self.above = nn.ModuleList(Layer(width, heads, dropout) for _ in range(layers))
        self.last = nn.LayerNorm(width)
        for layer in self.above:
            for linear in (layer.qkv, layer.wide):
                nn.init.normal_(linear.weight, std=0.02)
            for parameter in (*layer.attended.parameters(), *layer.narrow.parameters()):
                nn.init.zeros_(parameter)

    @property
    def layers(self) -> list:
        return [*self.stack.layers, *self.above]

    def entrance(self) -> list:
        return []

    def forward(self, vectors: torch.Tensor, positions: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        sees = (segments[:, :, None] == segments[:, None, :]).unsqueeze(1)
        # It knows no start tokens: they share their place with the first of the post.
        x = self.stack(vectors, (positions - 1).clamp(min=0), self.dropout, sees)
        for layer in self.above:
            x = layer(x, sees)
        return self.last(x)


class Discriminator(nn.Module):
    """Token vectors and an encoder; a head per use: which tokens were replaced, or what the post feels."""

    def __init__(self, tokens: int, domains: int, config: dict):
        super().__init__()
        width = config["width"]
        self.embedding = nn.Embedding(tokens, config["embedding"])
        nn.init.normal_(self.embedding.weight, std=0.02)
        if config.get("general"):
            self.encoder = GeneralEncoder(width, config["layers"], config["heads"], config["dropout"])
        else:
            self.encoder = Encoder(config["embedding"], width, config["layers"], config["heads"], config["dropout"])
        self.replaced = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.head_dropout = config["headDropout"]
        self.dense, self.output = nn.Linear(2 * width, width), nn.Linear(width, 4)
        self.domain = nn.Embedding(domains, 4)
        nn.init.zeros_(self.domain.weight)

    def states(self, batch: Batch, tokens: "torch.Tensor | None" = None) -> torch.Tensor:
        tokens = batch.tokens if tokens is None else tokens
        return self.encoder(self.embedding(tokens), batch.positions, batch.segments)

    def classify(self, batch: Batch, tokens: "torch.Tensor | None" = None) -> torch.Tensor:
        """Logits [posts, 4] as a tower's: P(positive); negative, neutral, positive."""
        flat = self.states(batch, tokens).flatten(0, 1).float()
        posts = len(batch.first)
        sums = flat.new_zeros(posts + 1, flat.shape[1]).index_add_(0, batch.owner, flat)[:posts]
        pooled = torch.cat([flat[batch.first], sums / batch.lengths[:, None]], dim=1)
        pooled = functional.dropout(pooled, self.head_dropout, self.training)
        hidden = functional.dropout(torch.tanh(self.dense(pooled)), self.head_dropout, self.training)
        return self.output(hidden).float()


class Generator(nn.Module):
    """A small masked language model over the discriminator's token vectors."""

    def __init__(self, embedding: nn.Embedding, config: dict):
        super().__init__()
        size = config["embedding"]
        width = config["generatorWidth"]
        self.encoder = Encoder(size, width, config["generatorLayers"], config["generatorHeads"], 0.0)
        self.narrow = nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.LayerNorm(size))
        self.bias = nn.Parameter(torch.zeros(embedding.num_embeddings))

    def forward(self, embedding: nn.Embedding, batch: Batch, tokens: torch.Tensor, masked: torch.Tensor) -> torch.Tensor:
        """Logits [masked, tokens] at the places `masked` of the flat batch."""
        states = self.encoder(embedding(tokens), batch.positions, batch.segments).flatten(0, 1)[masked]
        return functional.linear(self.narrow(states), embedding.weight, self.bias.to(states.dtype))
