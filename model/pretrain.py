"""npm run model:pretrain -- --config model/configs/NAME.json --name NAME [--epochs N] [--limit ROWS]

Teaches a tower's embedding and recurrence the language of posts before any label (Dai and Le 2015): the forward states
tell each next token, the backward ones each token before. Texts of the training corpora alone, labels unseen. Writes
model/runs/NAME: config.json, log.jsonl, checkpoint.pt (the same command resumes from it) and pretrained.pt, from which
`model:train --from NAME` starts.
"""
import one_thread  # noqa: F401  isort: skip

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dataset import EncodedPosts, read_corpora, vocabulary_size
from lstm import run_lstm
from network import from_config

NEGATIVES = 384
HELD_OUT_POSTS = 4096
LOG_EVERY = 100
CHECKPOINT_EVERY = 500


class NextTokens(nn.Module):
    """How well a tower's states tell the next token in either direction, by sampled softmax (Jean et al. 2015).

    The words' vectors are those of the embedding (Press and Wolf 2017).
    """

    def __init__(self, tower: nn.Module, hidden: int, embedding: int, frequencies: np.ndarray):
        super().__init__()
        self.tower, self.hidden = tower, hidden
        self.towards = nn.ModuleList(nn.Linear(hidden, embedding) for _ in range(2))
        self.bias = nn.Embedding(len(frequencies), 1)
        nn.init.zeros_(self.bias.weight)
        shares = (frequencies + 1.0) ** 0.75
        self.cumulative = torch.from_numpy(np.cumsum(shares / shares.sum()))
        self.log_shares = torch.from_numpy(np.log(shares / shares.sum())).float()

    def forward(self, ids: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Mean cross-entropy, nats, of the tokens of posts of equal length, ids [batch, time >= 2]."""
        tower, ids = self.tower, ids.t()
        states = run_lstm(tower.lstm, tower.dropout(tower.embedding(ids)), tower.state_steps)
        uniform = torch.rand(NEGATIVES, generator=generator, dtype=torch.float64)
        sampled = torch.searchsorted(self.cumulative, uniform).clamp_(max=len(self.cumulative) - 1)
        drawn = tower.embedding(sampled)  # [negatives, embedding]
        offset = self.bias(sampled).squeeze(1) - self.log_shares[sampled] - math.log(NEGATIVES)
        loss = 0.0
        for direction, project in enumerate(self.towards):
            own = states[..., direction * self.hidden : (direction + 1) * self.hidden]
            told = project(tower.dropout(own[1:] if direction else own[:-1])).flatten(0, 1)
            wanted = (ids[:-1] if direction else ids[1:]).flatten()
            right = (told * tower.embedding(wanted)).sum(dim=1) + self.bias(wanted).squeeze(1)
            right = right - self.log_shares[wanted] - math.log(NEGATIVES)
            wrong = torch.addmm(offset, told, drawn.t())
            wrong = wrong.masked_fill(wanted.unsqueeze(1) == sampled.unsqueeze(0), -30.0)
            logits = torch.cat([right.unsqueeze(1), wrong], dim=1)
            loss = loss + functional.cross_entropy(logits, torch.zeros(len(logits), dtype=torch.long))
        return loss / 2


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--limit", type=int, help="this many posts only, to try the pipeline")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    torch.set_num_threads(1)
    torch.manual_seed(config["seed"])
    data, folder = Path(arguments.data), Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    hashes = json.loads((data / "corpora.json").read_text())["hashes"]
    (folder / "config.json").write_text(json.dumps({**config, "pretraining": True, "dataHashes": hashes}, indent=2) + "\n")
    names = [corpus["name"] for corpus in read_corpora(data, "train")]
    posts = EncodedPosts(data, config["vocabulary"], names, [0] * len(names))
    size = vocabulary_size(data / f"{config['vocabulary']}.txt")
    rows = np.random.default_rng(config["seed"]).permutation(np.flatnonzero(posts.lengths >= 2))
    held, rows = rows[:HELD_OUT_POSTS], rows[HELD_OUT_POSTS:][: arguments.limit]
    model = NextTokens(
        from_config(config, size, 1), config["hidden"], config["embedding"], np.bincount(posts.ids, minlength=size)
    )
    optimizer = torch.optim.Adam((p for p in model.parameters()), weight_decay=config["weightDecay"])
    total = arguments.epochs * len(posts.groups(config["batch"], np.random.default_rng(0), rows))
    epoch, step, done = 0, 0, 0
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        epoch, step, done = state["epoch"], state["step"], state["done"]

    def log(**entry) -> None:
        line = json.dumps({"epoch": epoch, "step": step, "of": total, **entry})
        print(line, flush=True)
        with open(folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def save() -> None:
        temporary = folder / "checkpoint.tmp"
        state = {"epoch": epoch, "step": step, "done": done}
        torch.save({**state, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, temporary)
        temporary.replace(checkpoint)
        kept = {k: v for k, v in model.tower.state_dict().items() if k.startswith(("embedding.", "lstm."))}
        torch.save(kept, folder / "pretrained.pt")

    def held_out_loss() -> float:
        model.eval()
        generator, losses, counts = torch.Generator().manual_seed(0), [], []
        with torch.no_grad():
            for group in posts.groups(config["batch"], None, held):
                losses.append(model(posts.ids_of(group), generator).item())
                counts.append(len(group) * (posts.lengths[group[0]] - 1))
        model.train()
        return round(float(np.average(losses, weights=counts)), 4)

    while epoch < arguments.epochs:
        rng = np.random.default_rng([config["seed"], epoch])
        generator = torch.Generator().manual_seed(config["seed"] + epoch)
        since, seen, losses = time.monotonic(), 0, []
        for i, group in enumerate(posts.groups(config["batch"], rng, rows)):
            if i < done:
                continue
            loss = model(posts.ids_of(group), generator)
            warm = min(1.0, (step + 1) / config["warmupSteps"])
            optimizer.param_groups[0]["lr"] = warm * 0.002 * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config["clipNorm"])
            optimizer.step()
            step, done, seen = step + 1, i + 1, seen + len(group)
            losses.append(loss.item())
            if step % LOG_EVERY == 0:
                rate = round(seen / (time.monotonic() - since))
                log(loss=round(float(np.mean(losses)), 4), postsPerSecond=rate)
                losses = []
            if step % CHECKPOINT_EVERY == 0:
                save()
        epoch, done = epoch + 1, 0
        log(heldOut=held_out_loss())
        save()


if __name__ == "__main__":
    main()
