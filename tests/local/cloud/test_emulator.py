import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from local.cloud import emulator
from local.cloud.emulator import dynamodb_checks, request_context

ARN = "arn:aws:dynamodb:us-east-1:000000000000:table"


@pytest.mark.parametrize(
    ("statement", "action", "resource"),
    [
        ("INSERT INTO \"a-b\" VALUE {'pk': ?}", "PartiQLInsert", "a-b"),
        ("insert into a_b value {'pk': ?}", "PartiQLInsert", "a_b"),
        ('UPDATE "a.b" SET x = \'DELETE FROM "c"\' WHERE pk = ?', "PartiQLUpdate", "a.b"),
        ('DELETE FROM "a-b" WHERE pk = ?', "PartiQLDelete", "a-b"),
        ('SELECT * FROM "a-b" WHERE pk = ?', "PartiQLSelect", "a-b"),
        ('SELECT\n  x\nFROM "a-b"."by-x"\nWHERE x = ?', "PartiQLSelect", "a-b/index/by-x"),
    ],
)
def test_a_statement_needs_the_action_of_its_verb_on_its_table(
    statement: str, action: str, resource: str
) -> None:
    body = json.dumps({"Statement": statement}).encode()

    checks = dynamodb_checks("dynamodb:ExecuteStatement", body, "us-east-1", "000000000000")

    assert checks == [(f"dynamodb:{action}", f"{ARN}/{resource}")]


def test_every_statement_of_a_batch_is_checked() -> None:
    statements = [{"Statement": "DELETE FROM a WHERE pk = '1'"}, {"Statement": "UPDATE b SET x = 1"}]
    body = json.dumps({"Statements": statements}).encode()

    checks = dynamodb_checks("dynamodb:BatchExecuteStatement", body, "us-east-1", "000000000000")

    assert checks == [("dynamodb:PartiQLDelete", f"{ARN}/a"), ("dynamodb:PartiQLUpdate", f"{ARN}/b")]


def test_a_batch_with_a_statement_that_is_not_understood_is_left_to_an_action_nobody_has() -> None:
    statements = [{"Statement": "DELETE FROM a WHERE pk = '1'"}, {"Statement": "EXISTS something"}]
    body = json.dumps({"Statements": statements}).encode()

    assert dynamodb_checks("dynamodb:BatchExecuteStatement", body, "us-east-1", "000000000000") == []


def test_transactions_are_left_to_the_emulator() -> None:
    body = json.dumps({"TransactItems": [{"Put": {"TableName": "a", "Item": {}}}]}).encode()

    checks = dynamodb_checks("dynamodb:TransactWriteItems", body, "us-east-1", "000000000000")

    assert checks == [("dynamodb:PutItem", f"{ARN}/a")]


@pytest.mark.parametrize(("sources", "known"), [(["a", "a"], "a"), (["a", "b"], "a,b")])
def test_the_source_of_events_is_a_condition_key(sources: list[str], known: str) -> None:
    body = json.dumps({"Entries": [{"Source": source} for source in sources]}).encode()

    assert request_context("events", "events:PutEvents", body, {})["events:source"] == known


@pytest.mark.parametrize(
    ("request_", "known"),
    [
        ({"TableName": "a", "Key": {"pk": {"S": "x"}, "sk": {"S": "y"}}}, ["x"]),
        ({"TableName": "a", "Item": {"pk": {"S": "x"}, "n": {"N": "1"}}}, ["x"]),
        ({"RequestItems": {"a": {"Keys": [{"pk": {"S": "x"}}, {"pk": {"S": "y"}}]}}}, ["x", "y"]),
        (
            {
                "TransactItems": [
                    {"Put": {"TableName": "a", "Item": {"pk": {"S": "x"}}}},
                    {"ConditionCheck": {"TableName": "b", "Key": {"number": {"N": "7"}}}},
                ]
            },
            ["7", "x"],
        ),
        ({"TableName": "a", "KeyConditionExpression": "pk = :pk"}, None),
        ({"TableName": "gone", "Key": {"pk": {"S": "x"}}}, None),
    ],
)
def test_the_partition_keys_of_what_a_request_names_are_a_condition_key(
    request_: dict[str, object], known: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {"a": {"pk_name": "pk"}, "b": {"pk_name": "number"}}
    monkeypatch.setattr(emulator.dynamodb, "_tables", tables)
    context = request_context("dynamodb", "dynamodb:Any", json.dumps(request_).encode(), {})
    assert context.get("dynamodb:LeadingKeys") == known


def test_each_call_of_a_role_is_recorded_once_and_those_of_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arns = {"role": "arn:aws:sts::1:assumed-role/brief/session", "root": "arn:aws:iam::1:root"}
    monkeypatch.setattr(
        emulator.iam_evaluator, "resolve_principal", lambda key, _: SimpleNamespace(arn=arns[key])
    )
    monkeypatch.setattr(
        emulator, "_enforce", lambda *_, resource_arn: "denied" if resource_arn == "b" else None
    )
    record = emulator.Record(str(tmp_path))
    for key, resource in (("role", "a"), ("role", "a"), ("role", "b"), ("root", "a")):
        record.enforce(key, "sqs:SendMessage", "sqs", "us-east-1", resource_arn=resource)
    (file,) = tmp_path.iterdir()
    call = {"role": "brief", "action": "sqs:SendMessage"}
    assert [json.loads(line) for line in file.read_text().splitlines()] == [
        {**call, "resource": "a", "allowed": True},
        {**call, "resource": "b", "allowed": False},
    ]


def test_a_session_that_is_over_is_no_denial_of_its_role(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = emulator.iam_evaluator.AuthError("ExpiredTokenException", "the token is expired")
    role = SimpleNamespace(arn="arn:aws:sts::1:assumed-role/release/run")
    monkeypatch.setattr(emulator.iam_evaluator, "resolve_principal", lambda *_: role)
    monkeypatch.setattr(emulator, "_enforce", lambda *_, **__: over)
    assert (
        emulator.Record(str(tmp_path)).enforce("KEY", "dynamodb:Query", "dynamodb", "r", resource_arn="a")
        is over
    )
    assert list(tmp_path.iterdir()) == []


def test_a_rules_function_is_invoked_like_any_other_that_nobody_waits_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invoked: list[tuple[dict[str, object], dict[str, object]]] = []
    known = {
        "arn:function:a": ({"event_invoke_config": {"MaximumRetryAttempts": 2}}, {"FunctionName": "a"}, "a")
    }
    service = emulator.lambda_svc
    monkeypatch.setattr(service, "_get_func_record_for_ref", lambda arn: known.get(arn, (None, None, arn)))
    monkeypatch.setattr(
        service, "invoke_async_with_retry", lambda record, event: invoked.append((record, event))
    )

    emulator.dispatch_to_lambda("arn:function:a", '{"detail": {"n": 1}}')
    emulator.dispatch_to_lambda("arn:function:gone", "{}")

    record = {"event_invoke_config": {"MaximumRetryAttempts": 2}, "config": {"FunctionName": "a"}}
    assert invoked == [(record, {"detail": {"n": 1}})]
