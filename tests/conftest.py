"""The embedded cloud for the tests that need AWS, and the guard that keeps all others away from any.

Nothing of the machine's AWS settings may reach a test, not even while modules are imported: a client made too early
talks to a port where nobody answers.
"""

import gc
import os
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Before anything of ours is imported: a client or a collector of metrics that is made then reads them.
for _name in [name for name in os.environ if name.startswith("AWS_")]:
    del os.environ[_name]
os.environ |= {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
    "PULUMI_ERROR_OUTPUT_STRING": "1",
    "POWERTOOLS_METRICS_NAMESPACE": "Tests",
}

from components import catalogue
from components.specs import IndexSpec, TableSpec
from handlers.common.storage import clients
from local import cloud as embedded
from tests import cloud_engines, sampling
from tests.granted import calls

ELSEWHERE = os.environ.get("TEST_ENDPOINT_URL")
"""The URL of another emulator for the tests of the handlers to run on, one that takes any credentials."""

# A shell's background job begins with Ctrl-C ignored, and so would the tests that press it, and what they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says something of the machine only, and what fails is the change: make laws looks for more.
settings.register_profile(
    "untimed", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

calls.watch()


LONGEST = ("tests/flow/", "tests/runbook/", "tests/docs/test_how_to.py", "tests/ops/report/test_browser.py")
"""Tests that mostly wait for other processes, by the beginning of their ids: the others go on meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the tests that take longest, and leaves the laws a part of their examples."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    sampling.lessen(items)


def pytest_collection() -> None:
    """Lets the collector of garbage rest while nothing but what stays to the end is made."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Spares the collector of garbage the modules and tests that stay to the end."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_sessionfinish() -> None:
    """Leaves the record of the calls of this process for the comparison with the roles."""
    calls.leave_record()


@pytest.fixture(autouse=True)
def _allowed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which a function has called what its role does not allow, also where the function goes on.

    The calls of a test that only some runs have show no use of a right: the next commit's sample has others.
    """
    with calls.unrecorded() if request.node.get_closest_marker(sampling.MARKER) else nullcontext():
        yield
    refused = calls.taken_denials()
    assert refused == [], "\n".join(refused)


NEEDING = {
    "tests/engine/": "tests of the engine",
    "tests/ops/report/test_browser.py": "tests of a page in a browser",
}
"""Tests that need what a machine may not have, by the beginning of their ids."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in a line each that such tests were skipped, and why, and which sample of the long proofs was run.

    Here, since xdist reads no conftest below.
    """
    for place, name in NEEDING.items():
        skipped = [
            each for each in terminalreporter.stats.get("skipped", []) if each.nodeid.startswith(place)
        ]
        if skipped:
            _, _, reason = skipped[0].longrepr
            terminalreporter.write_line(f"{len(skipped)} {name}: {reason}")
    terminalreporter.write_line(sampling.told())


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Account]:
    """A cloud of this test process, with IAM enforced; from now on ``boto3.client`` reaches it as administrator.

    It is shared: name what you make after something random, and leave no account-wide setting behind. It is the
    embedded one, unless ``TEST_ENDPOINT_URL`` names another.
    """
    reached = (
        nullcontext(embedded.Account(ELSEWHERE, embedded.Credentials("test", "test")))
        if ELSEWHERE
        else embedded.start(tmp_path_factory.mktemp("cloud"))
    )
    with (
        reached as cloud,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in cloud.environment().items():
            environment.setenv(name, value)
        # A machine that is busy with other tests is slower than AWS, and no test is about that.
        environment.setattr(clients, "READ_SECONDS", 60)
        environment.setattr(clients, "HASTY_READ_SECONDS", 60)
        yield cloud


def _key_schema(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return [*keys, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else keys


def _index(spec: IndexSpec) -> dict[str, Any]:
    projection = {"ProjectionType": "INCLUDE", "NonKeyAttributes": spec.include}
    return {
        "IndexName": spec.name,
        "KeySchema": _key_schema(spec.hash_key, spec.range_key),
        "Projection": projection if spec.include else {"ProjectionType": "ALL"},
    }


def _definition(name: str, spec: TableSpec) -> dict[str, Any]:
    keyed = (spec, *spec.indexes)
    attributes = {key for each in keyed for key in (each.hash_key, each.range_key) if key}
    indexes = {"GlobalSecondaryIndexes": [_index(index) for index in spec.indexes]} if spec.indexes else {}
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _key_schema(spec.hash_key, spec.range_key),
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in sorted(attributes)],
        **indexes,
    }


def _asked_elsewhere(cloud: embedded.Account, operation: str, request: dict[str, Any]) -> None:
    if operation == "PutParameter":
        cloud.client("ssm").put_parameter(**request)
        return
    dynamodb = cloud.client("dynamodb")
    if operation == "DeleteTable":
        dynamodb.delete_table(**request)
        return
    made = dynamodb.create_table(**request)
    if made["TableDescription"]["TableStatus"] != "ACTIVE":
        waiter = dynamodb.get_waiter("table_exists")
        waiter.wait(TableName=request["TableName"], WaiterConfig={"Delay": 1})


@pytest.fixture
def tables(cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The catalogue's tables, empty, and its parameters, under names of their own; the functions' variables name them.

    The value maps each table's short name (``rate-limit``) to its physical name. They are the embedded cloud's, as are
    queues, events and secrets, whose engines run in this process meanwhile: a function that runs in the cloud itself
    does not see them.
    """
    if ELSEWHERE:
        yield from _tables(partial(_asked_elsewhere, cloud), monkeypatch)
        return
    with cloud_engines.here(cloud.endpoint):
        # Past boto3, whose part of all these requests would be longer than that of many a test.
        yield from _tables(cloud_engines.ask, monkeypatch)


def _tables(
    ask: Callable[[str, dict[str, Any]], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    prefix = uuid.uuid4().hex[:8]
    names = {spec.name: f"{prefix}-{spec.name}" for spec in catalogue.TABLES}
    for spec in catalogue.TABLES:
        ask("CreateTable", _definition(names[spec.name], spec))
        monkeypatch.setenv(f"TABLE_{spec.name.upper().replace('-', '_')}", names[spec.name])
    for parameter in catalogue.PARAMETERS:
        name = f"{prefix}-{parameter.name}"
        ask("PutParameter", {"Name": name, "Value": parameter.initial, "Type": "String"})
        monkeypatch.setenv(f"PARAMETER_{parameter.name.upper()}", name)
    yield names
    for name in names.values():
        ask("DeleteTable", {"TableName": name})
