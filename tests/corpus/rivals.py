"""The same cases judged by checkov, beside the pack.

checkov objects to something in nearly every resource, so each of its checks counts twice: once at all, and once if it
does not also object to a program of the corpus with nothing wrong in it. `make corpus OPTIONS=--rivals` prints both.
"""

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pulumi.runtime import rpc

from local.judges.environments import environment
from local.judges.plan import plan
from tests.corpus.case import Case
from tests.corpus.judging import Verdict
from tests.corpus.recording import recorded

BUILD = Path(__file__).parents[2] / "build"
Checks = Mapping[str, frozenset[str]]
"""For each case, the checks that object to it."""


def compared(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Return the lines of a table, in Markdown: the defects blocked by the pack and by checkov; then clean programs."""
    checks = checkov([verdict.case for verdict in verdicts])
    firm = [verdict for verdict in verdicts if not verdict.case.debatable]
    # A clean program with a configuration has a defect that the configuration excuses, to the pack alone.
    clean = [verdict for verdict in firm if not verdict.case.defect and not verdict.case.config]
    everywhere = frozenset().union(*(checks[verdict.name] for verdict in clean))
    yield "| family | defects | the pack | checkov, beyond clean programs | checkov, any finding |"
    yield "|---|---|---|---|---|"
    families = sorted({verdict.case.family for verdict in firm if verdict.case.defect})
    for family in [*families, ""]:
        rows = [each for each in firm if each.case.defect and family in ("", each.case.family)]
        blocked = (
            sum(each.right for each in rows),
            sum(bool(checks[each.name] - everywhere) for each in rows),
            sum(bool(checks[each.name]) for each in rows),
        )
        yield f"| {family or 'all'} | {len(rows)} | {' | '.join(map(str, blocked))} |"
    blocked_clean = sum(not each.right for each in clean), sum(bool(checks[each.name]) for each in clean)
    yield f"| clean programs blocked, of {len(clean)} | | {blocked_clean[0]} | 0 | {blocked_clean[1]} |"


def checkov(cases: Sequence[Case]) -> Checks:
    """Return the checks of checkov that object to each case; none where it fails on a case itself."""
    home = environment("checkov", BUILD)
    families: dict[str, list[Case]] = {}
    for case in cases:
        families.setdefault(case.family, []).append(case)
    with TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as threads:
        for case in cases:
            path = Path(folder) / f"{case.name}.json"
            shown = [replace(found, inputs=_in_clear(found.inputs)) for found in recorded(case)]
            path.write_text(json.dumps(plan(shown), default=str))
        paths = [[Path(folder) / f"{case.name}.json" for case in each] for each in families.values()]
        found = list(threads.map(lambda each: dict(_checked(home, each)), paths))
    return {name: checks for each in found for name, checks in each.items()}


def _in_clear(value: Any) -> Any:
    """Return properties without the marks of what is secret: no plan has them."""
    if isinstance(value, list):
        return [_in_clear(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    if value.get(rpc._special_sig_key) == rpc._special_secret_sig:
        return _in_clear(value["value"])
    return {key: _in_clear(each) for key, each in value.items()}


def _checked(home: Path, paths: Sequence[Path]) -> Iterator[tuple[str, frozenset[str]]]:
    """Judge plans in one run. Where checkov itself fails, each half is tried alone, down to the plan at fault."""
    printed = _run(home, paths)
    if printed is not None:
        findings = _findings(printed)
        yield from ((path.stem, frozenset(findings.get(path.stem, ()))) for path in paths)
    elif len(paths) == 1:
        yield paths[0].stem, frozenset()
    else:
        middle = len(paths) // 2
        yield from _checked(home, paths[:middle])
        yield from _checked(home, paths[middle:])


def _run(home: Path, paths: Iterable[Path]) -> Any:
    """Return the report of checkov on the plans, or None where it fails."""
    files = [argument for path in paths for argument in ("--file", str(path))]
    options = ("--framework", "terraform_plan", "--output", "json", "--compact", "--quiet", "--skip-download")
    done = subprocess.run(
        [str(home / "bin/checkov"), *files, *options], capture_output=True, text=True, env={"LANG": "C.UTF-8"}
    )
    try:
        return json.loads(done.stdout) if done.returncode in (0, 1) else None
    except json.JSONDecodeError:
        return None


def _findings(report: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in report if isinstance(report, list) else [report]:
        # A report of nothing at all has no results.
        for failed in each.get("results", {}).get("failed_checks", ()):
            found.setdefault(Path(failed["file_path"]).stem, set()).add(failed["check_id"])
    return found
