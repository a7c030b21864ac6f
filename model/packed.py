"""Posts packed into rows of one length, so that a transformer pads little and its shapes never change.

A row holds whole posts one after the other, each with a token of its own at its start. Everything lies on the device;
a step costs a handful of small operations there.
"""
from dataclasses import dataclass

import numpy as np
import torch

ROW = 128
# Behind the vocabulary's ids: what stands for a hidden token, what starts a post, what fills a row.
MASK, START, FILL = 0, 1, 2
EXTRA_TOKENS = 3


@dataclass
class Batch:
    posts: np.ndarray  # which posts, in the order of `first`
    tokens: torch.Tensor  # [rows, ROW]
    positions: torch.Tensor  # [rows, ROW], place in the post
    segments: torch.Tensor  # [rows, ROW], which post, unlike its neighbours
    owner: torch.Tensor  # [rows * ROW], place in `posts` of each token's post; len(posts) where the row is filled up
    first: torch.Tensor  # [posts], place of each post's start token in the flat batch
    lengths: torch.Tensor  # [posts], with the start token


class PackedPosts:
    def __init__(self, ids: np.ndarray, starts: np.ndarray, lengths: np.ndarray, vocabulary: int, device: torch.device):
        self.vocabulary, self.device = vocabulary, device
        self.lengths = np.minimum(lengths, ROW - 1) + 1
        self.ids = torch.from_numpy(ids.astype(np.int32)).to(device)
        self.starts = torch.from_numpy(starts.astype(np.int64)).to(device)

    def batches(self, posts: np.ndarray, rows: int) -> list:
        """Posts in their order, as (posts, row of each, column of each), `rows` rows a batch."""
        ends = np.cumsum(self.lengths[posts])
        starts = ends - self.lengths[posts]
        after = np.searchsorted(ends, starts + ROW, side="right").tolist()
        cuts, at = [0], 0
        while at < len(posts):
            at = after[at]
            cuts.append(at)
        cuts = np.array(cuts)
        sizes = np.diff(cuts)
        row_of = np.repeat(np.arange(len(sizes)), sizes)
        column_of = starts - np.repeat(starts[cuts[:-1]], sizes)
        result = []
        for row in range(0, len(sizes), rows):
            span = slice(cuts[row], cuts[min(row + rows, len(sizes))])
            result.append((posts[span], row_of[span] - row, column_of[span]))
        return result

    def batch(self, part: tuple, rows: int) -> Batch:
        posts, row_of, column_of = part
        lengths_here = self.lengths[posts]
        total, count, device = int(lengths_here.sum()), len(posts), self.device
        packed = torch.from_numpy(np.stack([posts, row_of * ROW + column_of, lengths_here])).to(device)
        rows_of_posts, first, lengths = packed
        owner_of = torch.repeat_interleave(torch.arange(count, device=device), lengths, output_size=total)
        begins = torch.cumsum(lengths, 0) - lengths
        place = torch.arange(total, device=device) - begins[owner_of]
        source = (self.starts[rows_of_posts][owner_of] + place - 1).clamp_(min=0)
        token = torch.where(place == 0, self.vocabulary + START, self.ids[source].long())
        at = first[owner_of] + place
        tokens = torch.full((rows * ROW,), self.vocabulary + FILL, device=device)
        tokens[at] = token
        positions = torch.zeros(rows * ROW, dtype=torch.long, device=device)
        positions[at] = place
        owner = torch.full((rows * ROW,), count, device=device)
        owner[at] = owner_of
        shape = (rows, ROW)
        return Batch(posts, tokens.view(shape), positions.view(shape), owner.view(shape), owner, first, lengths)
