"""The embedded cloud for the tests that need AWS, and the guard that keeps all others away from any.

Nothing of the machine's AWS settings may reach a test, not even while modules are imported: a client made too early
talks to a port where nobody answers.
"""

import os
import uuid
from collections.abc import Iterator

import pytest

from local import cloud as embedded

for _name in [name for name in os.environ if name.startswith("AWS_")]:
    del os.environ[_name]
os.environ |= {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": embedded.REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
    "PULUMI_ERROR_OUTPUT_STRING": "1",
}


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Cloud]:
    """A cloud of this test process, with IAM enforced; from now on ``boto3.client`` reaches it as administrator.

    It is shared: name what you make after something random, and leave no account-wide setting behind.
    """
    with (
        embedded.start(tmp_path_factory.mktemp("cloud")) as cloud,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in cloud.environment().items():
            environment.setenv(name, value)
        yield cloud


# Partition key, sort key and indexes (keys, projected attributes or none for all) of each table.
TABLES = {
    "config": (("pk", "sk"), {"tenant-index": (("tenantId",), None)}),
    "rate-limit": (("pk",), {}),
    "idempotency": (("pk",), {}),
    "stats": (("pk", "sk"), {"date-index": (("date", "pk"), None)}),
    "meetings": (
        ("pk", "sk"),
        {
            "status-index": (("status", "scheduledAt"), None),
            "tenant-meetings-index": (("tenantId", "scheduledAt"), None),
        },
    ),
    "contacts": (
        ("pk", "sk"),
        {"backlog-index": (("backlog", "backlogOrder"), ["nextStep", "timezone", "uf", "updatedAt"])},
    ),
}


def _key_schema(attributes: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"AttributeName": attribute, "KeyType": kind}
        for attribute, kind in zip(attributes, ("HASH", "RANGE"), strict=False)
    ]


@pytest.fixture
def tables(cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The six tables, empty, under names of their own; the functions' TABLE_* variables name them.

    The value maps each table's short name (``rate-limit``) to its physical name.
    """
    dynamodb = cloud.client("dynamodb")
    prefix = uuid.uuid4().hex[:8]
    names = {}
    for table, (keys, indexes) in TABLES.items():
        names[table] = f"{prefix}-{table}"
        attributes = {*keys, *(key for index_keys, _ in indexes.values() for key in index_keys)}
        request = {
            "TableName": names[table],
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": _key_schema(keys),
            "AttributeDefinitions": [
                {"AttributeName": attribute, "AttributeType": "S"} for attribute in sorted(attributes)
            ],
        }
        if indexes:
            request["GlobalSecondaryIndexes"] = [
                {
                    "IndexName": index,
                    "KeySchema": _key_schema(index_keys),
                    "Projection": {"ProjectionType": "ALL"}
                    if projected is None
                    else {"ProjectionType": "INCLUDE", "NonKeyAttributes": projected},
                }
                for index, (index_keys, projected) in indexes.items()
            ]
        dynamodb.create_table(**request)
        monkeypatch.setenv(f"TABLE_{table.upper().replace('-', '_')}", names[table])
    yield names
    for name in names.values():
        dynamodb.delete_table(TableName=name)
