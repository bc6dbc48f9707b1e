"""Violations as SARIF."""

import json
from typing import Any

from local.judges.sarif import sarif, violations

URN = "urn:pulumi:dev::project::aws:dynamodb/table:Table::"


def event(name: str = "table-recovery", resource: str = "contacts", **other: Any) -> dict[str, Any]:
    return {
        "policyName": name,
        "resourceUrn": URN + resource,
        "message": "Every table can be restored.\npointInTimeRecovery is not set.",
        "enforcementLevel": "mandatory",
        "severity": "high",
    } | other


def test_violations_are_taken_out_of_what_the_cli_prints() -> None:
    lines = [
        json.dumps({"sequence": 0, "policyEvent": event()}),
        "",
        json.dumps({"sequence": 1, "summaryEvent": {"result": "failed"}}),
    ]
    assert violations(lines) == [event()]


def test_nothing_found_is_a_run_without_results() -> None:
    document = sarif([], "dev")
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_a_rule_is_described_once_and_every_result_names_one() -> None:
    found = [event(), event(resource="stats"), event("queue-encrypted", "send-queue")]
    (run,) = sarif(found, "dev")["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["table-recovery", "queue-encrypted"]
    assert [result["ruleId"] for result in run["results"]] == [each["policyName"] for each in found]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "Every table can be restored."}


def test_what_blocks_is_an_error_and_what_advises_a_warning() -> None:
    found = [
        event(),
        event("advice", enforcementLevel="advisory"),
        event("fixed", enforcementLevel="remediate"),
    ]
    (run,) = sarif(found, "dev")["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_a_severity_is_the_number_that_code_hosts_sort_by() -> None:
    found = [event(severity="critical"), event("plain", severity="")]
    (run,) = sarif(found, "dev")["runs"]
    critical, plain = run["tool"]["driver"]["rules"]
    assert float(critical["properties"]["security-severity"]) >= 9
    assert "properties" not in plain


def test_a_result_says_where_in_the_repository_and_which_resource() -> None:
    (run,) = sarif([event()], "dev")["runs"]
    (result,) = run["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "__main__.py"}
    assert location["physicalLocation"]["region"]["startLine"] >= 1
    assert location["logicalLocations"][0]["fullyQualifiedName"] == f"{URN}contacts"
    assert result["message"]["text"].startswith("dev: contacts: Every table can be restored.")


def test_a_result_stands_at_the_line_that_makes_the_resource() -> None:
    (run,) = sarif([event(position="components/tables.py:41")], "dev")["runs"]
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "components/tables.py"},
        "region": {"startLine": 41},
    }


def test_two_resources_of_one_line_are_two_alerts_and_two_values_of_one_resource_are_one() -> None:
    where = "components/tables.py:41"
    found = [
        event(position=where),
        event(position=where, message="Another.", enforcementLevel="advisory"),
        event(resource="stats", position=where),
    ]
    first, second = sarif(found, "dev")["runs"][0]["results"]
    assert "pointInTimeRecovery is not set." in first["message"]["text"]
    assert "Another." in first["message"]["text"]
    assert first["level"] == "error"
    # The one by which GitHub tells alerts apart.
    keys = {each["partialFingerprints"]["primaryLocationLineHash"] for each in (first, second)}
    assert len(keys) == 2


def test_a_violation_keeps_its_fingerprint_and_the_stacks_are_told_apart() -> None:
    def fingerprint(found: dict[str, Any]) -> dict[str, str]:
        return sarif([found], "dev")["runs"][0]["results"][0]["partialFingerprints"]

    assert fingerprint(event()) == fingerprint(event(message="Said otherwise.", position="__main__.py:9"))
    assert fingerprint(event()) != fingerprint(event(resource="stats"))
    ids = {sarif([], stack)["runs"][0]["automationDetails"]["id"] for stack in ("dev", "prod")}
    assert ids == {"policies/dev/", "policies/prod/"}
