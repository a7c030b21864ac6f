"""npm run model:mix-teachers -- --first RUN --second RUN --name NAME: one teacher's answers of two teachers'.

Of posts labelled by emoticons (or of phrases) the two-class answer leans on the first teacher, which knows those best; of
all others it is the mean of both logits. Three classes are the mean of both teachers' probabilities. Posts that only the
second has answered (those without labels) are the second's. Writes model/runs/NAME/CORPUS.npy as teach.py does.
"""
import argparse
import json
import shutil
from pathlib import Path

import numpy as np

from dataset import read_corpora

OF_SECOND = {"binary": 0.25, "ternary": 0.5}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", default="teacher")
    parser.add_argument("--second", default="teacher-large")
    parser.add_argument("--name", default="teacher-both")
    parser.add_argument("--data", default="model/runs/data")
    arguments = parser.parse_args()
    runs = Path("model/runs")
    first, second, folder = runs / arguments.first, runs / arguments.second, runs / arguments.name
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(arguments.data)
    for corpus in read_corpora(data, "train") + read_corpora(data, "unlabelled"):
        file = f"{corpus['name']}.npy"
        if not (first / file).exists():
            shutil.copy(second / file, folder / file)
            continue
        a, b = (np.load(teacher / file).astype(np.float32) for teacher in (first, second))
        share = OF_SECOND[corpus["task"]]
        answers = np.log((np.exp(a) + np.exp(b)) / 2)
        answers[:, 0] = (1 - share) * a[:, 0] + share * b[:, 0]
        np.save(folder / file, answers.astype(np.float16))
    (folder / "config.json").write_text(json.dumps({**vars(arguments), "ofSecond": OF_SECOND}, indent=2) + "\n")


if __name__ == "__main__":
    main()
