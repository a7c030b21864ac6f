"""The network as PyTorch trains it: one tower of embedding, bidirectional LSTM, pooling and two heads.

Two towers that read the same tokens through different vocabularies are trained apart and answer together; export.py
fits how much each counts. The recurrence is that of Hochreiter and Schmidhuber (1997) as nn.LSTM has it, the
attention is additive (Bahdanau et al. 2015).
"""
import torch
from torch import nn
from torch.nn import functional

from lstm import run_lstm


class Tower(nn.Module):
    """Logits of posts of one length: there is no padding, so nothing is masked."""

    def __init__(
        self,
        vocabulary: int,
        embedding: int,
        hidden: int,
        attention: int,
        dense: int,
        dropout: float,
        domains: int,
        pooling: str = "attention-max",
        bag: "dict | None" = None,
        state_steps: "int | None" = None,
    ):
        super().__init__()
        self.state_steps = state_steps
        self.takes_maxima = pooling == "attention-max"
        self.embedding = nn.Embedding(vocabulary, embedding)
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.lstm = nn.LSTM(embedding, hidden, bidirectional=True)
        self.attend = nn.Linear(2 * hidden, attention)
        self.score = nn.Linear(attention, 1, bias=False)
        self.bag = None if bag is None else NgramVectors(bag["ngrams"], bag["width"], bag["dropout"])
        beside = 0 if bag is None else bag["width"]
        self.dense = nn.Linear((4 if self.takes_maxima else 2) * hidden + beside, dense)
        self.output = nn.Linear(dense, 4)
        self.dropout = nn.Dropout(dropout)
        # What a corpus adds to the logits whatever the post says: its shares of the classes. Not part of what ships.
        self.domain = nn.Embedding(domains, 4)
        nn.init.zeros_(self.domain.weight)

    def forward(self, ids: torch.Tensor, ngrams=None) -> torch.Tensor:
        """ids [batch, time] of posts of equal length -> logits [batch, 4]: P(positive); negative, neutral, positive

        `ngrams`: the posts' n-grams as bag.py gives them, for a tower that has a table of such.
        """
        states = run_lstm(self.lstm, self.dropout(self.embedding(ids.t())), self.state_steps)  # [time, batch, 2 * hidden]
        shares = torch.softmax(self.score(torch.tanh(self.attend(states))), dim=0)  # [time, batch, 1]
        pooled = (shares * states).sum(dim=0)  # [batch, 2 * hidden]
        if self.takes_maxima:
            pooled = torch.cat([pooled, states.max(dim=0)[0]], dim=1)  # [batch, 4 * hidden]
        if self.bag is not None:
            pooled = torch.cat([pooled, self.bag(*ngrams)], dim=1)  # [batch, 4 * hidden + width]
        return self.output(self.dropout(torch.relu(self.dense(self.dropout(pooled)))))


class NgramVectors(nn.Module):
    """A vector for each of the n-grams that bag.py chose: row i + 1 is that of bucket i; row 0 is unused and zero."""

    def __init__(self, ngrams: int, width: int, dropout: float):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(ngrams + 1, width) * 0.02)
        with torch.no_grad():
            self.weight[0] = 0
        self.register_buffer("buckets", torch.full((ngrams + 1,), -1.0))
        self.dropout = dropout

    def forward(self, rows: torch.Tensor, offsets: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
        """Sums [batch, width] of the posts' n-grams; in training, some are left out."""
        shares = functional.dropout(shares, self.dropout, self.training)
        return functional.embedding_bag(rows, self.weight, offsets, mode="sum", per_sample_weights=shares)


def from_config(config: dict, vocabulary: int, domains: int) -> Tower:
    sizes = {name: config[name] for name in ("embedding", "hidden", "attention", "dense", "dropout")}
    options = {"pooling": config.get("pooling", "attention-max"), "bag": config.get("bag")}
    return Tower(vocabulary, **sizes, domains=domains, **options, state_steps=config.get("stateSteps"))
