"""npm run model:teach -- --towers RUN,RUN,... [--ngrams RUN] [--folds N | --beside TEACHER] --name NAME: what several towers together say of every training post.

Writes model/runs/NAME/CORPUS.npy [posts, 4] in float16, and the same of the validation tweets that fit the answers: the logit of P(positive), then the log probabilities of negative,
neutral and positive. `train.py --teacher NAME` teaches one tower to answer so (distillation, Hinton et al. 2015). The
towers' logits are put together as export.py does, by a last layer fitted on the validation posts; the two-class answer
by emoticons alone, because that is what its head is for.

With folds, a tower RUN stands for RUN-0 to RUN-(N - 1), each trained `--without` its fold: a post is answered by those that have
not seen its label, as a new one would be. Towers that know a post's label repeat it, right or wrong. Only the two-class
corpora have folds, so such towers answer those alone.

With `--beside`, towers answer what they have not seen the labels of: the three classes of posts labelled otherwise, and both
questions of posts without labels (the two-class answer then by a last layer for posts labelled by hand). All else is
what TEACHER says, which should be one of folds. A run of crossfit.py stands among the towers for what it told of each post; corpora of
which it told nothing are passed over.
"""
import one_thread  # noqa: F401  isort: skip

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from dataset import NEUTRAL, POSITIVE, EncodedPosts, read_corpora
from export import Network, network_of, network_parser, polar_posts_by_hand
from folds import folds_of
from heads import ANSWERS, binary_logits, class_log_probabilities, fit_binary, fit_ternary
from metrics import auc

VALIDATION = "sentiment140-val"


class Teacher:
    """Towers and the last layers over them, fitted on validation posts."""

    def __init__(self, network: Network, fit_rows: int):
        self.network = network
        logits, labels = network.logits(VALIDATION, fit_rows)
        self.binary = fit_binary([(logits, labels == POSITIVE, 1)], network.layout)
        self.ternary = fit_ternary(*network.logits("semeval-val"), network.layout)
        self.of_validation = self._from(logits)

    def answers(self, corpus: str, rows: np.ndarray) -> np.ndarray:
        """[rows, 4]"""
        return self._from(self.network.logits(corpus, rows=rows)[0])

    def for_posts_by_hand(self) -> None:
        """From now on the two-class answer is that of a last layer fitted on posts labelled by hand alone."""
        self.binary = fit_binary(polar_posts_by_hand(self.network), self.network.layout)

    def _from(self, logits: np.ndarray) -> np.ndarray:
        positive = binary_logits(self.binary, logits)
        return np.concatenate([positive[:, None], class_log_probabilities(self.ternary, logits)], axis=1)

    def heads(self) -> dict:
        return {"towers": self.network.names, "binary": self.binary, "ternary": self.ternary}


def main() -> None:
    parser = network_parser()
    parser.add_argument("--name", required=True)
    parser.add_argument("--fit-rows", type=int, default=60_000, help="this many validation tweets fit the two-class answer")
    parser.add_argument("--folds", type=int)
    parser.add_argument("--beside", help="a run of this or of crossfit.py")
    parser.add_argument("--emoticons", help="with --beside: a run that the two-class answers of posts labelled by emoticons, and of phrases, are taken from instead")
    parser.add_argument("--corpora", help="answer these alone, separated by commas")
    arguments = parser.parse_args()
    if arguments.folds is not None and arguments.ngrams is not None:
        parser.error("n-grams are trained on all posts: with --folds they would know the labels")
    folder = Path("model/runs") / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    suffixes = [""] if arguments.folds is None else [f"-{k}" for k in range(arguments.folds)]
    teachers = [Teacher(network_of(arguments, suffix), arguments.fit_rows) for suffix in suffixes]
    (folder / "heads.json").write_text(json.dumps([teacher.heads() for teacher in teachers], indent=2) + "\n")
    data = teachers[0].network.data
    if arguments.beside is not None:
        runs = Path("model/runs")
        answer_beside(teachers[0], runs / arguments.beside, runs / (arguments.emoticons or arguments.beside), folder, arguments.corpora)
        return

    # Of validation posts, which no network has seen, each network of a fold answers its share.
    known = EncodedPosts(data, "classic", [VALIDATION], [0]).labels[: arguments.fit_rows]
    turn = np.arange(len(known)) % len(teachers)
    answers = np.zeros((len(known), ANSWERS))
    for k, teacher in enumerate(teachers):
        answers[turn == k] = teacher.of_validation[turn == k]
    np.save(folder / f"{VALIDATION}.npy", answers.astype(np.float16))
    report(VALIDATION, answers[:, 0], known)
    for corpus in chosen(read_corpora(data, "train"), arguments.corpora):
        name = corpus["name"]
        if arguments.folds is not None and corpus["task"] != "binary":
            continue
        posts = EncodedPosts(data, "classic", [name], [0])
        fold = folds_of(posts, len(teachers), name == "sentiment140")
        answers = np.zeros((len(posts), ANSWERS))
        with ThreadPoolExecutor(len(teachers)) as pool:
            own = [np.flatnonzero(fold == k) for k in range(len(teachers))]
            for rows, said in zip(own, pool.map(lambda teacher, rows: teacher.answers(name, rows), teachers, own)):
                answers[rows] = said
        np.save(folder / f"{name}.npy", answers.astype(np.float16))
        report(name, answers[:, 0], posts.labels)


def chosen(corpora: list, names: "str | None") -> list:
    return [c for c in corpora if names is None or c["name"] in names.split(",")]


def answer_beside(teacher: Teacher, other: Path, emoticons: Path, folder: Path, names: "str | None") -> None:
    """Answers of all training corpora, where the teacher knows the labels those of the other."""
    data = teacher.network.data
    labelled = chosen(read_corpora(data, "train"), names)
    unlabelled = chosen(read_corpora(data, "unlabelled") + read_corpora(data, "sampled"), names)
    unlabelled = [c for c in unlabelled if all((data / f"{c['name']}.{config['vocabulary']}.ids").exists() for config in teacher.network.configs)]

    def write(corpus: dict, answers: np.ndarray) -> None:
        np.save(folder / f"{corpus['name']}.npy", answers)
        print(json.dumps({"corpus": corpus["name"], "posts": len(answers)}), flush=True)

    def told(corpus: dict) -> np.ndarray:
        return teacher.answers(corpus["name"], np.arange(corpus["posts"])).astype(np.float16)

    for corpus in labelled:
        file = f"{corpus['name']}.npy"
        if corpus["task"] == "ternary":
            write(corpus, np.load(other / file))
        else:
            write(corpus, np.concatenate([np.load(emoticons / file)[:, :1], told(corpus)[:, 1:]], axis=1))
    if unlabelled:
        teacher.for_posts_by_hand()
    for corpus in unlabelled:
        write(corpus, told(corpus))


def report(corpus: str, positive: np.ndarray, labels: np.ndarray) -> None:
    polar, is_positive = labels != NEUTRAL, labels == POSITIVE
    accuracy = float(((positive >= 0) == is_positive)[polar].mean())
    print(json.dumps({"corpus": corpus, "posts": len(labels), "accuracy": accuracy, "auc": auc(positive[polar], is_positive[polar])}), flush=True)


if __name__ == "__main__":
    main()
