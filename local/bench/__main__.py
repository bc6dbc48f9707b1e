"""``python -m local.bench [--rows N] [--backlog N]``: print the figures and write them to build/bench.json.

The exit status is 1 if a limit is not kept.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from handlers.observability import logger
from local import cloud
from local.bench import cold_import, ingest, printing, release, sending
from local.bench.rig import rig
from local.errors import LocalError

DATA = Path("build") / "bench.json"


def main() -> int:
    """Measure everything; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m local.bench", description="Measures what the functions cost."
    )
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the list that is taken in")
    parser.add_argument("--backlog", type=int, default=200_000, help="contacts of the large campaign")
    arguments = parser.parse_args()
    logger.setLevel("WARNING")
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            cloud.start(Path(folder)) as running,
            rig(running) as set_up,
        ):
            figures = [
                *ingest.measure(set_up, arguments.rows),
                *release.measure(arguments.backlog),
                *sending.measure(set_up.partner),
            ]
    except LocalError as error:
        print(error, file=sys.stderr)
        return 2
    figures += cold_import.measure()
    print(printing.table(figures))
    DATA.parent.mkdir(exist_ok=True)
    measured = {**vars(arguments), "figures": printing.document(figures)}
    DATA.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
