"""docs/quotas.md against the configuration, the roles and the limits of names."""

from typing import Any

import pytest
import yaml

from tests.docs import markdown
from tests.granted import roles

PAGE = markdown.ROOT / "docs" / "quotas.md"
PROJECT = "micro-agente-disparo-agendamento"
NEW_ACCOUNT = 10
"""The functions that a new account runs at once."""
BY_LAMBDA_ITSELF = {"logs", "xray", "ec2"}


def configured(stack: str) -> dict[str, Any]:
    defaults = yaml.safe_load((markdown.ROOT / "Pulumi.yaml").read_text("utf-8"))["config"]
    own = yaml.safe_load((markdown.ROOT / f"Pulumi.{stack}.yaml").read_text("utf-8"))["config"]
    return {key: own.get(f"{PROJECT}:{key}", entry["default"]) for key, entry in defaults.items()}


@pytest.mark.parametrize(("stack", "column"), [("dev", 1), ("prod", 2)])
def test_the_table_holds_what_is_configured(stack: str, column: int) -> None:
    found = {
        markdown.code(row[0])[0]: int(row[column])
        for row in markdown.table(PAGE, "setting", under="Functions at once")
    }
    assert found == {name: value for name, value in configured(stack).items() if name.endswith("Concurrency")}


def test_dev_fits_into_a_new_account_and_leaves_some_for_the_rest() -> None:
    dev = configured("dev")
    assert dev["webhookConcurrency"] == 0, "a new account lets none be kept"
    rest = NEW_ACCOUNT - dev["sendConcurrency"] - dev["replyConcurrency"]
    assert rest >= 3
    assert f"dev fits into ten: {NEW_ACCOUNT - rest} for the two queues, {rest} for everything else" in flat()


def test_the_page_says_what_prod_needs() -> None:
    prod = configured("prod")
    kept = prod["webhookConcurrency"]
    all_of_it = kept + prod["sendConcurrency"] + prod["replyConcurrency"] + NEW_ACCOUNT
    assert f"its {kept} that are kept need a quota of {kept + NEW_ACCOUNT}" in flat()
    assert f"with all at their most and ten for the rest it needs {all_of_it}" in flat()


def test_every_service_that_a_function_may_call_has_its_way_out_of_the_vpc() -> None:
    called = {pair.action.partition(":")[0] for name in roles.FUNCTIONS for pair in roles.held(name)}
    rows = {markdown.code(row[0])[0] for row in markdown.table(PAGE, "service", under="In a VPC")}
    assert rows == called - BY_LAMBDA_ITSELF


def flat() -> str:
    return " ".join(PAGE.read_text("utf-8").replace("**", "").split())
