"""Each judge, run on the graph in an environment of its own."""

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from local.deployment.recorder import RecordedResource
from local.errors import LocalError
from local.judges.cloudformation.template import template
from local.judges.environments import environment
from local.judges.graph import IamDocument, iam_documents
from local.judges.plan import plan


@dataclass(frozen=True, order=True)
class AuditFinding:
    """A judge's objection to a resource."""

    judge: str
    check: str
    resource: str
    """The logical name in the program."""
    message: str


Graph = Sequence[RecordedResource]
"""The resources of a stack."""


def judge(name: str, graphs: Sequence[Graph], build: Path, work: Path) -> list[AuditFinding]:
    """Run a judge once on all the graphs and return its findings; ``work`` is a folder for what it reads."""
    home = environment(name, build)
    run = {
        "cfn-lint": _cfn_lint,
        "checkov": _checkov,
        "cloudsplaining": _cloudsplaining,
        "parliament": _parliament,
    }
    return sorted(set(run[name](home, graphs, work)))


def _output(
    name: str, home: Path, *arguments: str, given: str | None = None, statuses: Iterable[int] = (0,)
) -> str:
    scrubbed = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(home / "bin" / arguments[0]), *arguments[1:]],
        input=given,
        capture_output=True,
        text=True,
        env=scrubbed,
    )
    if done.returncode not in statuses:
        raise LocalError(f"{name} itself failed with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout


def _written(work: Path, documents: Iterable[Mapping[str, Any]]) -> list[str]:
    """Write documents as JSON; return their paths."""
    paths = []
    for number, document in enumerate(documents):
        path = work / f"{number}.json"
        path.write_text(json.dumps(document))
        paths.append(str(path))
    return paths


def _cfn_lint(home: Path, graphs: Sequence[Graph], work: Path) -> Iterator[AuditFinding]:
    paths = _written(work, map(template, graphs))
    names = {
        "".join(part.capitalize() for part in each.name.split("-")): each.name for each in chain(*graphs)
    }
    # Its exit status is a sum of bits, one for each level of what it found.
    printed = _output("cfn-lint", home, "cfn-lint", "--format", "json", *paths, statuses=range(32))
    for match in json.loads(printed or "[]"):
        where = match["Location"]["Path"] or ["", ""]
        message = f"{'.'.join(map(str, where[2:]))}: {match['Message']}"
        yield AuditFinding("cfn-lint", match["Rule"]["Id"], names.get(str(where[1]), str(where[1])), message)


def _checkov(home: Path, graphs: Sequence[Graph], work: Path) -> Iterator[AuditFinding]:
    paths = _written(work, map(plan, graphs))
    names = {each.name.replace("-", "_"): each.name for each in chain(*graphs)}
    printed = _output(
        "checkov",
        home,
        *("checkov", "--file", *paths, "--framework", "terraform_plan", "--output", "json"),
        *("--compact", "--quiet", "--skip-download"),
        statuses=(0, 1),
    )
    for failed in json.loads(printed)["results"]["failed_checks"]:
        name = failed["resource"].partition(".")[2]
        yield AuditFinding("checkov", failed["check_id"], names.get(name, name), failed["check_name"])


_PARLIAMENT = """
import json, sys
from parliament import analyze_policy_string
for entry in json.load(sys.stdin):
    policy = analyze_policy_string(entry["text"])
    for found in policy.findings:
        print(json.dumps([entry["resource"], found.issue, f"{found.detail}"]))
"""
_CLOUDSPLAINING = """
import json, sys
from cloudsplaining.scan.policy_document import PolicyDocument
for entry in json.load(sys.stdin):
    policy = PolicyDocument(json.loads(entry["text"]))
    results = {
        "PrivilegeEscalation": policy.allows_privilege_escalation,
        "ResourceExposure": policy.permissions_management_without_constraints,
        "DataExfiltration": policy.allows_data_exfiltration_actions,
        "ServiceWildcard": policy.service_wildcard,
        "CredentialsExposure": policy.credentials_exposure,
        "InfrastructureModification": policy.infrastructure_modification,
    }
    for check, found in results.items():
        if found:
            print(json.dumps([entry["resource"], check, json.dumps(found)]))
"""


def _parliament(home: Path, graphs: Sequence[Graph], work: Path) -> Iterator[AuditFinding]:
    """Judge the documents of permissions: parliament calls trust documents, which name no resource, malformed."""
    judged = (found for found in iam_documents(chain(*graphs)) if not found.trust)
    return _scripted("parliament", home, _PARLIAMENT, judged)


def _cloudsplaining(home: Path, graphs: Sequence[Graph], work: Path) -> Iterator[AuditFinding]:
    identity = (found for found in iam_documents(chain(*graphs)) if found.identity)
    return _scripted("cloudsplaining", home, _CLOUDSPLAINING, identity)


def _scripted(name: str, home: Path, script: str, given: Iterable[IamDocument]) -> Iterator[AuditFinding]:
    entries: list[dict[str, Any]] = [{"resource": found.resource, "text": found.text} for found in given]
    for line in _output(name, home, "python", "-c", script, given=json.dumps(entries)).splitlines():
        resource, check, message = json.loads(line)
        yield AuditFinding(name, check, resource, message)
