"""Attention (Vaswani et al. 2017), by PyTorch's own kernel where it has one."""
import torch
from torch.nn import functional


def attention(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, sees: "torch.Tensor | None", dropout: float) -> torch.Tensor:
    """q, k, v [posts, heads, time, width] -> the same; `sees`: what may see what, everything where it is None."""
    if hasattr(functional, "scaled_dot_product_attention"):
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=sees, dropout_p=dropout)
    scores = q @ k.transpose(2, 3) / q.shape[3] ** 0.5  # before PyTorch 2.0
    if sees is not None:
        scores = scores.masked_fill(~sees, float("-inf"))
    return functional.dropout(torch.softmax(scores, dim=3), dropout) @ v
