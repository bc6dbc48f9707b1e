"""Sample events of each function, ``local/samples/events/<function>.json``, and what their placeholders stand for.

``{{meetingId}}`` and the like stand for a contact, a meeting and instants of the kept cloud: with them an event is
about something that is there.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.common.storage import dynamo
from local import samples
from local.errors import LocalError
from local.loop.kept import Kept

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")

Rows = Callable[[str], list[dict[str, Any]]]
"""Returns the items of a table, by its short name."""


def file_of(function: str) -> Path:
    """Return the file with a function's sample; ``LocalError`` where there is none."""
    file = samples.EVENTS / f"{function}.json"
    if not file.is_file():
        raise LocalError(f"there is no sample event of {function}: name a file of JSON with EVENT=")
    return file


def filled(kept: Kept, event: Any) -> Any:
    """Return an event with what its placeholders stand for on a kept cloud. ``LocalError`` where nothing is there."""
    if not (wanted := placeholders(event)):
        return event
    client = kept.account().client("dynamodb")

    def rows(table: str) -> list[dict[str, Any]]:
        pages = client.get_paginator("scan").paginate(TableName=kept.outputs["tables"][table])
        return [dynamo.decode(item) for page in pages for item in page["Items"]]

    known = values(rows, kept.clock().now(), next(iter(kept.stand_ins.lines), "")) | _mail(kept)
    if missing := sorted(wanted - known.keys()):
        raise LocalError(
            f"{{{{{missing[0]}}}}} stands for nothing: there are {', '.join(sorted(known))}, of what is on the cloud"
        )
    return replaced(event, known)


def placeholders(event: Any) -> set[str]:
    """Return the names of the placeholders in an event."""
    if isinstance(event, Mapping):
        return {name for value in event.values() for name in placeholders(value)}
    if isinstance(event, list):
        return {name for value in event for name in placeholders(value)}
    return set(_PLACEHOLDER.findall(event)) if isinstance(event, str) else set()


def replaced(event: Any, known: Mapping[str, Any]) -> Any:
    """Return an event with values in the place of its placeholders; one that is a whole text keeps its type."""
    if isinstance(event, Mapping):
        return {key: replaced(value, known) for key, value in event.items()}
    if isinstance(event, list):
        return [replaced(value, known) for value in event]
    if not isinstance(event, str):
        return event
    if whole := _PLACEHOLDER.fullmatch(event):
        return known[whole[1]]
    return _PLACEHOLDER.sub(lambda found: str(known[found[1]]), event)


def values(rows: Rows, now: datetime, line: str) -> dict[str, Any]:
    """Return what the placeholders stand for: of the meetings one that is only proposed before any other."""
    known: dict[str, Any] = {"now": now.isoformat(), "phoneNumberId": line}
    contacts = {each["contactId"]: each for each in rows("contacts") if each["sk"] == "CONTACT"}
    offered = [each for each in rows("meetings") if each.get("slots") and each.get("contactId") in contacts]
    meeting = min(offered, key=lambda each: (each["status"] != "proposed", each["meetingId"]), default=None)
    if meeting:
        slot = meeting["slots"][0]
        known |= {"meetingId": meeting["meetingId"], "round": int(meeting["round"])}
        known |= {"start": slot["start"], "end": slot["end"]}
    reachable = (each for each in contacts.values() if each.get("phone"))
    contact = contacts[meeting["contactId"]] if meeting else next(reachable, None)
    if contact:
        known |= {name: contact[name] for name in ("tenantId", "campaignId", "contactId")}
        known |= {"phone": contact.get("phone") or contact.get("email", "")}
    return known


def _mail(kept: Kept) -> dict[str, str]:
    """Return an e-mail that Amazon SES has received: ``mailBucket`` and ``mailKey``."""
    if not (rule_set := kept.outputs.get("receiptRuleSet")):
        return {}
    account = kept.account()
    rules = account.client("ses").describe_receipt_rule_set(RuleSetName=rule_set)["Rules"]
    bucket = rules[0]["Actions"][0]["S3Action"]["BucketName"]
    found = account.client("s3").list_objects_v2(Bucket=bucket, MaxKeys=1).get("Contents", ())
    return {"mailBucket": bucket, "mailKey": found[0]["Key"]} if found else {}
