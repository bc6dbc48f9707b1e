"""The policy that lets people operate a stack: what their commands ask of AWS, and nothing else of the account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import iam as aws_iam

from components import iam
from components.iam import Statement, allow
from components.inventory import Inventory
from components.names import CONFIGURATION_SET, PROJECT
from components.operator_specs import OperatorSpec


@dataclass(frozen=True)
class OperatorsArgs:
    """The arguments of ``Operators``."""

    inventory: Inventory
    """The things that the grants name."""
    tags: Mapping[str, str]
    """The tags of the policy."""
    spec: OperatorSpec
    """The things that the commands use."""


class Operators(pulumi.ComponentResource):
    """A managed policy, to be attached to whoever operates the stack; it is attached to nobody here."""

    TYPE = f"{PROJECT}:operators:Operators"

    policy: aws_iam.Policy
    """The policy."""

    def __init__(self, name: str, args: OperatorsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        names = args.inventory.names
        self.policy = aws_iam.Policy(
            "operators",
            name=names.physical("operators"),
            description=f"What the commands of ops need on {names.name_prefix}-{names.environment}",
            policy=document(args.inventory, args.spec),
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"arn": self.policy.arn})


def document(inventory: Inventory, spec: OperatorSpec) -> str:
    """Return the policy as JSON; ``ValueError`` for a grant that names what ``inventory`` does not hold.

    Things on which the same is allowed share a statement, and statements have no ids: a managed policy has room for
    6,144 characters.
    """
    allowed: dict[str, set[str]] = {}
    bound: list[Statement] = []
    for each in _statements(inventory, spec):
        if "Condition" in each:
            bound.append({key: value for key, value in each.items() if key != "Sid"})
            continue
        for resource in each["Resource"]:
            allowed.setdefault(resource, set()).update(each["Action"])
    shared: dict[tuple[str, ...], list[str]] = {}
    for resource, actions in allowed.items():
        shared.setdefault(tuple(sorted(actions)), []).append(resource)
    statements = [
        {"Effect": "Allow", "Action": list(actions), "Resource": on} for actions, on in shared.items()
    ]
    return iam.document(*statements, *bound)


def _statements(inventory: Inventory, spec: OperatorSpec) -> Iterator[Statement]:
    names = inventory.names
    yield from iam.granted(inventory, spec.grants)
    taken = ("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage")
    yield allow("Taken", taken, [names.queue_arn(queue) for queue in spec.taking])
    found = ("sqs:GetQueueAttributes", "sqs:GetQueueUrl")
    yield allow("Found", found, [names.queue_arn(queue) for queue in spec.finding])
    described = [names.function_arn(function) for function in spec.describing]
    yield allow("Described", ("lambda:GetFunctionConfiguration",), described)
    by_source = {"StringEquals": {"events:source": list(spec.raising)}}
    yield allow("Raised", ("events:PutEvents",), [names.event_bus_arn], Condition=by_source)
    # AWS knows no resource for it.
    yield allow("Metrics", ("cloudwatch:GetMetricData",), ["*"])
    if inventory.mail is not None:
        yield allow("Identity", ("ses:GetEmailIdentity",), [names.identity_arn(inventory.mail.identity)])
        asked = ("ses:GetConfigurationSet", "ses:GetConfigurationSetEventDestinations")
        yield allow("Mail", asked, [names.configuration_set_arn(CONFIGURATION_SET)])
        # AWS knows no resource for these.
        yield allow("Account", ("ses:DescribeActiveReceiptRuleSet", "ses:GetAccount"), ["*"])
