"""``python -m local.bench [--rows N] [--backlog N]``: print the figures and write them to build/bench.json.

The exit status is 1 if a limit is not kept.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from handlers.observability import logger
from local import cloud
from local.bench import cold_import, ingest, printing, release, sending
from local.bench.figures import Figure
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
            parts: dict[str, Callable[[], Iterable[Figure]]] = {
                f"taking in {arguments.rows:,} rows": lambda: ingest.measure(set_up, arguments.rows),
                f"releasing from {arguments.backlog:,}": lambda: release.measure(arguments.backlog),
                "sending": lambda: sending.measure(set_up.partner),
                "cold imports": cold_import.measure,
            }
            figures = list(_measured(parts))
    except LocalError as error:
        print(error, file=sys.stderr)
        return 2
    print(printing.table(figures))
    DATA.parent.mkdir(exist_ok=True)
    measured = {**vars(arguments), "figures": printing.document(figures)}
    DATA.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(figure.met for figure in figures) else 1


def _measured(parts: Mapping[str, Callable[[], Iterable[Figure]]]) -> Iterator[Figure]:
    """Yield the figures of the parts, and tell on the terminal which one is being measured."""
    for name, measure in parts.items():
        print(f"{name} …", file=sys.stderr, flush=True)
        yield from measure()


if __name__ == "__main__":
    raise SystemExit(main())
