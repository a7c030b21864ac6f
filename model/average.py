"""npm run model:average -- --runs RUN[:FILE],... [--shares SHARE,...] --name NAME: one tower with the mean of several towers' weights.

FILE is best.pt, or checkpoint.pt for the averaged weights of the last step. Without shares all count the same.

Of towers that went on from the same weights, for other ends or with another order of posts, the mean is often better
than each (model soups, Wortsman et al. 2022). Of towers that were trained apart it is worse than each.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import shutil
from pathlib import Path

import torch


def weights_of(path: Path) -> dict:
    state = torch.load(path, map_location="cpu")
    return state.get("average", state)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", required=True)
    parser.add_argument("--shares")
    parser.add_argument("--name", required=True)
    arguments = parser.parse_args()
    named = [name.partition(":") for name in arguments.runs.split(",")]
    runs = [Path("model/runs") / name for name, _, _ in named]
    states = [weights_of(run / (file or "best.pt")) for run, (_, _, file) in zip(runs, named)]
    shares = [1 / len(runs)] * len(runs) if arguments.shares is None else [float(share) for share in arguments.shares.split(",")]
    if len(shares) != len(runs) or abs(sum(shares) - 1) > 1e-6:
        parser.error("--shares: one for each run, 1 in all")
    if any("bag.buckets" in state and not torch.equal(state["bag.buckets"], states[0]["bag.buckets"]) for state in states):
        raise SystemExit("These towers know other n-grams each: choose runs that went on from one.")
    folder = Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({key: sum(share * state[key] for share, state in zip(shares, states)) for key in states[0]}, folder / "best.pt")
    shutil.copy(runs[-1] / "config.json", folder / "config.json")


if __name__ == "__main__":
    main()
