"""npm run model:electra -- [--config FILE] [--from GENERAL] [--seconds N] [--name electra]: a large network learns the language of posts before any label.

A small masked language model replaces tokens by likely ones, a larger encoder tells which were replaced (ELECTRA, Clark
et al. 2020), on the texts of the training corpora alone: what a network learns from the very texts that it is later tuned
on comes close to what far more text would teach it (Krishna et al. 2023). With `--from` its lower layers are those of a sentence
encoder that others trained (general.py). Wants a GPU. Writes model/runs/NAME:
config.json, log.jsonl, discriminator.pt and generator.pt.
"""
import argparse
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dataset import EncodedPosts, read_corpora, vocabulary_size
from general import load as load_general
from general import read_weights
from packed import EXTRA_TOKENS, MASK, PackedPosts
from transformer import Discriminator, Generator

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
LOG_EVERY = 200


def optimizer_of(groups: list) -> torch.optim.Optimizer:
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True) if DEVICE.type == "cuda" else torch.optim.AdamW(groups, betas=(0.9, 0.98))


def autocast():
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=DEVICE.type == "cuda")


def compiled(module: nn.Module) -> None:
    """Compiles a module's forward in place, where there is a GPU to gain from it."""
    if DEVICE.type == "cuda":
        module.compile()


def decaying(parameters, decay: float, **options) -> list:
    """AdamW's groups: matrices decay, biases and scales don't."""
    parameters = list(parameters)
    matrices = [p for p in parameters if p.dim() > 1]
    rest = [p for p in parameters if p.dim() <= 1]
    return [{"params": matrices, "weight_decay": decay, **options}, {"params": rest, "weight_decay": 0.0, **options}]


class Pretraining(nn.Module):
    def __init__(self, vocabulary: int, domains: int, config: dict):
        super().__init__()
        self.vocabulary, self.config = vocabulary, config
        self.discriminator = Discriminator(vocabulary + EXTRA_TOKENS, domains, {**config, "dropout": 0.0})
        # A generator that shares its token vectors would undo what those of the sentence encoder mean (DeBERTaV3, He et al. 2021).
        self.vectors = copy.deepcopy(self.discriminator.embedding) if config.get("general") else self.discriminator.embedding
        self.generator = Generator(self.vectors, config)

    def load_general(self, weights: dict) -> None:
        """What a sentence encoder's files hold; our own tokens, which it lacks, begin as the mean of its tokens."""
        embedding = self.discriminator.embedding
        load_general(weights, embedding, self.discriminator.encoder.stack)
        embedding.weight.data[self.vocabulary :] = embedding.weight.data[: self.vocabulary].mean(dim=0)
        self.vectors.weight.data.copy_(embedding.weight.data)

    def groups(self) -> list:
        """What came from the sentence encoder is changed less than what is new."""
        if not self.config.get("general"):
            return decaying(self.parameters(), self.config["weightDecay"])
        known = [*self.discriminator.embedding.parameters(), *self.discriminator.encoder.stack.parameters()]
        ids = {id(p) for p in known}
        new = [p for p in self.parameters() if id(p) not in ids]
        share = self.config["generalShare"]
        return decaying(new, self.config["weightDecay"]) + decaying(known, 0.0, share=share)

    def hide(self, batch, share: float):
        """(places hidden in the flat batch, the tokens with those hidden)"""
        flat = batch.tokens.flatten()
        count = int(share * len(flat))
        # A fixed number of places keeps shapes the same; those that hold no token of a post are hidden in vain.
        hideable = (flat < self.vocabulary).float()
        places = torch.multinomial(hideable, count) if DEVICE.type == "cpu" else torch.topk(hideable * torch.rand_like(hideable), count)[1]
        hidden = flat.clone()
        hidden[places] = self.vocabulary + MASK
        return places, hidden.view_as(batch.tokens)

    def forward(self, batch) -> tuple:
        """Losses of generator (nats a hidden token) and discriminator (nats a token), share of replaced tokens found."""
        places, hidden = self.hide(batch, self.config["hiddenShare"])
        flat = batch.tokens.flatten()
        logits = self.generator(self.vectors, batch, hidden, places)
        generator_loss = functional.cross_entropy(logits.float(), flat[places])
        with torch.no_grad():
            drawn = draw(logits, self.vocabulary)
        corrupted = flat.clone()
        corrupted[places] = drawn
        replaced = (corrupted != flat).float()
        told = self.discriminator.replaced(self.discriminator.states(batch, corrupted.view_as(batch.tokens))).flatten().float()
        real = flat < self.vocabulary
        each = functional.binary_cross_entropy_with_logits(told, replaced, reduction="none")
        discriminator_loss = (each * real).sum() / real.sum()
        found = ((told > 0) & (replaced > 0)).sum() / replaced.sum().clamp(min=1)
        return generator_loss, discriminator_loss, found


