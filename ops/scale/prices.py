"""AWS's list prices in us-east-1, without free allowances, and what recorded work costs at them. Pure.

Noted in November 2026, not read off AWS's pages: those of DynamoDB, Lambda, SQS, EventBridge and SES agree with what
others published of them in 2025 and 2026, those of S3 and Secrets Manager are from memory. Each names its page, to be
checked there.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ops.scale.costs import Cost

NOTED = "noted in November 2026 and to be checked on AWS's pages"


class Price(NamedTuple):
    """The price of one kind of use."""

    service: str
    what: str
    unit: str
    usd: float
    """US dollars for ``of`` units."""
    of: int
    source: str

    def cost(self, amount: float) -> float:
        """Return the price of an amount in US dollars."""
        return self.usd * amount / self.of


PRICES: Mapping[str, Price] = MappingProxyType(
    {
        "writes": Price(
            "DynamoDB", "writes, on demand", "units", 0.625, 1_000_000,
            "https://aws.amazon.com/dynamodb/pricing/on-demand/",
        ),
        "reads": Price(
            "DynamoDB", "reads, on demand", "units", 0.125, 1_000_000,
            "https://aws.amazon.com/dynamodb/pricing/on-demand/",
        ),
        "invocations": Price(
            "Lambda", "requests", "requests", 0.20, 1_000_000, "https://aws.amazon.com/lambda/pricing/"
        ),
        "gb-seconds": Price(
            "Lambda", "time, arm64", "GB-s", 13.3334, 1_000_000, "https://aws.amazon.com/lambda/pricing/"
        ),
        "sqs": Price("SQS", "requests", "requests", 0.40, 1_000_000, "https://aws.amazon.com/sqs/pricing/"),
        "events": Price(
            "EventBridge", "events", "events", 1.00, 1_000_000, "https://aws.amazon.com/eventbridge/pricing/"
        ),
        "s3": Price("S3", "writes", "requests", 0.005, 1_000, "https://aws.amazon.com/s3/pricing/"),
        "secretsmanager": Price(
            "Secrets Manager", "requests", "requests", 0.05, 10_000,
            "https://aws.amazon.com/secrets-manager/pricing/",
        ),
        "ses": Price("SES", "e-mails", "e-mails", 0.10, 1_000, "https://aws.amazon.com/ses/pricing/"),
    }
)  # fmt: skip


def amounts(cost: Cost) -> dict[str, float]:
    """Return what there is to pay for in recorded work: the amount of each of ``PRICES`` that it uses."""
    found: dict[str, float] = {}
    for line, amount in cost.items():
        # A table is charged by its units, whatever the requests; an invocation where the function runs.
        key = line.place.partition(".")[0] if line.kind == "requests" else line.kind
        if key in PRICES:
            found[key] = found.get(key, 0.0) + amount
    return found
