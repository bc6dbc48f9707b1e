"""No message shows what is secret or personal, and every message shows what is needed to mend the resource."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.guardrails import PACK, RegisteredResource
from policies.guardrails.resources.holders import NOT_SHOWN
from policies.guardrails.resources.redaction import scrubbed, shown
from policies.guardrails.resources.wire import SECRET, SIGNATURE
from policies.guardrails.rules import RULES
from tests import lines
from tests.policies.documents import document
from tests.policies.fixtures import CASES
from tests.policies.stack import STACK, UNKNOWN, changed
from tests.policies.test_fixtures import TODAY, found

SHAPES = {
    "an e-mail address": "maria.silva@example.com.br",
    "a mobile number": "+55 11 98765-4321",
    "a number without its plus": "5511987654321",
    "a landline": "(11) 3333-4444",
    "a CPF": "123.456.789-09",
    "an access key of AWS": "AKIAQYLPMN5HHHFPZAM2",
    "a secret key of AWS": "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",
    "a token of GitHub": "ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8",
    "a key of a payment service": "sk_live_51HxYz2eZvKYlo2C9aBcDeFgH",
    "a secret key with slashes": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "a JSON web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27u",
    "a password in an address": "postgres://app:hunter2hunter2@db.internal:5432/app",
    "a password in a connection string": "Server=db;Database=app;User Id=app;Password=hunter2hunter2;",
    "a signed address": "https://files.example.com/report?X-Amz-Signature=c0ffeec0ffee&Expires=9",
    "a private key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----",
    "a UUID": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
}
SECRET_PARTS = {
    "a password in an address": "hunter2hunter2",
    "a password in a connection string": "hunter2hunter2",
    "a signed address": "c0ffeec0ffee",
    "a private key": "MIIEvQIBADANBg",
}
"""For a shape of which something may stay readable, the part that may not."""
CANARY = "canary-of-the-mine"
ARN = re.compile(r"arn:aws\S*")
ACTION = re.compile(r"[a-z0-9-]+:[\w*]+")


@pytest.mark.parametrize("kind", SHAPES)
def test_what_has_the_shape_of_a_secret_is_hidden_wherever_it_stands(kind: str) -> None:
    hidden = SECRET_PARTS.get(kind, SHAPES[kind])
    structure = json.dumps({"Statement": [{"Condition": {"StringEquals": {"aws:userid": SHAPES[kind]}}}]})
    for field, value in {"endpoint": SHAPES[kind], "policy": structure, "list": [SHAPES[kind]]}.items():
        assert hidden not in shown(value, field)
    assert hidden not in scrubbed(f"endpoint is {SHAPES[kind]}: it is open")


@pytest.mark.parametrize(
    "value",
    [
        "arn:aws:iam::123456789012:role/agent-prod-send",
        "arn:aws:kms:us-east-1:123456789012:key/3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:agent/prod/calendar-A1b2C3",
        "secretsmanager:GetSecretValue",
        "scheduler.amazonaws.com",
        "cron(0 9 ? * MON-FRI *)",
        "python3.8",
        "micro-agente-disparo-agendamento-prod-handle-replies",
        "/aws/lambda/agent-prod-send",
        "/repository/terraform/microagent2/whatsapp/key",
        "https://sqs.us-east-1.amazonaws.com/123456789012/agent-prod-send",
        "123456789012",
        "Object Created",
    ],
)
def test_what_is_needed_to_mend_a_resource_is_readable(value: str) -> None:
    assert shown(value, "field") == json.dumps(value)
    assert shown({"Resource": value}, "policy") == json.dumps({"Resource": value})


@pytest.mark.parametrize("value", [True, False, 3, 1209600])
def test_numbers_and_booleans_are_readable(value: object) -> None:
    assert shown(value, "field") == json.dumps(value)


@pytest.mark.parametrize(
    "field",
    [
        "tags",
        "tagsAll.Owner",
        "environment.variables.CITY",
        "description",
        "secretString",
        "value",
        "userData",
    ],
)
@given(text=st.text(min_size=1).filter(lambda text: text != NOT_SHOWN))
def test_nothing_that_stands_where_anybody_may_write_is_shown(field: str, text: str) -> None:
    assert shown(text, field) == "a value that is not shown"
    assert shown({"key": text}, field) == '{"key": "***"}'


@lines.over("rule", RULES, ids=lambda rule: rule.name)
def test_the_words_of_a_rule_are_not_taken_for_secrets(rule: Any) -> None:
    for words in (rule.description, rule.why, rule.cure):
        assert scrubbed(words) == words


def leaves(value: Any, change: Callable[[str, str], Any], key: str = "") -> Any:
    """Return properties with each text replaced, texts within JSON too; `change` gets the key and the text."""
    if isinstance(value, Mapping):
        return {name: leaves(each, change, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [leaves(each, change, key) for each in value]
    if not isinstance(value, str):
        return value
    if value[:1] in "{[":
        try:
            return json.dumps(leaves(json.loads(value), change))
        except ValueError:
            return value
    return change(key, value)


class Planter:
    """Resources changed by a function; those of the compliant stack, which all cases have, are changed once."""

    def __init__(self, plant: Callable[[RegisteredResource], RegisteredResource]) -> None:
        self._plant = plant
        self._planted = {id(each): plant(each) for each in STACK}

    def __call__(self, stack: tuple[RegisteredResource, ...]) -> tuple[RegisteredResource, ...]:
        return tuple(self._planted.get(id(each)) or self._plant(each) for each in stack)


@Planter
def with_shapes(resource: RegisteredResource) -> RegisteredResource:
    """Put one shape after the other in the place of the texts, from another one on in each resource."""
    kinds = list(SHAPES)
    numbers = count(len(resource.urn))

    def secret(key: str, text: str) -> str:
        if ARN.fullmatch(text) or ACTION.fullmatch(text) or key in {"Effect", "Version", "type"}:
            return text
        return SHAPES[kinds[next(numbers) % len(kinds)]]

    return replace(resource, props=leaves(resource.props, secret))


def told(rule: str, planted: Planter) -> dict[str, list[str]]:
    """The messages of a rule on its cases, by the case, each stack changed so."""
    return {
        case.what: [each.message for each in found(rule, planted(case.change(STACK)))]
        for case in CASES[rule].violating
    }


def showing(messages: Mapping[str, list[str]], *texts: str) -> list[tuple[str, str]]:
    """The messages with one of the texts, each with its case."""
    return [
        (case, message)
        for case, of_case in messages.items()
        for message in of_case
        if any(text in message for text in texts)
    ]


@lines.over("rule", CASES)
def test_no_rule_shows_a_value_with_the_shape_of_a_secret(rule: str) -> None:
    hidden = [SECRET_PARTS.get(kind, text) for kind, text in SHAPES.items()]
    assert showing(told(rule, with_shapes), *hidden) == []


@Planter
def with_canaries(resource: RegisteredResource) -> RegisteredResource:
    """Put the canary into the tags, the variables and the description."""
    props = dict(resource.props)
    props["description"] = CANARY
    if isinstance(tags := props.get("tags"), Mapping):
        props["tags"] = {
            **tags,
            "Owner": CANARY,
            "Project": CANARY if str(tags.get("Project", "")).strip() else "",
        }
    environment = props.get("environment")
    if isinstance(environment, Mapping) and isinstance(environment.get("variables"), Mapping):
        variables = {**environment["variables"], "OWNER": CANARY, "API_TOKEN": CANARY}
        props["environment"] = {**environment, "variables": variables}
    return replace(resource, props=props)


@lines.over("rule", CASES)
def test_no_rule_shows_a_tag_a_variable_or_a_description(rule: str) -> None:
    messages = told(rule, with_canaries)
    assert all(messages.values()), messages
    assert showing(messages, CANARY) == []


@Planter
def with_secrets(resource: RegisteredResource) -> RegisteredResource:
    """Mark each property with a text in it as secret, and add the canary to the text."""

    def planted(key: str, text: str) -> str:
        return text if key in {"Effect", "Version"} else f"{text}{CANARY}"

    def marked(value: Any) -> Any:
        changed = leaves(value, planted)
        return {SIGNATURE: SECRET, "value": changed} if changed != value else value

    return replace(resource, props={key: marked(value) for key, value in resource.props.items()})


@lines.over("rule", CASES)
def test_no_rule_shows_what_the_program_marked_as_secret(rule: str) -> None:
    assert showing(told(rule, with_secrets), CANARY) == []


def test_a_secret_document_is_judged_and_its_parts_are_not_shown() -> None:
    statement = {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::internal-name-of-the-vault"}
    secret = {SIGNATURE: SECRET, "value": document(statement)}
    stack = changed("send-role-policy", "policy", secret)(STACK)
    messages = [each.message for each in PACK.judge(stack, today=TODAY)]
    assert any('Action is "*"' in message for message in messages)
    assert not any("internal-name-of-the-vault" in message for message in messages)


@pytest.mark.parametrize(
    ("name", "path", "rule", "hides"),
    [
        ("contacts", "tags", "required-tags", {CANARY: "x"}),
        (
            "send",
            "environment.variables",
            "no-secret-in-environment",
            {f"{CANARY}_PASSWORD": "correct-horse"},
        ),
        ("send", "environment", "no-secret-in-environment", {"variables": {f"{CANARY}_TOKEN": UNKNOWN}}),
    ],
    ids=["of tags", "of variables", "around variables, one of them unknown"],
)
def test_the_keys_of_a_map_that_the_program_marked_as_secret_are_not_shown(
    name: str, path: str, rule: str, hides: Mapping[str, Any]
) -> None:
    stack = changed(name, path, {SIGNATURE: SECRET, "value": hides})(STACK)
    messages = [
        each.message for each in found(rule, stack, {"required": ["Owner"]} if "tags" in path else {})
    ]
    assert messages
    assert all("***" in message and CANARY not in message for message in messages)


def test_the_properties_of_a_secret_object_keep_their_names_in_a_message() -> None:
    stack = changed("contacts", "pointInTimeRecovery", {SIGNATURE: SECRET, "value": {"enabled": False}})(
        STACK
    )
    (message,) = (each.message for each in found("table-point-in-time-recovery", stack))
    assert "pointInTimeRecovery.enabled is false." in message
