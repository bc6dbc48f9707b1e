"""Who is let in: what a condition leaves, against requests of strangers that it lets pass."""

import fnmatch
import ipaddress
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.guardrails.access import outside
from policies.guardrails.access.outside import Trust
from policies.guardrails.aws import arns, iam
from tests.policies.documents import OWN, document

STRANGER = "999999999999"
OURS, THEIRS = "o-a1b2c3d4e5", "o-9z8y7x6w5v"
TRUST = Trust(frozenset({OWN}), frozenset({OURS}), lambda arn: arn.startswith("arn:aws:s3:::ours"))

ARNS = [
    f"arn:aws:logs:us-east-1:{STRANGER}:log-group:{OWN}:log-stream:{OWN}",
    f"arn:aws:sns:us-east-1:{STRANGER}:{OWN}:x",
    f"arn:aws:lambda:us-east-1:{STRANGER}:function:{OWN}:alerts",
    f"arn:aws:events:us-east-1:{STRANGER}:rule/{OWN}",
    f"arn:aws:iam::{STRANGER}:role/{OWN}",
    "arn:aws:s3:::theirs",
]
"""ARNs that a stranger can have, with our account wherever he can choose the name."""
REQUESTS: Mapping[str, list[str]] = {
    "aws:SourceArn": ARNS,
    "aws:SourceAccount": [STRANGER],
    "aws:SourceOrgID": [THEIRS],
    "aws:PrincipalArn": [f"arn:aws:iam::{STRANGER}:role/{OWN}"],
    "aws:PrincipalAccount": [STRANGER],
    "aws:PrincipalOrgID": [THEIRS],
    "aws:PrincipalOrgPaths": [f"{THEIRS}/r-ab12/ou-ab12-{OURS}/"],
    "aws:SourceVpc": ["vpc-0f0f0f0f"],
    "aws:SourceIp": ["8.8.8.8"],
    "aws:userid": ["AROA9999999999999999:deployer"],
    "aws:username": ["deployer"],
    "aws:SecureTransport": ["true"],
}
"""The values that a stranger's request can have under a key."""
OWN_VALUES: Mapping[str, list[str]] = {
    "aws:SourceArn": [f"arn:aws:sns:us-east-1:{OWN}:alerts", "arn:aws:s3:::ours"],
    "aws:SourceAccount": [OWN],
    "aws:SourceOrgID": [OURS],
    "aws:PrincipalArn": [f"arn:aws:iam::{OWN}:role/deployer"],
    "aws:PrincipalAccount": [OWN],
    "aws:PrincipalOrgID": [OURS],
    "aws:PrincipalOrgPaths": [f"{OURS}/r-ab12/*"],
    "aws:SourceVpc": ["vpc-0123456789abcdef0"],
    "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"],
    "aws:userid": ["AROA1111111111111111:*"],
    "aws:username": ["deployer"],
    "aws:SecureTransport": ["true"],
}
"""The values by which a program names itself under a key."""
BASES = ("StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnEquals", "ArnLike", "IpAddress", "Bool")
NEGATED = ("StringNotEquals", "StringNotLike", "ArnNotLike", "NotIpAddress")
UNOWNED = frozenset({"aws:SourceVpc", "aws:userid"})
"""Keys whose values name no account, so that one which is written in full counts as the program's own."""
WIDE = ["0.0.0.0/0", "0.0.0.0/1", "8.0.0.0/7", "::/0", "nonsense"]


@st.composite
def blurred(draw: st.DrawFn, texts: list[str]) -> str:
    """A text with parts of it replaced by wildcards."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        text = text[:start] + draw(st.sampled_from(["*", "?" * (end - start)])) + text[end:]
    return text


def named(key: str) -> st.SearchStrategy[str]:
    """The values that a condition may have under a key."""
    if key == "aws:SourceIp":
        return st.sampled_from([*OWN_VALUES[key], *WIDE])
    return blurred(OWN_VALUES[key] if key in UNOWNED else [*OWN_VALUES[key], *REQUESTS[key]])


@st.composite
def conditions(draw: st.DrawFn, operators: tuple[str, ...] = BASES + NEGATED) -> dict[str, Any]:
    """A condition block of one to three operators, some of which let strangers pass."""
    block: dict[str, dict[str, list[str]]] = {}
    for _ in range(draw(st.integers(1, 3))):
        key = draw(st.sampled_from(list(REQUESTS)))
        if draw(st.booleans()) and draw(st.booleans()):
            block.setdefault("Null", {})[key] = [draw(st.sampled_from(["true", "false"]))]
        operator = draw(st.sampled_from(operators))
        operator = draw(st.sampled_from(["", "", "ForAnyValue:", "ForAllValues:"])) + operator
        operator += draw(st.sampled_from(["", "", "IfExists"]))
        block.setdefault(operator, {})[key] = draw(st.lists(named(key), min_size=1, max_size=2))
    return block


@st.composite
def requests(draw: st.DrawFn) -> dict[str, str]:
    """What a stranger's request says of itself; any key may be missing."""
    return {key: draw(st.sampled_from(texts)) for key, texts in REQUESTS.items() if draw(st.integers(0, 4))}


