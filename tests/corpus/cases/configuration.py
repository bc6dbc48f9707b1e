"""The pack's own configuration: exemptions that do not hold, and one that does."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import named
from tests.corpus.surroundings import ABSENT, Surroundings, aws

CASES = Collection()

RULE = "table-point-in-time-recovery"
EXPIRES = (date.today() + timedelta(days=120)).isoformat()


def unrecoverable(stack: Surroundings) -> None:
    """Break the rule."""
    stack.table(point_in_time_recovery=ABSENT)


def exemption(**over: Any) -> dict[str, Any]:
    """Return the configuration that exempts the table, for four months, or what is changed in it."""
    entry = {
        "resource": "customers",
        "reason": "filled anew every night from the archive",
        "expires": EXPIRES,
        **over,
    }
    return {RULE: {"exemptions": [entry]}}


def configured(
    name: str, says: str, config: Mapping[str, Any], build: Build = unrecoverable, **more: Any
) -> None:
    """Add a defect that a configuration would have excused."""
    CASES.defect(f"cfg-{name}", "configuration", says, build, config=config, **more)


configured("until-2999", "An exemption until 2999.", exemption(expires="2999-12-31"))
configured(
    "two-years",
    "An exemption for two years (the longest term is 180 days).",
    exemption(expires=(date.today() + timedelta(days=730)).isoformat()),
)
configured("past", "An exemption past its day.", exemption(expires="2026-01-31"))
configured("no-reason", "An exemption without reason.", exemption(reason=""))
configured("no-date", "A date that is none.", exemption(expires="never"))
configured("other-resource", "An exemption for another resource.", exemption(resource="orders"))
configured("wildcard", "An exemption for '*'.", exemption(resource="*"))
configured(
    "all-disabled",
    "Everything disabled: the mandate stays (or a test fails).",
    {"all": "disabled"},
    debatable=True,
)
configured("rule-disabled", "The rule of the mandate disabled.", {RULE: "disabled"}, debatable=True)
configured("rule-advisory", "The rule of the mandate advisory.", {RULE: "advisory"}, debatable=True)
configured(
    "tags-none-required",
    "No tag required.",
    {"required-tags": {"required": []}},
    debatable=True,
    build=lambda stack: stack.queue(tags=ABSENT),
)
CASES.clean(
    "ok-cfg-exemption",
    "configuration",
    "An exemption with a reason for four months.",
    unrecoverable,
    config=exemption(),
)
CASES.clean(
    "ok-cfg-managed-policy",
    "configuration",
    "An AWS managed policy that the configuration allows.",
    lambda stack: (
        stack.role("worker"),
        aws.iam.RolePolicyAttachment(
            "a",
            role=named("worker"),
            policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
        ),
    ),
    config={
        "no-aws-managed-policy": {
            "allowed": ["arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"]
        }
    },
)
