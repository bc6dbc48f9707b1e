"""``python -m local.model``: train the model of replies, and write and print the report on it (`make model`)."""

import os
import subprocess
import sys
from pathlib import Path

from local.errors import LocalError
from local.judges.environments import installed
from local.model import report

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("training.txt")
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}
"""One thread adds up in one order, so that the same corpus gives the same bytes."""


def main(build: Path) -> None:
    """Train in the environment below ``build``, then write docs/replies.md."""
    python = installed(LOCK, build / "model") / "bin/python"
    folds = build / "model" / "folds.json"
    done = subprocess.run(
        [python, "-m", "local.model.training", folds], cwd=ROOT, env={**os.environ, **ONE_THREAD}
    )
    if done.returncode:
        raise LocalError("the training failed, see above")
    text = report.page(report.folds(folds))
    report.PAGE.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    try:
        main(ROOT / "build")
    except LocalError as error:
        sys.exit(f"error: {error}")
