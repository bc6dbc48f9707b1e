"""The pack's judgement of the cases, and what is right about it."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policies.guardrails import PACK
from tests.corpus.case import Case
from tests.corpus.cases import BY_NAME
from tests.corpus.recording import recorded, registered
from tests.corpus.surroundings import CONFIDENTIAL

CONFIG = Path(__file__).parents[2] / "policies" / "config.json"
TOGETHER = 20
"""Cases that a process takes at once."""


@dataclass(frozen=True)
class Verdict:
    """The outcome of a case."""

    name: str
    outcome: str
    """``blocked``, ``passed``, or ``failed`` where the pack or the program itself did."""
    rules: tuple[str, ...] = ()
    """The rules that block it."""
    families: frozenset[str] = frozenset()
    """Their families; empty where they are not known."""
    text: str = ""
    """All that was printed."""

    @property
    def case(self) -> Case:
        return BY_NAME[self.name]

    @property
    def right(self) -> bool:
        """True if it has the outcome that was expected, whoever blocked it."""
        return self.outcome == ("blocked" if self.case.defect else "passed")

    @property
    def fault(self) -> str:
        """The reason why the verdict is wrong, or an empty text."""
        if CONFIDENTIAL in self.text:
            return "shows the confidential value"
        if not self.right:
            return self.outcome
        if self.case.defect and self.families and self.families.isdisjoint(self.case.by):
            return f"blocked by {', '.join(sorted(self.families))}, not by {' or '.join(self.case.by)}"
        return ""


def configured(case: Case) -> dict[str, Any]:
    """Return the repository's configuration of the pack with the case's settings in it."""
    config = json.loads(CONFIG.read_text("utf-8"))
    for rule, settings in case.config.items():
        before = config.get(rule)
        both = isinstance(settings, Mapping) and isinstance(before, Mapping)
        config[rule] = {**before, **settings} if both else settings
    return config


def judge(case: Case) -> Verdict:
    """Judge a case by the pack's Python API. Whatever fails is the verdict, too."""
    config = configured(case)
    try:
        PACK.judge([], config)
    except ValueError as error:
        return Verdict(case.name, "blocked", ("configuration",), text=str(error))
    try:
        found = PACK.judge(registered(recorded(case)), config)
    except Exception as error:
        return Verdict(case.name, "failed", text=f"{type(error).__name__}: {error}")
    stopping = [violation for violation in found if violation.stops]
    return Verdict(
        case.name,
        "blocked" if stopping else "passed",
        tuple(sorted({violation.rule for violation in stopping})),
        frozenset(violation.family.value for violation in stopping),
        "\n".join(map(str, found)),
    )


def judge_all(cases: Sequence[Case]) -> list[Verdict]:
    """Judge cases, on all processors."""
    names = [case.name for case in cases]
    parts = [names[start : start + TOGETHER] for start in range(0, len(names), TOGETHER)]
    with ProcessPoolExecutor(min(len(parts), os.cpu_count() or 1) or 1) as pool:
        return [verdict for part in pool.map(_judge_named, parts) for verdict in part]


def _judge_named(names: Iterable[str]) -> list[Verdict]:
    return [judge(BY_NAME[name]) for name in names]


def spread(cases: Sequence[Case], number: int) -> list[Case]:
    """Return so many cases, evenly spread."""
    step = max(1.0, len(cases) / number)
    return [cases[int(place * step)] for place in range(min(number, len(cases)))]


def wrong(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the verdicts that make the run fail: those on debatable cases never do, unless they tell a secret."""
    return [
        found
        for found in verdicts
        if found.fault and not (found.case.debatable and CONFIDENTIAL not in found.text)
    ]


def table(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Return the lines of a table: for each family, how many defects were blocked and clean programs passed."""
    rows: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        rows.setdefault(verdict.case.family, []).append(verdict)
    rows = dict(sorted(rows.items())) | {"all": [each for found in rows.values() for each in found]}
    yield f"{'family':16} {'defects blocked':>16} {'clean passed':>14} {'debatable as expected':>23}"
    for family, found in rows.items():
        firm = [each for each in found if not each.case.debatable]
        defects = _share(each for each in firm if each.case.defect)
        clean = _share(each for each in firm if not each.case.defect)
        debatable = _share(each for each in found if each.case.debatable)
        yield f"{family:16} {defects:>16} {clean:>14} {debatable:>23}"


def _share(verdicts: Iterable[Verdict]) -> str:
    found = list(verdicts)
    return f"{sum(each.right for each in found)} of {len(found)}" if found else ""
