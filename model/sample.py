"""npm run model:sample -- --networks teacher-large --generator electra [--rounds NAME=N,...]: posts that nobody wrote, for a small network to learn from.

The generator of electra.py hides some words of a training post and draws others in their place; what the tuned networks
say of the result stands in for a label (distillation on unlabelled and altered texts, Jiao et al. 2020). A small network
that has read each real post five times knows them by heart; these it sees once. Writes sampled.* beside the other
corpora, through both vocabularies, and the answers into the teacher's folder.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

from dataset import read_corpora
from electra import DEVICE, Pretraining, autocast, compiled, draw
from exchange import Exchange, rounds_of
from heads import binary_logits, class_log_probabilities
from packed import ROW, PackedPosts

SHARES = (0.12, 0.2, 0.3, 0.4)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="model/configs/electra.json")
    parser.add_argument("--networks", default="teacher-large")
    parser.add_argument("--generator", default="electra")
    parser.add_argument("--data", default="model/runs/data")
    parser.add_argument("--other", default="pieces", help="the vocabulary that the posts are written in besides")
    parser.add_argument("--rounds", default="sentiment140=2,semeval=8,crisis=1", help="how often each corpus is drawn from")
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    data, folder = Path(arguments.data), Path("model/runs") / arguments.networks
    torch.manual_seed(config["seed"] + 7)
    torch.backends.cuda.matmul.allow_tf32 = True
    corpora = read_corpora(data, "train") + read_corpora(data, "unlabelled")
    rounds = rounds_of(arguments.rounds, corpora)
    exchange = Exchange(data, config["vocabulary"], arguments.other, [c["name"] for c in corpora])
    ours, size = exchange.ours, len(exchange.never)
    exchange.words.usable &= ours.lengths < ROW  # the networks read no longer ones whole
    rows = exchange.rows([c["posts"] for c in corpora], [rounds[c["name"]] for c in corpora], config["seed"])

    model = Pretraining(size, config["domains"], config).to(DEVICE).eval()
    runs = Path("model/runs")
    model.generator.load_state_dict({k: v.float() for k, v in torch.load(runs / arguments.generator / "generator.pt", map_location=DEVICE).items()})
    pretrained = torch.load(runs / arguments.generator / "discriminator.pt", map_location=DEVICE)
    networks = [{k: v.float() for k, v in torch.load(path, map_location=DEVICE).items()} for path in sorted(folder.glob("network-*.pt"))]
    compiled(model.generator.encoder)
    compiled(model.discriminator.encoder)
    packed = PackedPosts(ours.ids, ours.starts, ours.lengths, size, DEVICE)
    hideable = torch.from_numpy(exchange.words.whole).to(DEVICE)
    never = torch.from_numpy(exchange.never).to(DEVICE)

    parts = packed.batches(rows, config["rows"])
    drawn_ids = []
    with torch.no_grad(), autocast():
        model.discriminator.load_state_dict({k: v.float() for k, v in pretrained.items()}, strict=False)
        for i, part in enumerate(parts):
            batch = packed.batch(part, config["rows"])
            flat, at = batch.tokens.flatten(), places_of(batch)
            source = source_of(packed, batch)
            may = torch.zeros(len(flat), device=DEVICE)
            may[at] = hideable[source].float()
            count = int(SHARES[i % len(SHARES)] * len(flat))
            chosen = torch.topk(may * (0.01 + torch.rand_like(may)), count)[1]
            chosen = chosen[may[chosen] > 0]
            hidden = flat.clone()
            hidden[chosen] = size
            logits = model.generator(model.discriminator.embedding, batch, hidden.view_as(batch.tokens), chosen)[:, :size].float()
            flat[chosen] = draw(logits.masked_fill(never, float("-inf")), size)
            drawn_ids.append(flat[at].cpu().numpy().astype(np.uint16))
    ids = np.concatenate(drawn_ids)
    print(json.dumps({"posts": len(rows), "tokens": len(ids)}), flush=True)
    exchange.write("sampled", rows, ids)

    lengths = ours.lengths[rows]
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    sampled = PackedPosts(ids, offsets[:-1], lengths, size, DEVICE)
    logits = np.zeros((len(rows), 4), dtype=np.float32)
    for network in networks:
        model.discriminator.load_state_dict(network)
        at = 0
        with torch.no_grad(), autocast():
            for part in sampled.batches(np.arange(len(rows)), config["rows"]):
                said = model.discriminator.classify(sampled.batch(part, config["rows"])).float().cpu().numpy()
                logits[at : at + len(said)] += said / len(networks)
                at += len(said)
    heads = json.loads((folder / "heads.json").read_text())
    positive = binary_logits(heads["binary"], logits)
    answers = np.concatenate([positive[:, None], class_log_probabilities(heads["ternary"], logits)], axis=1)
    np.save(folder / "sampled.npy", answers.astype(np.float16))


def places_of(batch) -> torch.Tensor:
    """Places in the flat batch of all tokens but the start tokens, post by post."""
    inside = batch.lengths - 1
    begins = torch.cumsum(inside, 0) - inside
    owner = torch.repeat_interleave(torch.arange(len(inside), device=inside.device), inside)
    return batch.first[owner] + 1 + torch.arange(len(owner), device=inside.device) - begins[owner]


def source_of(packed: PackedPosts, batch) -> torch.Tensor:
    """Where each of those tokens stands in the corpora."""
    inside = batch.lengths - 1
    begins = torch.cumsum(inside, 0) - inside
    owner = torch.repeat_interleave(torch.arange(len(inside), device=inside.device), inside)
    starts = packed.starts[torch.from_numpy(batch.posts).to(inside.device)]
    return starts[owner] + torch.arange(len(owner), device=inside.device) - begins[owner]


if __name__ == "__main__":
    main()
