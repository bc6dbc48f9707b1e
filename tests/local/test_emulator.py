import json

import pytest

from local.emulator import dynamodb_checks, request_context

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
