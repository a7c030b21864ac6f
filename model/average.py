"""npm run model:average -- --runs RUN,RUN,... --name NAME: one tower with the mean of several towers' weights.

Of towers that went on from the same weights, for other ends or with another order of posts, the mean is often better
than each (model soups, Wortsman et al. 2022). Of towers that were trained apart it is worse than each.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", required=True)
    parser.add_argument("--name", required=True)
    arguments = parser.parse_args()
    runs = [Path("model/runs") / name for name in arguments.runs.split(",")]
    states = [torch.load(run / "best.pt", map_location="cpu") for run in runs]
    if any("bag.buckets" in state and not torch.equal(state["bag.buckets"], states[0]["bag.buckets"]) for state in states):
        raise SystemExit("These towers know other n-grams each: choose runs that went on from one.")
    folder = Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({key: torch.stack([state[key] for state in states]).mean(dim=0) for key in states[0]}, folder / "best.pt")
    shutil.copy(runs[-1] / "config.json", folder / "config.json")


if __name__ == "__main__":
    main()
