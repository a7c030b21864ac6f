"""npm run model:likeness -- --run NAME: teaches a trained tower to tell posts of two-class corpora from all others.

A logistic regression over the tower's last hidden layer, which stays as it is; both kinds count alike, and so do the
corpora of each. Written to model/runs/NAME/likeness.pt; export.py ships it as one more output of the tower, and
heads.py lets it say which of two last layers is to be believed. Nothing here reads a label.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from bag import Bags
from dataset import EncodedPosts, read_corpora, vocabulary_size
from heads import fit
from network import from_config

POSTS_OF_EACH = 40_000
DECAY = 1e-3


@torch.no_grad()
def hidden_layer(tower, posts: EncodedPosts, rows: np.ndarray) -> np.ndarray:
    """What the output layer reads of these posts: [rows, dense]."""
    kept, found = [], np.zeros((len(posts), tower.output.in_features), dtype=np.float32)
    hook = tower.output.register_forward_pre_hook(lambda _, inputs: kept.append(inputs[0]))
    for group in posts.groups(1024, None, rows):
        tower(*posts.inputs_of(group, torch.device("cpu")))
        found[group] = kept.pop().numpy()
    hook.remove()
    return found[rows]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--data", default="model/runs/data")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data, folder = Path(arguments.data), Path("model/runs") / arguments.run
    config = json.loads((folder / "config.json").read_text())
    state = torch.load(folder / "best.pt", map_location="cpu")
    size = vocabulary_size(data / f"{config['vocabulary']}.txt")
    tower = from_config(config, size, state["domain.weight"].shape[0])
    tower.load_state_dict(state)
    tower.eval()

    layers, unlike = {}, {}
    for corpus in read_corpora(data, "train") + read_corpora(data, "unlabelled"):
        posts = EncodedPosts(data, config["vocabulary"], [corpus["name"]], [0])
        if tower.bag is not None:
            posts.bags = Bags(posts, tower.bag.buckets[1:].numpy().astype(np.int64))
        rows = np.sort(np.random.default_rng(0).permutation(len(posts))[:POSTS_OF_EACH])
        layers[corpus["name"]] = hidden_layer(tower, posts, rows)
        unlike[corpus["name"]] = np.full(len(rows), corpus["task"] != "binary")
    kinds = [bool(values[0]) for values in unlike.values()]
    shares = {name: 0.5 / kinds.count(bool(unlike[name][0])) / len(layer) for name, layer in layers.items()}
    x = torch.from_numpy(np.concatenate(list(layers.values())).astype(np.float64))
    y = torch.from_numpy(np.concatenate(list(unlike.values())).astype(np.float64))
    counts = torch.from_numpy(np.concatenate([np.full(len(layers[name]), share) for name, share in shares.items()]))
    mean, deviation = x.mean(dim=0), x.std(dim=0) + 1e-6
    weight, bias = (torch.zeros(n, dtype=torch.float64, requires_grad=True) for n in (x.shape[1], 1))

    def loss():
        each = torch.nn.functional.binary_cross_entropy_with_logits((x - mean) / deviation @ weight + bias, y, reduction="none")
        return (each * counts).sum() + DECAY * (weight * weight).sum()

    fit([weight, bias], loss)
    own = (weight / deviation).detach()
    shift = (bias - (own * mean).sum()).detach()
    torch.save({"weight": own.float().unsqueeze(0), "bias": shift.float()}, folder / "likeness.pt")
    for name, layer in layers.items():
        said = layer @ own.numpy() + shift.item()
        print(json.dumps({"corpus": name, "unlike": bool(unlike[name][0]), "mean": round(float(said.mean()), 2)}), flush=True)


if __name__ == "__main__":
    main()
