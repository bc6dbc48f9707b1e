"""The measure of the lines and branches that the tests reach: ``pytest -p tests.measured``.

SlipCover changes the modules as they are imported, so every process of the tests loads this before them. A worker of
pytest-xdist hands what it has seen to the process that started it, which adds it up and holds it against the limit in
``pyproject.toml``. (SlipCover's own plugin, which does the same, does not know this pytest yet.)
"""

import io
import json
from typing import Any

import pytest
import slipcover
from slipcover.config import read_config

SETTINGS = read_config()

REACHED_AGAIN = 100_000
"""How often a line that was reached is reached again before the probes of all such lines are taken out.

A probe costs some 30 ns, and taking them out a walk through every function of the project.
"""

_seen = slipcover.Slipcover(
    branch=True,
    d_miss_threshold=REACHED_AGAIN,
    omit=SETTINGS["omit"],
    exclude_also=SETTINGS["exclude-also"],
)
_total: dict[str, Any] = {}

slipcover.ImportManager(_seen, slipcover.FileMatcher(SETTINGS["source"], SETTINGS["omit"])).__enter__()


def _add(found: dict[str, Any]) -> None:
    if _total:
        slipcover.merge_coverage(_total, found)
    else:
        _total.update(found)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Adds what a worker has seen; one that crashed has failed the run anyway."""
    if seen := getattr(node, "workeroutput", {}).get("seen"):
        _add(json.loads(seen))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hands over what a worker has seen; in the process that started them, fails the run if it is too little."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["seen"] = json.dumps(_seen.get_coverage())
        return
    # With the sources, the files that no process has imported count too; those that one has are not read again.
    _seen.omit = [*SETTINGS["omit"], *_total.get("files", ())]
    _seen.source = SETTINGS["source"]
    _add(_seen.get_coverage())
    if session.exitstatus == pytest.ExitCode.OK and _percent() < SETTINGS["fail-under"]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the files of which something was not reached, the sum, and the limit."""
    table = io.StringIO()
    slipcover.print_coverage(_total, outfile=table, skip_covered=True)
    terminalreporter.write_line(table.getvalue())
    terminalreporter.write_line(f"{_percent():.2f}% reached, {SETTINGS['fail-under']}% required")


def _percent() -> float:
    return _total["summary"]["percent_covered"]
