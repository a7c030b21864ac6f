"""npm run model:teach -- --towers RUN,RUN,... [--ngrams RUN] --name NAME: what several towers together say of every training post.

Writes model/runs/NAME/CORPUS.npy [posts, 4] in float16: the logit of P(positive), then the log probabilities of negative,
neutral and positive. `train.py --teacher NAME` teaches one tower to answer so (distillation, Hinton et al. 2015). The
towers' logits are put together as export.py does, by a last layer fitted on the validation posts; the two-class answer
by emoticons alone, because that is what its head is for.
"""
import one_thread  # noqa: F401  isort: skip

import json
from pathlib import Path

import numpy as np

from dataset import NEUTRAL, POSITIVE, read_corpora
from export import network_of, network_parser
from heads import binary_logits, class_log_probabilities, fit_binary, fit_ternary
from metrics import auc


def main() -> None:
    parser = network_parser()
    parser.add_argument("--name", required=True)
    parser.add_argument("--fit-rows", type=int, default=60_000, help="this many validation tweets fit the two-class answer")
    arguments = parser.parse_args()
    folder = Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    network = network_of(arguments)
    towers = len(network.towers)

    logits, labels = network.logits("sentiment140-val", arguments.fit_rows)
    binary = fit_binary([(logits, labels == POSITIVE, 1)], towers)
    ternary = fit_ternary(*network.logits("semeval-val"), towers)
    (folder / "heads.json").write_text(json.dumps({"towers": network.names, "binary": binary, "ternary": ternary}, indent=2) + "\n")

    for name in [c["name"] for c in read_corpora(network.data, "train")]:
        logits, labels = network.logits(name)
        positive = binary_logits(binary, logits)
        answers = np.concatenate([positive[:, None], class_log_probabilities(ternary, logits)], axis=1)
        np.save(folder / f"{name}.npy", answers.astype(np.float16))
        polar = labels != NEUTRAL
        accuracy = float(((positive >= 0) == (labels == POSITIVE))[polar].mean())
        print(json.dumps({"corpus": name, "posts": len(labels), "accuracy": accuracy, "auc": auc(positive[polar], (labels == POSITIVE)[polar])}), flush=True)


if __name__ == "__main__":
    main()
