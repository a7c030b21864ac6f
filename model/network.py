"""The network as PyTorch trains it: one tower of embedding, bidirectional LSTM, pooling and two heads.

Two towers that read the same tokens through different vocabularies are trained apart and answer together; export.py
fits how much each counts. The recurrence is that of Hochreiter and Schmidhuber (1997) as nn.LSTM has it, the
attention is additive (Bahdanau et al. 2015).
"""
import torch
from torch import nn

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
    ):
        super().__init__()
        self.takes_maxima = pooling == "attention-max"
        self.embedding = nn.Embedding(vocabulary, embedding)
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.lstm = nn.LSTM(embedding, hidden, bidirectional=True)
        self.attend = nn.Linear(2 * hidden, attention)
        self.score = nn.Linear(attention, 1, bias=False)
        self.dense = nn.Linear((4 if self.takes_maxima else 2) * hidden, dense)
        self.output = nn.Linear(dense, 4)
        self.dropout = nn.Dropout(dropout)
        # What a corpus adds to the logits whatever the post says: its shares of the classes. Not part of what ships.
        self.domain = nn.Embedding(domains, 4)
        nn.init.zeros_(self.domain.weight)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids [batch, time] of posts of equal length -> logits [batch, 4]: P(positive); negative, neutral, positive"""
        states = run_lstm(self.lstm, self.dropout(self.embedding(ids.t())))  # [time, batch, 2 * hidden]
        shares = torch.softmax(self.score(torch.tanh(self.attend(states))), dim=0)  # [time, batch, 1]
        pooled = (shares * states).sum(dim=0)  # [batch, 2 * hidden]
        if self.takes_maxima:
            pooled = torch.cat([pooled, states.max(dim=0)[0]], dim=1)  # [batch, 4 * hidden]
        return self.output(self.dropout(torch.relu(self.dense(self.dropout(pooled)))))


def from_config(config: dict, vocabulary: int, domains: int) -> Tower:
    sizes = {name: config[name] for name in ("embedding", "hidden", "attention", "dense", "dropout")}
    return Tower(vocabulary, **sizes, domains=domains, pooling=config.get("pooling", "attention-max"))
