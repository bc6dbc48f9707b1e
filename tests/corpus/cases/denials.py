"""A Deny that spares somebody, a source that confines nothing, and TLS that is demanded in vain."""

from typing import Any

from tests.corpus.case import Collection
from tests.corpus.names import queue_arn, topic_arn
from tests.policies.documents import FOREIGN, ORGANIZATION, OWN, grant

CASES = Collection()

QUEUE = queue_arn("orders")
SEND = "sqs:SendMessage"
SNS = {"Service": "sns.amazonaws.com"}


def denial(condition: Any, action: str = "sqs:*", resource: str = QUEUE) -> dict[str, Any]:
    """Return the statement that turns away whoever fulfils a condition."""
    return {**grant("*", action, resource, condition), "Effect": "Deny"}


def everybody_but(name: str, says: str, *denials: dict[str, Any], family: str = "exposure") -> None:
    """Add a queue that everybody may send to, and that denies some of them."""
    CASES.defect(
        f"exp-deny-{name}",
        family,
        says,
        lambda stack: stack.queue("orders", grant("*", SEND, QUEUE), *denials),
    )


def service(name: str, says: str, condition: Any, principal: Any = SNS) -> None:
    """Add a queue that a service may send to under a condition."""
    CASES.defect(
        f"exp-service-{name}",
        "exposure",
        says,
        lambda stack: stack.queue("orders", grant(principal, SEND, QUEUE, condition)),
    )


STRANGERS = {"StringNotEquals": {"aws:PrincipalAccount": OWN}}

everybody_but(
    "any-value",
    "A Deny by ForAnyValue:StringNotEquals spares whoever has no such key.",
    denial({"ForAnyValue:StringNotEquals": {"aws:PrincipalOrgID": ORGANIZATION}}),
)
everybody_but(
    "two-conditions",
    "A Deny of two conditions spares whoever escapes one of them.",
    denial({**STRANGERS, "Bool": {"aws:MultiFactorAuthPresent": "false"}}),
)
everybody_but(
    "other-action",
    "A Deny to strangers is of another action than the one that they are allowed.",
    denial(STRANGERS, "sqs:ReceiveMessage"),
)
everybody_but(
    "spares-foreign",
    "A Deny to all but us and one other account lets that one in.",
    denial({"StringNotEquals": {"aws:PrincipalAccount": [OWN, FOREIGN]}}),
    family="trust",
)
CASES.clean(
    "ok-exp-deny-strangers",
    "exposure",
    "A Deny to all but us leaves nobody else in an open statement.",
    lambda stack: stack.queue("orders", grant("*", SEND, QUEUE), denial(STRANGERS)),
)
service(
    "source-over-colons",
    "A source by StringLike runs on over colons: others put our number anywhere.",
    {"StringLike": {"aws:SourceArn": f"arn:aws:*:*:{OWN}:*"}},
)
service(
    "source-for-all",
    "A source by ForAllValues: where there is none, the service may send.",
    {"ForAllValues:ArnEquals": {"aws:SourceArn": topic_arn("news")}},
)
service(
    "source-of-caller",
    "The source's account is compared with the caller's own.",
    {"StringEquals": {"aws:SourceAccount": "${aws:PrincipalAccount}"}},
)
service(
    "of-china",
    "A service of the partition of China, without a source.",
    None,
    {"Service": "events.amazonaws.com.cn"},
)
CASES.clean(
    "ok-exp-resource-account",
    "exposure",
    "Everybody of the queue's own account, by a policy variable.",
    lambda stack: stack.queue(
        "orders",
        grant("*", SEND, QUEUE, {"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}),
    ),
)
CASES.defect(
    "exp-called-via",
    "exposure",
    "Whoever calls by way of Athena may send.",
    lambda stack: stack.queue(
        "orders",
        grant("*", SEND, QUEUE, {"ForAnyValue:StringEquals": {"aws:CalledVia": ["athena.amazonaws.com"]}}),
    ),
)
CASES.defect(
    "exp-tls-all-but-one-action",
    "exposure",
    "The TLS denial holds for all actions but the one that matters (NotAction).",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders",
            {
                "Effect": "Deny",
                "Principal": "*",
                "NotAction": SEND,
                "Resource": QUEUE,
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
            secure=False,
        ),
    ),
)
