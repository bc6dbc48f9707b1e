"""Policy violations as SARIF 2.1.0, the form in which code hosts show findings beside a pull request."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

PROGRAM = "__main__.py"
"""The file at which findings are shown: a state file does not know the line that declares a resource."""
_LEVELS = {"mandatory": "error", "advisory": "warning", "remediate": "note"}
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}


def violations(events: Iterable[str]) -> list[dict[str, Any]]:
    """Return the policy events among the lines that `pulumi policy analyze --json` prints."""
    parsed = (json.loads(line) for line in events if line.strip())
    return [event["policyEvent"] for event in parsed if "policyEvent" in event]


def sarif(found: Iterable[Mapping[str, Any]], stack: str) -> dict[str, Any]:
    """Return one run with a rule per policy and a result per violation; the same violation keeps its fingerprint."""
    found = list(found)
    rules = {event["policyName"]: event for event in found}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "policies", "rules": [_rule(event) for event in rules.values()]}},
                "automationDetails": {"id": f"policies/{stack}/"},
                "results": [_result(event, stack) for event in found],
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


def _result(event: Mapping[str, Any], stack: str) -> dict[str, Any]:
    urn = event.get("resourceUrn", "")
    name = urn.rpartition("::")[2]
    return {
        "ruleId": event["policyName"],
        "level": _level(event),
        "message": {"text": f"{stack}: {name}: {event['message']}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": PROGRAM}, "region": {"startLine": 1}},
                "logicalLocations": [{"name": name, "fullyQualifiedName": urn, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {"policyAndResource": f"{event['policyName']}:{urn}"},
    }


def _level(event: Mapping[str, Any]) -> str:
    return _LEVELS.get(event["enforcementLevel"], "warning")
