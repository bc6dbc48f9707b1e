"""The policies in `make up`: what the engine would refuse is refused before it is made."""

import pytest

from local.deployment import policing
from local.deployment.results import DeployedResource, Deployment
from local.errors import LocalError

TAGS = {
    "Project": "AlquimistaAI",
    "Component": "micro-agente-disparo-agendamento",
    "Environment": "dev",
    "ManagedBy": "Pulumi",
}


def table(recovery: bool) -> DeployedResource:
    inputs = {
        "name": "contacts",
        "billingMode": "PAY_PER_REQUEST",
        "hashKey": "pk",
        "attributes": [{"name": "pk", "type": "S"}],
        "pointInTimeRecovery": {"enabled": recovery},
        "deletionProtectionEnabled": False,
        "tags": TAGS,
    }
    urn = "urn:pulumi:dev::micro::aws:dynamodb/table:Table::contacts"
    kind, line = "aws:dynamodb/table:Table", "components/tables.py:41"
    return DeployedResource(urn, kind, "contacts", True, "", inputs, outputs=inputs, position=line)


def test_a_resource_that_keeps_to_the_rules_is_admitted() -> None:
    policing.admit(table(recovery=True))


def test_a_resource_that_breaks_a_mandatory_rule_is_refused_with_the_rule_and_the_cure() -> None:
    with pytest.raises(
        LocalError,
        match=r"table-point-in-time-recovery: contacts \(components/tables.py:41\): pointInTimeRecovery.enabled",
    ):
        policing.admit(table(recovery=False))


def test_the_result_names_what_would_stop_the_deployment() -> None:
    result = policing.police(Deployment("micro", "dev", (table(recovery=False),), {}))
    assert "table-point-in-time-recovery" in {violation.rule for violation in result.stopping}
    assert result.resources == 1
