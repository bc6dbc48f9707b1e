"""Policy violations as SARIF 2.1.0, the form in which code hosts show findings beside a pull request."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

PROGRAM = "__main__.py"
"""The file at which a finding is shown where the line that makes the resource is not known."""
_LEVELS = {"mandatory": "error", "advisory": "warning", "remediate": "note"}
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}


def violations(events: Iterable[str]) -> list[dict[str, Any]]:
    """Return the policy events among the lines that `pulumi policy analyze --json` prints."""
    parsed = (json.loads(line) for line in events if line.strip())
    return [event["policyEvent"] for event in parsed if "policyEvent" in event]


def sarif(found: Iterable[Mapping[str, Any]], stack: str) -> dict[str, Any]:
    """Return one run with a rule per policy, and a result per policy and resource.

    A result stands at the line that makes the resource. Code hosts take two results of a rule at one line for the same
    alert unless their fingerprints differ: these are made of the policy and the resource, so an alert also stays the
    same when the line moves.
    """
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for event in found:
        grouped.setdefault((event["policyName"], event.get("resourceUrn", "")), []).append(event)
    rules = {policy: events[0] for (policy, _), events in grouped.items()}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "policies", "rules": [_rule(event) for event in rules.values()]}},
                "automationDetails": {"id": f"policies/{stack}/"},
                "results": [_result(events, stack) for events in grouped.values()],
            }
        ],
    }


def _rule(event: Mapping[str, Any]) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": event["policyName"],
        "shortDescription": {"text": event["message"].partition("\n")[0]},
        "defaultConfiguration": {"level": _level(event)},
    }
    if score := _SCORES.get(event.get("severity", "")):
        rule["properties"] = {"security-severity": score, "tags": ["security"]}
    return rule


def _result(events: Sequence[Mapping[str, Any]], stack: str) -> dict[str, Any]:
    policy, urn = events[0]["policyName"], events[0].get("resourceUrn", "")
    name = urn.rpartition("::")[2]
    path, _, line = (events[0].get("position") or f"{PROGRAM}:1").rpartition(":")
    messages = dict.fromkeys(event["message"] for event in events)
    text = "\n\n".join(messages)
    fingerprint = hashlib.sha256(f"{policy}:{urn}".encode()).hexdigest()[:16]
    return {
        "ruleId": policy,
        "level": min((_level(event) for event in events), key=list(_LEVELS.values()).index),
        "message": {"text": f"{stack}: {name}: {text}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": path}, "region": {"startLine": int(line)}},
                "logicalLocations": [{"name": name, "fullyQualifiedName": urn, "kind": "resource"}],
            }
        ],
        # By the first of them GitHub tells alerts apart.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{fingerprint}:1",
            "policyAndResource": f"{policy}:{urn}",
        },
    }


def _level(event: Mapping[str, Any]) -> str:
    return _LEVELS.get(event["enforcementLevel"], "warning")