def passes(operator: str, key: str, wanted: list[str], request: Mapping[str, str]) -> bool:
    """AWS's reading of one condition, written down a second time."""
    found = request.get(key)
    if operator == "Null":
        return any((found is None) is (text == "true") for text in wanted)
    bare = operator.removeprefix("ForAnyValue:").removeprefix("ForAllValues:").removesuffix("IfExists")
    negated = "Not" in bare
    if found is None:
        any_value = operator.startswith("ForAnyValue:")
        return (
            operator.endswith("IfExists")
            or operator.startswith("ForAllValues:")
            or (negated and not any_value)
        )
    return any(one(bare.replace("Not", ""), text, found) for text in wanted) is not negated


def one(operator: str, wanted: str, found: str) -> bool:
    if operator == "IpAddress":
        try:
            return ipaddress.ip_address(found) in ipaddress.ip_network(wanted)
        except ValueError:
            return False
    if operator.startswith("Arn"):
        pattern, arn = wanted.split(":", 5), found.split(":", 5)
        return len(pattern) == len(arn) == 6 and all(map(like, pattern, arn))
    if operator == "StringLike":
        return like(wanted, found)
    return wanted.lower() == found.lower()


def like(pattern: str, text: str) -> bool:
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))


def admission(principal: Any, *others: dict[str, Any], **rest: Any) -> outside.Admission:
    allowed = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "sqs:SendMessage",
        "Resource": "*",
        **rest,
    }
    read = iam.read(document(allowed, *others), "policy", iam.DocumentKind.RESOURCE)
    return next(outside.admissions(read.statements))


def lets_strangers_in(found: outside.Admission) -> bool:
    return found.public or bool(found.strangers(TRUST))


@settings(deadline=None, max_examples=60)
@given(conditions(), requests())
def test_no_conditions_that_a_strangers_request_fulfils_count_as_confinement(
    block: dict[str, Any], request: dict[str, str]
) -> None:
    if all(passes(how, key, values, request) for how, keys in block.items() for key, values in keys.items()):
        assert lets_strangers_in(admission("*", Condition=block)), (block, request)


@settings(deadline=None, max_examples=60)
@given(conditions(), requests())
def test_no_service_that_may_act_for_a_stranger_counts_as_bound(
    block: dict[str, Any], request: dict[str, str]
) -> None:
    request = {
        key: text for key, text in request.items() if key.startswith("aws:Source") and "Vpc" not in key
    }
    if all(passes(how, key, values, request) for how, keys in block.items() for key, values in keys.items()):
        assert lets_strangers_in(admission({"Service": "sns.amazonaws.com"}, Condition=block))


@settings(deadline=None, max_examples=60)
@given(conditions(NEGATED), requests())
def test_no_denial_that_spares_a_stranger_counts_as_confinement(
    block: dict[str, Any], request: dict[str, str]
) -> None:
    denial = {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": block}
    fulfilled = [
        passes(how, key, values, request) for how, keys in block.items() for key, values in keys.items()
    ]
    if not all(fulfilled):
        assert lets_strangers_in(admission("*", denial)), (block, request)


@settings(deadline=None, max_examples=100)
@given(st.text("ab*?:", max_size=8), st.text("ab*?:", max_size=8), st.text("abc:", max_size=3))
def test_a_pattern_that_includes_another_matches_whatever_that_matches(
    wide: str, narrow: str, filling: str
) -> None:
    if arns.includes(wide, narrow):
        text = narrow.replace("?", "c").replace("*", filling)
        assert iam.matches(narrow, text)
        assert iam.matches(wide, text)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [("*", "sqs:*"), ("sqs:*", "SQS:SendMessage"), ("s?s:Send*", "sqs:Send*"), ("*a*", "*bab*"), ("", "")],
)
def test_a_wider_pattern_includes_a_narrower_one(wide: str, narrow: str) -> None:
    assert arns.includes(wide, narrow)
    assert wide == narrow or not arns.includes(narrow, wide)


@pytest.mark.parametrize(
    ("pattern", "by_parts", "account"),
    [
        (f"arn:aws:sns:*:{OWN}:*", True, OWN),
        (f"arn:aws:sns:*:{OWN}:*", False, None),
        (f"arn:aws:events:*:{OWN}:rule/*", False, OWN),
        (f"arn:*:events:us-east-1:{OWN}:rule/*", False, None),
        (f"arn:aws:iam::{OWN}:role/*", False, OWN),
        ("arn:aws:iam::*:role/x", True, None),
        (f"arn:aws:iam::{OWN[:11]}?:role/x", True, None),
        (f"*:{OWN}:x", True, None),
        ("arn:aws:s3:::bucket", True, None),
    ],
)
def test_a_pattern_is_of_one_account_only_where_no_other_can_match(
    pattern: str, by_parts: bool, account: str | None
) -> None:
    assert arns.account_of(pattern, by_parts=by_parts) == account


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            f"https://sqs.eu-west-1.amazonaws.com/{OWN}/q",
            arns.Arn("aws", "sqs", "eu-west-1", OWN, "q"),
        ),
        (
            f"https://us-east-1.queue.amazonaws.com/{OWN}/q",
            arns.Arn("aws", "sqs", "us-east-1", OWN, "q"),
        ),
        (f"http://127.0.0.1:4566/{OWN}/q", arns.Arn("aws", "sqs", "", OWN, "q")),
        ("https://pager.example/hooks/q", None),
        ("queue", None),
    ],
)
def test_a_queues_url_says_where_the_queue_is(url: str, expected: arns.Arn | None) -> None:
    assert arns.reference(url) == expected
