"""The network as PyTorch trains it: embedding, bidirectional LSTM, attention over time, two dense layers."""
import torch
from torch import nn


class BiLstmAttention(nn.Module):
    """Logit of P(positive) for posts of one length: there is no padding, so nothing is masked."""

    def __init__(self, vocabulary: int, embedding: int, hidden: int, attention: int, dense: int, dropout: float):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding)
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.lstm = nn.LSTM(embedding, hidden, batch_first=True, bidirectional=True)
        self.attend = nn.Linear(2 * hidden, attention)
        self.score = nn.Linear(attention, 1, bias=False)
        self.dense = nn.Linear(2 * hidden, dense)
        self.output = nn.Linear(dense, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids [batch, time] of posts of equal length -> logits [batch]"""
        states, _ = self.lstm(self.dropout(self.embedding(ids)))  # [batch, time, 2 * hidden]
        scores = self.score(torch.tanh(self.attend(states)))  # [batch, time, 1]
        context = (torch.softmax(scores, dim=1) * states).sum(dim=1)  # [batch, 2 * hidden]
        return self.output(self.dropout(torch.relu(self.dense(self.dropout(context))))).squeeze(-1)


def from_config(config: dict, vocabulary: int) -> BiLstmAttention:
    sizes = {name: config[name] for name in ("embedding", "hidden", "attention", "dense", "dropout")}
    return BiLstmAttention(vocabulary, **sizes)