def draw(logits: torch.Tensor, vocabulary: int) -> torch.Tensor:
    """A token each by its probability (Gumbel's trick)."""
    logits = logits[:, :vocabulary].float()
    noise = torch.empty_like(logits).exponential_().clamp_(min=1e-20).log_()
    return (logits - noise).argmax(dim=1)


def training_posts(data: Path, vocabulary: str) -> EncodedPosts:
    names = [c["name"] for c in read_corpora(data, "train") + read_corpora(data, "unlabelled")]
    return EncodedPosts(data, vocabulary, names, [0] * len(names))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="model/configs/electra.json")
    parser.add_argument("--name", default="electra")
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--from", dest="source", help="the folder of a sentence encoder, for a config that is `general`")
    parser.add_argument("--seconds", type=float, help="the schedule ends after this long, instead of the epochs of the config")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    torch.manual_seed(config["seed"])
    torch.backends.cuda.matmul.allow_tf32 = True
    data, folder = Path(arguments.data), Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    hashes = json.loads((data / "corpora.json").read_text())["hashes"]
    (folder / "config.json").write_text(json.dumps({**config, "dataHashes": hashes}, indent=2) + "\n")
    vocabulary = vocabulary_size(data / f"{config['vocabulary']}.txt")
    posts = training_posts(data, config["vocabulary"])
    packed = PackedPosts(posts.ids, posts.starts, posts.lengths, vocabulary, DEVICE)
    model = Pretraining(vocabulary, config["domains"], config)
    if arguments.source:
        model.load_general(read_weights(Path(arguments.source)))
    model.to(DEVICE)
    compiled(model.discriminator.encoder)
    compiled(model.generator.encoder)
    optimizer = optimizer_of(model.groups())
    rng, rows = np.random.default_rng(config["seed"]), config["rows"]
    weight = config["discriminatorWeight"]
    begun, step, epoch, total, since, tokens = None, 0, 0, None, time.monotonic(), 0

    def log(**entry) -> None:
        line = json.dumps({"epoch": epoch, "step": step, "of": total, "seconds": round(time.monotonic() - since), **entry})
        print(line, flush=True)
        with open(folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    def save() -> None:
        for name in ("discriminator", "generator"):
            torch.save({k: v.half() for k, v in getattr(model, name).state_dict().items()}, folder / f"{name}.pt")

    sums = torch.zeros(3, device=DEVICE)
    done = 0.0 if config["epochs"] > 0 else 1.0
    while done < 1:
        parts = packed.batches(rng.permutation(len(posts)), rows)
        total = len(parts) * config["epochs"]
        for part in parts:
            if step == 20:
                begun = time.monotonic()
            spent = 0 if begun is None else time.monotonic() - begun
            done = spent / arguments.seconds if arguments.seconds else step / total
            if done >= 1:
                break
            warm = min(1.0, (step + 1) / config["warmupSteps"])
            for group in optimizer.param_groups:
                group["lr"] = config["learningRate"] * group.get("share", 1.0) * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
            with autocast():
                generator_loss, discriminator_loss, found = model(packed.batch(part, rows))
                loss = generator_loss + weight * discriminator_loss
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), config["clipNorm"])
            optimizer.step()
            sums += torch.stack([generator_loss, discriminator_loss, found]).detach()
            step += 1
            tokens += rows * 128
            if step % LOG_EVERY == 0:
                means = (sums / LOG_EVERY).tolist()
                if not math.isfinite(means[0] + means[1]):
                    raise FloatingPointError("the loss is lost")
                log(generator=round(means[0], 4), discriminator=round(means[1], 4), found=round(means[2], 4), tokensPerSecond=round(tokens / (time.monotonic() - since)))
                sums.zero_()
        epoch += 1
        save()
    log(finished=True)
    save()


if __name__ == "__main__":
    main()
