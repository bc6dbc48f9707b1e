"""``python -m tests.granted``: compare what ``make test`` has recorded in ``build/calls`` with the functions' roles.

The last step of ``make test``; with ``--show``, which test showed each call. The exit status is 1 if what is used and
what is granted differ.
"""

import argparse
import sys
from pathlib import Path

from tests.granted import comparing

RECORD = Path("build/calls")


def main() -> int:
    """Print the differences, each in a line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.granted", description=__doc__)
    parser.add_argument("--record", type=Path, default=RECORD, help="the folder with the records of a run")
    parser.add_argument("--show", action="store_true", help="print what showed each call")
    arguments = parser.parse_args()
    seen = comparing.read(arguments.record)
    differences = comparing.differences(seen)
    for line in [*comparing.table(seen), *(comparing.witnesses(seen) if arguments.show else ())]:
        print(line)
    for line in differences:
        print(f"error: {line}", file=sys.stderr)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
