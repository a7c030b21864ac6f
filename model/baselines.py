"""Networks that compare.py measures beside those that ship: each gives one logit of P(positive).

All read batches of posts of one length, so that nothing is padded or masked, except the reference's, which pads as it
did. The heads are alike where the reference does not say otherwise.
"""
import json
from pathlib import Path

import torch
from torch import nn

from lstm import run_lstm
from network import from_config

EMBEDDING, HIDDEN, DENSE, DROPOUT, LONGEST = 96, 128, 64, 0.3, 128


def embed(vocabulary: int, width: int = EMBEDDING) -> nn.Embedding:
    embedding = nn.Embedding(vocabulary, width)
    nn.init.normal_(embedding.weight, std=0.1)
    return embedding


def head(width: int, before: float = DROPOUT, after: float = DROPOUT) -> nn.Sequential:
    """Two dense layers from what is pooled to one logit."""
    return nn.Sequential(
        nn.Dropout(before), nn.Linear(width, DENSE), nn.ReLU(), nn.Dropout(after), nn.Linear(DENSE, 1)
    )


class LastState(nn.Module):
    """An LSTM whose last state is all that the head sees; with `both`, that of either direction."""

    def __init__(self, vocabulary: int, both: bool):
        super().__init__()
        self.embedding, self.dropout = embed(vocabulary), nn.Dropout(DROPOUT)
        self.lstm = nn.LSTM(EMBEDDING, HIDDEN, bidirectional=both)
        self.head = head(HIDDEN * (2 if both else 1))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        inputs = self.dropout(self.embedding(ids.t()))
        if not self.lstm.bidirectional:
            return self.head(self.lstm(inputs)[0][-1]).squeeze(-1)
        states = run_lstm(self.lstm, inputs)  # [time, batch, 2 * hidden]
        return self.head(torch.cat([states[-1, :, :HIDDEN], states[0, :, HIDDEN:]], dim=1)).squeeze(-1)


class ReferenceAttention(nn.Module):
    """LSTM + attention as the reference built it, but for its frozen Word2Vec vectors: here they are learned.

    20,000 words, 50 tokens, padded at the end and not masked; a softmax over time for each feature by itself.
    """

    WORDS, LENGTH, WIDTH = 20_000, 50, 200

    def __init__(self, vocabulary: int):
        super().__init__()
        self.words = min(self.WORDS, vocabulary)
        self.embedding = nn.Embedding(self.words + 1, self.WIDTH)
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.lstm = nn.LSTM(self.WIDTH, HIDDEN)
        self.attend = nn.Linear(HIDDEN, HIDDEN)
        self.head = head(HIDDEN, 0.5, 0.3)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        known = ids[:, : self.LENGTH].masked_fill(ids[:, : self.LENGTH] >= self.words, 0)  # 0 is <unk>
        padded = nn.functional.pad(known, (0, self.LENGTH - known.shape[1]), value=self.words)
        states = self.lstm(self.embedding(padded.t()))[0]  # [time, batch, hidden]
        shares = torch.softmax(torch.tanh(self.attend(states)), dim=0)
        return self.head((shares * states).sum(dim=0)).squeeze(-1)


class CnnLstm(nn.Module):
    """Convolution over three tokens, maxima of pairs, then an LSTM's last state."""

    def __init__(self, vocabulary: int):
        super().__init__()
        self.embedding, self.dropout = embed(vocabulary), nn.Dropout(DROPOUT)
        self.convolution = nn.Conv1d(EMBEDDING, HIDDEN, 3, padding=1)
        self.pool = nn.MaxPool1d(2, ceil_mode=True)
        self.lstm = nn.LSTM(HIDDEN, HIDDEN)
        self.head = head(HIDDEN)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        inputs = self.dropout(self.embedding(ids)).transpose(1, 2)  # [batch, embedding, time]
        features = self.pool(torch.relu(self.convolution(inputs)))
        return self.head(self.lstm(features.permute(2, 0, 1))[0][-1]).squeeze(-1)


class SelfAttention(nn.Module):
    """Two layers of self-attention (Vaswani et al. 2017, normalised before each part), then means over time."""

    def __init__(self, vocabulary: int):
        super().__init__()
        self.embedding, self.position = embed(vocabulary), nn.Embedding(LONGEST, HIDDEN)
        nn.init.normal_(self.position.weight, std=0.02)
        self.widen = nn.Linear(EMBEDDING, HIDDEN)
        layer = nn.TransformerEncoderLayer(HIDDEN, 4, 2 * HIDDEN, 0.1, batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 2, nn.LayerNorm(HIDDEN), enable_nested_tensor=False)
        self.head = head(HIDDEN)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        tokens = self.widen(self.embedding(ids)) + self.position.weight[: ids.shape[1]]
        return self.head(self.layers(tokens).mean(dim=1)).squeeze(-1)


class BinaryTower(nn.Module):
    """A tower as network.py has it, with the logit of P(positive) alone and of one corpus."""

    def __init__(self, vocabulary: int, config: str):
        super().__init__()
        settings = json.loads(Path(config).read_text())
        self.tower = from_config(settings, vocabulary, 1)
        self.tower.output = nn.Linear(settings["dense"], 1)
        del self.tower.domain
        self.embedding = self.tower.embedding

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.tower(ids).squeeze(-1)
