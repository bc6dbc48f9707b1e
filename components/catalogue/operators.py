"""The things of the stack that the commands of ops use, and what they do with them."""

from collections.abc import Iterable

from components.catalogue.intake import INTAKE, INTAKE_INBOX, INTAKE_REPORTS
from components.catalogue.queues import FAILURE_QUEUES, INBOUND_QUEUE, QUEUES, SEND_QUEUE
from components.grants import Bucket, Function, Index, Parameter, Queue, Secret, Table
from components.operator_specs import OperatorSpec
from components.specs import FunctionSpec, RuleSpec


def operators(functions: Iterable[FunctionSpec], rules: Iterable[RuleSpec]) -> OperatorSpec:
    """Return what operators need; ``functions`` and ``rules`` are those of the stack."""
    functions = tuple(functions)
    return OperatorSpec(
        grants=(
            Table("config", "DeleteItem", "GetItem", "PutItem", "Query"),
            Table(
                "contacts",
                *("BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"),
            ),
            Table("meetings", "BatchGetItem", "GetItem", "PutItem"),
            Table("rate-limit", "BatchGetItem"),
            Table("stats", "Query", "UpdateItem"),
            Index("contacts", "backlog-index", "Query"),
            Index("meetings", "tenant-meetings-index", "Query"),
            Queue(SEND_QUEUE, "SendMessage"),
            Queue(INBOUND_QUEUE, "SendMessage"),
            Bucket(INTAKE, "PutObject", prefix=INTAKE_INBOX),
            Bucket(INTAKE, "GetObject", prefix=INTAKE_REPORTS),
            Bucket(INTAKE, "ListBucket", prefix=INTAKE_REPORTS),
            Parameter("fence", "GetParameter", "PutParameter"),
            *(Secret(name) for name in ("whatsapp", "email", "calendar", "webhook")),
            # What failed of an asynchronous invocation is played again; a missed hour of reminders is one of them.
            *(Function(spec.name) for spec in functions if spec.asynchronous),
        ),
        finding=QUEUES,
        describing=tuple(spec.name for spec in functions),
        taking=FAILURE_QUEUES,
        raising=tuple(dict.fromkeys(source for rule in rules for source in rule.sources)),
    )
