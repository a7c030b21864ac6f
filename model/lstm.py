"""A bidirectional LSTM layer for training on a CPU: nn.LSTM's parameters and results, lstm.c's speed.

Compiled at first use; where there is no C compiler or OpenBLAS, and on a GPU, nn.LSTM itself runs.
"""
import ctypes
import ctypes.util
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from torch import nn

FLAGS = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]


def _compile() -> "ctypes.CDLL | None":
    source = Path(__file__).with_name("lstm.c")
    name = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    library = Path(tempfile.gettempdir()) / f"lstm-{name}.so"
    blas = ctypes.util.find_library("openblas")
    if blas is None:
        return None
    if not library.exists():
        command = ["cc", *FLAGS, str(source), "-o", str(library), f"-l:{blas}", "-lm"]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"lstm.c does not compile here ({error}); nn.LSTM takes its place", file=sys.stderr)
            return None
    return ctypes.CDLL(str(library))


_library = _compile()


def _pointer(tensor: torch.Tensor, offset: int = 0) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr() + 4 * offset)


class _BiLstmFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, steps, *parameters):
        """x [T, B, inputs] contiguous; steps as run_lstm has them, 0 for none; per direction weight_ih, weight_hh, bias_ih, bias_hh -> states [T, B, 2H]"""
        time, batch, inputs = x.shape
        hidden = parameters[1].shape[1]
        states = torch.empty(time, batch, 2 * hidden)
        kept = []
        for direction in (0, 1):
            w_ih, w_hh, b_ih, b_hh = parameters[4 * direction : 4 * direction + 4]
            gates = torch.addmm(b_ih + b_hh, x.view(-1, inputs), w_ih.t())
            cells = torch.empty(time, batch, hidden)
            _library.lstm_forward(
                _pointer(gates), _pointer(w_hh), _pointer(cells), _pointer(states, direction * hidden),
                time, batch, hidden, 2 * hidden, direction, steps,
            )
            kept += [gates, cells]
        ctx.save_for_backward(x, states, *kept, *parameters)
        return states

    @staticmethod
    def backward(ctx, d_states):
        x, states, gates_f, cells_f, gates_b, cells_b, *parameters = ctx.saved_tensors
        (time, batch, inputs), hidden = x.shape, parameters[1].shape[1]
        d_states, flat = d_states.contiguous(), x.view(-1, inputs)
        d_x, gradients = None, []
        for direction, (gates, cells) in enumerate(((gates_f, cells_f), (gates_b, cells_b))):
            w_ih, w_hh, _, _ = parameters[4 * direction : 4 * direction + 4]
            _library.lstm_backward(
                _pointer(gates), _pointer(w_hh), _pointer(cells), _pointer(d_states, direction * hidden),
                time, batch, hidden, 2 * hidden, direction,
            )
            d_bias = gates.sum(dim=0)
            d_x = gates @ w_ih if d_x is None else d_x.addmm_(gates, w_ih)
            own = states[:, :, direction * hidden : (direction + 1) * hidden]
            before = own[1:] if direction else own[:-1]
            at = gates.view(time, batch, -1)[:-1] if direction else gates.view(time, batch, -1)[1:]
            rows = (time - 1) * batch
            d_w_hh = at.reshape(rows, 4 * hidden).t() @ before.reshape(rows, hidden)
            gradients += [gates.t() @ flat, d_w_hh, d_bias, d_bias]
        return (d_x.view_as(x), None, *gradients)


def run_lstm(layer: nn.LSTM, x: torch.Tensor, steps: "int | None" = None) -> torch.Tensor:
    """States [T, B, 2H] of a one-layer bidirectional nn.LSTM over x [T, B, inputs].

    With `steps` each state is rounded to a multiple of 1 / steps as soon as it is computed, so that the app can
    multiply integers; gradients pass straight through (Bengio et al. 2013).
    """
    if _library is None or x.is_cuda:
        return layer(x)[0] if steps is None else _rounded(layer, x, steps)
    return _BiLstmFunction.apply(x.contiguous(), steps or 0, *_parameters(layer))


def _parameters(layer: nn.LSTM) -> list:
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    return [getattr(layer, name + suffix) for suffix in ("", "_reverse") for name in names]


def _rounded(layer: nn.LSTM, x: torch.Tensor, steps: int) -> torch.Tensor:
    """What lstm.c does with `steps`, where it cannot run: step by step."""
    parameters, directions = _parameters(layer), []
    for direction in (0, 1):
        w_ih, w_hh, b_ih, b_hh = parameters[4 * direction : 4 * direction + 4]
        state = cell = x.new_zeros(x.shape[1], w_hh.shape[1])
        states = [state] * len(x)
        for t in reversed(range(len(x))) if direction else range(len(x)):
            gates = torch.addmm(b_ih + b_hh, x[t], w_ih.t()) + state @ w_hh.t()
            i, f, g, o = gates.chunk(4, dim=1)
            cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
            exact = torch.sigmoid(o) * torch.tanh(cell)
            state = exact + (torch.round(exact * steps) / steps - exact).detach()
            states[t] = state
        directions.append(torch.stack(states))
    return torch.cat(directions, dim=2)
