from typing import Any

import pytest

from tests.granted.requests import NAMES, needs


@pytest.fixture(autouse=True)
def _things(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {
        "TABLE_CONTACTS": "t-contacts",
        "TABLE_STATS": "t-stats",
        "SEND_QUEUE_URL": "https://q/send",
        "PARAMETER_FENCE": "t-fence",
        "SECRET_EMAIL": "t/email",
        "RELEASE_FUNCTION": "t-release",
    }.items():
        monkeypatch.setenv(variable, value)


CONTACTS, STATS = NAMES.table_arn("contacts"), NAMES.table_arn("stats")
BACKLOG = NAMES.index_arn("contacts", "backlog-index")


@pytest.mark.parametrize(
    ("service", "operation", "request_", "expected"),
    [
        ("dynamodb", "GetItem", {"TableName": "t-contacts"}, {("dynamodb:GetItem", CONTACTS)}),
        ("dynamodb", "Query", {"TableName": "t-contacts"}, {("dynamodb:Query", CONTACTS)}),
        (
            "dynamodb",
            "Query",
            {"TableName": "t-contacts", "IndexName": "backlog-index"},
            {("dynamodb:Query", BACKLOG)},
        ),
        (
            "dynamodb",
            "BatchGetItem",
            {"RequestItems": {"t-contacts": {}, "t-stats": {}}},
            {("dynamodb:BatchGetItem", CONTACTS), ("dynamodb:BatchGetItem", STATS)},
        ),
        (
            "dynamodb",
            "TransactWriteItems",
            {
                "TransactItems": [
                    {kind: {"TableName": "t-contacts"}} for kind in ("Put", "Delete", "ConditionCheck")
                ]
                + [{"Update": {"TableName": "t-stats"}}]
            },
            {
                ("dynamodb:PutItem", CONTACTS),
                ("dynamodb:DeleteItem", CONTACTS),
                ("dynamodb:ConditionCheckItem", CONTACTS),
                ("dynamodb:UpdateItem", STATS),
            },
        ),
        (
            "dynamodb",
            "BatchExecuteStatement",
            {
                "Statements": [
                    {"Statement": "INSERT INTO \"t-contacts\" VALUE {'pk': ?}"},
                    {"Statement": 'UPDATE "t-stats" SET a = ? WHERE pk = ?'},
                    {"Statement": 'DELETE FROM "t-stats" WHERE pk = ?'},
                    {"Statement": 'SELECT pk FROM "t-contacts"."backlog-index" WHERE backlog = ?'},
                ]
            },
            {
                ("dynamodb:PartiQLInsert", CONTACTS),
                ("dynamodb:PartiQLUpdate", STATS),
                ("dynamodb:PartiQLDelete", STATS),
                ("dynamodb:PartiQLSelect", BACKLOG),
            },
        ),
        (
            "sqs",
            "SendMessageBatch",
            {"QueueUrl": "https://q/send"},
            {("sqs:SendMessage", NAMES.queue_arn("send-queue"))},
        ),
        ("ssm", "PutParameter", {"Name": "t-fence"}, {("ssm:PutParameter", NAMES.parameter_arn("fence"))}),
        (
            "lambda",
            "Invoke",
            {"FunctionName": "t-release"},
            {("lambda:InvokeFunction", NAMES.function_arn("release-contacts"))},
        ),
        ("events", "PutEvents", {}, {("events:PutEvents", NAMES.event_bus_arn)}),
        (
            "s3",
            "GetObject",
            {"Bucket": "b", "Key": "inbox/acme/list.csv"},
            {("s3:GetObject", f"{NAMES.bucket_arn('intake')}/inbox/acme/list.csv")},
        ),
    ],
)
def test_a_request_needs_the_actions_that_aws_checks_for_what_is_in_it(
    service: str, operation: str, request_: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    assert set(needs(service, operation, request_)) == expected


@pytest.mark.parametrize(
    ("service", "operation", "request_", "message"),
    [
        (
            "sns",
            "Publish",
            {},
            "sns.Publish is new: add to tests/granted/requests.py which action AWS checks",
        ),
        ("dynamodb", "DescribeTable", {}, "dynamodb.DescribeTable is new: add to tests/granted/requests.py"),
        (
            "dynamodb",
            "BatchExecuteStatement",
            {"Statements": [{"Statement": "UPSERT"}]},
            "'UPSERT' is not understood",
        ),
    ],
)
def test_a_request_that_is_not_known_is_never_passed_over(
    service: str, operation: str, request_: dict[str, Any], message: str
) -> None:
    with pytest.raises(LookupError, match=message):
        needs(service, operation, request_)


def test_a_thing_that_no_variable_names_is_none_that_a_role_could_hold() -> None:
    (need,) = needs("dynamodb", "GetItem", {"TableName": "elsewhere"})
    assert need.resource.endswith("-unknown-elsewhere")
