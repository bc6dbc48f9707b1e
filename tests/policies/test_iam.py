"""IAM documents as structures, and references by name."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.guardrails.aws import iam
from policies.guardrails.graph.stack import physical_name

TEXT = st.text(alphabet="abcXYZ0:/-_.[]{}()^$|+\\ \n", max_size=12)


@given(parts=st.lists(TEXT, min_size=1, max_size=4), filling=TEXT)
@settings(deadline=None, max_examples=100)
def test_a_star_covers_any_run_of_characters(parts: list[str], filling: str) -> None:
    assert iam.matches("*".join(parts), filling.join(parts))


@given(text=TEXT)
@settings(deadline=None, max_examples=100)
def test_a_pattern_without_wildcards_covers_itself_alone_in_any_case(text: str) -> None:
    assert iam.matches(text, text)
    assert iam.matches(text.lower(), text.upper())
    assert not iam.matches(text, f"{text}x")


@given(before=TEXT, after=TEXT, character=st.characters())
@settings(deadline=None, max_examples=100)
def test_a_question_mark_covers_exactly_one_character(before: str, after: str, character: str) -> None:
    assert iam.matches(f"{before}?{after}", f"{before}{character}{after}")
    assert not iam.matches(f"{before}?{after}", f"{before}{after}")


def test_many_wildcards_are_judged_at_once() -> None:
    assert not iam.matches("*?" * 40 + "!", "secretsmanager:GetSecretValue" * 10)
    assert iam.matches("*e" * 20 + "*", "e" * 400)


@given(pattern=st.text(alphabet="ab*?", max_size=8), text=st.text(alphabet="abA", max_size=8))
@settings(deadline=None, max_examples=300)
def test_a_pattern_covers_what_a_regular_expression_of_it_does(pattern: str, text: str) -> None:
    expression = pattern.replace("*", ".*").replace("?", ".")
    assert iam.matches(pattern, text) is (re.fullmatch(expression, text, re.IGNORECASE) is not None)


SPELLINGS = (
    {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:x", "Principal": {"AWS": "*"}},
    {"effect": "Allow", "ACTION": ["sqs:SendMessage"], "resource": ["arn:x"], "principal": "*"},
)


@pytest.mark.parametrize("statement", SPELLINGS)
@pytest.mark.parametrize("listed", [True, False], ids=["in a list", "alone"])
@pytest.mark.parametrize("as_text", [True, False], ids=["text", "structure"])
def test_every_spelling_of_a_statement_reads_alike(
    statement: dict[str, object], listed: bool, as_text: bool
) -> None:
    structure = {"Version": "2012-10-17", "Statement": [statement] if listed else statement}
    document = iam.read(json.dumps(structure) if as_text else structure, "policy", iam.DocumentKind.RESOURCE)
    assert document.fault == ""
    (found,) = document.statements
    assert found.allows
    assert found.actions == ("sqs:SendMessage",)
    assert found.resources == ("arn:x",)
    assert found.principals == (("AWS", "*"),)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"Statement":' + "[" * 5000 + "]" * 5000 + "}", "nested too deep"),
        ('{"Statement": [], "Statement": []}', "Statement stands there twice"),
        ('{"Statement": [], "statement": []}', "statement stands there twice"),
        ('"{}"', "it is no object"),
        ("\ufeff{}", "it is not JSON"),
        ('{"Statement": [NaN]}', "it has no list of statements"),
    ],
)
def test_a_text_that_readers_may_take_differently_is_no_document(text: str, fault: str) -> None:
    document = iam.read(text, "policy", iam.DocumentKind.IDENTITY)
    assert document.statements == ()
    assert fault in document.fault


@pytest.mark.parametrize(
    ("operator", "strict", "leniently"),
    [
        ("StringEquals", True, True),
        ("arnLike", True, True),
        ("StringEqualsIfExists", False, True),
        ("StringNotEquals", False, False),
        ("ForAllValues:StringEquals", False, False),
        ("Null", False, False),
    ],
)
def test_only_conditions_that_confine_a_key_bind_it(operator: str, strict: bool, leniently: bool) -> None:
    statement = {"Effect": "Allow", "Action": "a:B", "Condition": {operator: {"AWS:sourcearn": "arn:x"}}}
    (found,) = iam.read({"Statement": statement}, "policy", iam.DocumentKind.IDENTITY).statements
    assert bool(found.bound("aws:SourceArn")) is strict
    assert bool(found.bound("aws:SourceArn", strictly=False)) is leniently


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("agent-send", "agent-send"),
        ("arn:aws:lambda:us-east-1:123456789012:function:send", "send"),
        ("arn:aws:lambda:us-east-1:123456789012:function:send:live", "send"),
        ("arn:aws:sqs:us-east-1:123456789012:queue", "queue"),
        ("https://sqs.us-east-1.amazonaws.com/123456789012/queue", "queue"),
        ("http://localhost:4566/123456789012/queue/", "queue"),
        ("arn:aws:iam::123456789012:role/service/send", "send"),
        ("arn:aws:events:us-east-1:123456789012:rule/booked", "booked"),
        ("arn:aws:events:us-east-1:123456789012:rule/bus/booked", "booked"),
        ("arn:aws:dynamodb:us-east-1:123456789012:table/contacts/index/backlog", "contacts"),
        ("arn:aws:s3:::bucket", "bucket"),
        ("arn:aws:s3:::bucket/*", "bucket"),
        ("arn:aws:sns:us-east-1:123456789012:alerts", "alerts"),
        ("arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors", "errors"),
        ("arn:aws", ""),
        ("*", "*"),
    ],
)
def test_a_reference_holds_the_name_of_what_it_refers_to(reference: str, name: str) -> None:
    assert physical_name(reference) == name
