"""``python -m local.bench [--backlog N]``: prints the figures; exit status 1 if one is not met."""

import argparse
import sys
import tempfile
from pathlib import Path

from local import cloud
from local.bench import dispatch
from local.errors import LocalError


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m local.bench", description="Measures what dispatch costs."
    )
    parser.add_argument("--backlog", type=int, default=200_000, help="contacts of the large campaign")
    arguments = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory() as folder, cloud.start(Path(folder)) as running:
            figures = dispatch.measure(running, arguments.backlog)
    except LocalError as error:
        print(error, file=sys.stderr)
        return 2
    for figure in figures:
        limit = f"at most {figure.limit}" if figure.limit else ""
        print(
            f"{figure.what:<58} {figure.measured:<44} {limit:<14} {'' if figure.met else 'NOT MET'}".rstrip()
        )
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
