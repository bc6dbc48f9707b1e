"""Lists with people who do not want to be written to, and what is there after they have been loaded."""

from typing import Any

from handlers import ingest_contacts
from handlers.common.storage import dynamo, keys
from tests.handlers.intake.loading import Context, contacts

PHONE, EMAIL, OTHER = "+5511987654321", "ana@empresa.com", "+551133334444"
COUNTS = ("ingested", "duplicates", "invalid", "optedOut", "blank")


def close(tables: dict[str, str], address: str, **wish: Any) -> None:
    item = {"pk": keys.address_pk("acme", address), "sk": keys.ADDRESS_SK, **wish}
    dynamo.client().put_item(TableName=tables["contacts"], Item=dynamo.encode(item))


def people(tables: dict[str, str], campaign: str = "spring") -> list[dict[str, Any]]:
    return [
        item for item in contacts(tables) if item["sk"] == keys.CONTACT_SK and item["campaignId"] == campaign
    ]


def load(place: dict[str, str], *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Load contacts by a request, and return the answer with its counts."""
    answer = dict(ingest_contacts.handler({**place, "contacts": list(rows), **more}, Context()))
    assert sum(answer[name] for name in COUNTS) == len(rows)
    return answer


def counts(answer: dict[str, Any]) -> dict[str, int]:
    return {name: answer[name] for name in COUNTS if answer[name]}
