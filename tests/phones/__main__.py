"""``python -m tests.phones``: spoil valid numbers, and compare what is read in them with the phone library."""

import argparse
import sys
from collections import Counter
from random import Random

from tests.phones import judging
from tests.phones.mutations import spoilt


def main() -> int:
    """Return the exit status: 1 if anybody else would be written to, or a difference is unexplained."""
    parser = argparse.ArgumentParser(prog="make phones", description="Reads numbers that were spoilt once.")
    parser.add_argument("--numbers", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = Random(arguments.seed)
    outcomes, differences, examples = Counter[tuple[str, str]](), Counter[str](), dict[tuple[str, str], str]()
    for _ in range(arguments.numbers):
        number = spoilt(random)
        found = number.kind, judging.outcome(number)
        outcomes[found] += 1
        examples[found] = f"{number.e164} as {number.text!r}"
        differences.update(filter(None, [judging.difference(number.text)]))
    for (kind, what), count in sorted(outcomes.items()):
        shown = examples[kind, what] if what not in (judging.SAME, judging.REFUSED) else ""
        print(f"{kind:20}{count:8}  {what}  {shown}")
    print("differences from the phone library where both read a valid number:")
    print("".join(f"{count:8}  {kind}\n" for kind, count in differences.most_common()) or "    none")
    wrong = any(what == judging.STRANGER for _, what in outcomes)
    return int(wrong or any(kind.startswith("unexplained") for kind in differences))


if __name__ == "__main__":
    sys.exit(main())
