"""The policy pack on the recorded graph, run by the real CLI: no provider, no login, no credentials."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.deployment.recorder import record
from local.deployment.stack_configuration import ROOT, configuration, project_name
from local.errors import LocalError
from local.judges.sarif import sarif, violations
from local.judges.state import state
from policies.guardrails import PACK

STACKS = ("dev", "prod")


@dataclass(frozen=True)
class Analysis:
    """The pack's result for one stack.

    ``violations`` are the engine's policy events, advisory ones included, each with the ``position`` of its resource
    (``components/queueing.py:57``), empty where the state file knows none.
    """

    stack: str
    violations: Sequence[Mapping[str, Any]]

    @property
    def blocking(self) -> list[Mapping[str, Any]]:
        """The violations that would stop a deployment."""
        return [event for event in self.violations if event["enforcementLevel"] == "mandatory"]

    def lines(self) -> list[str]:
        """Return the analysis for a reader: the counts, then each violation with its message."""
        told = [f"{self.stack}: {len(self.blocking)} blocking, {len(self.violations)} violations in all"]
        for event in self.violations:
            name = event.get("resourceUrn", "").rpartition("::")[2]
            where = f" ({event['position']})" if event.get("position") else ""
            told.append(f"[{event['enforcementLevel']}] {event['policyName']}: {name}{where}")
            told += [f"    {line}" for line in event["message"].splitlines()]
        return told


def write_state(stack: str, folder: Path) -> Path:
    """Record the program for ``stack`` and write its state file into ``folder``, the same bytes each time.

    What AWS computes is unknown there, as at preview: the pack then judges what a preview would.
    """
    document = state(
        record(stack, preview=True).resources, project_name(ROOT), stack, configuration(ROOT, stack)
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stack}.json"
    path.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def cli() -> str:
    """Return the path of a CLI that can analyse a state file. Raises ``LocalError`` where there is none."""
    found = shutil.which("pulumi")
    if found is None:
        raise LocalError("the pulumi CLI is not on the path: install 3.249 or newer")
    told = subprocess.run([found, "policy", "analyze", "--help"], capture_output=True, text=True)
    # Asked for what it can do: a CLI built from source knows no version of its own.
    if "--file" not in told.stdout:
        raise LocalError(f"{found} cannot analyse a state file: install pulumi 3.249 or newer")
    return found


def analyze(stack: str, state_file: Path, sarif_folder: Path, pack: Path = ROOT / "policies") -> Analysis:
    """Run the pack in ``pack`` on a state file, and write its violations as ``<stack>.sarif``.

    Raises ``LocalError`` where there is no suitable CLI, where the pack's configuration weakens the mandate, and where
    the analysis itself fails.
    """
    _check(pack / "config.json")
    files = ("--file", str(state_file), "--policy-pack", str(pack))
    config = ("--policy-pack-config", str(pack / "config.json"))
    done = subprocess.run(
        [cli(), "policy", "analyze", "--non-interactive", "--json", *files, *config],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    events = violations(line for line in done.stdout.splitlines() if line.startswith("{"))
    analysis = Analysis(stack, _placed(events, state_file))
    if done.returncode and not analysis.blocking:
        raise LocalError(f"the policies could not be run on {stack}: {(done.stderr or done.stdout).strip()}")
    sarif_folder.mkdir(parents=True, exist_ok=True)
    document = json.dumps(sarif(analysis.violations, stack), indent=1, ensure_ascii=False)
    (sarif_folder / f"{stack}.sarif").write_text(document + "\n", encoding="utf-8")
    return analysis


def _check(config: Path) -> None:
    """Raise ``LocalError`` where a configuration of the pack weakens what the mandate keeps mandatory."""
    try:
        if config.exists():
            PACK.read_config(config)
    except ValueError as error:
        raise LocalError(f"{config.name}: {error}") from error


def _placed(events: Sequence[Mapping[str, Any]], state_file: Path) -> list[dict[str, Any]]:
    """Return policy events with the position of their resource, which the state file knows by its URN."""
    if not events:
        return []
    resources = json.loads(state_file.read_text("utf-8"))["deployment"].get("resources", ())
    sources = {each["urn"]: each.get("sourcePosition", "") for each in resources}
    return [
        {**event, "position": _position(sources.get(event.get("resourceUrn", ""), ""))} for event in events
    ]


def _position(source: str) -> str:
    """Return ``components/queueing.py:57`` for the engine's ``project:///components/queueing.py#57``."""
    path, _, line = source.removeprefix("project:///").partition("#")
    return f"{path}:{line.partition(',')[0]}" if line else ""
