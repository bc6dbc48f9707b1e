"""The stories of those to whom a promise was broken: what the tables and the functions' logs say of them."""

import re
from collections.abc import Iterable
from typing import Any

from handlers.common.storage import dynamo, keys
from local.campaign.accounts import Check
from local.campaign.stage import Stage

_CONTACT = re.compile(r"\b[0-9a-f]{32}\b")


def stories(stage: Stage, broken: Iterable[Check]) -> dict[str, Any]:
    """Return the items and the log lines of each contact that a broken promise names, by the contact's id."""
    named = sorted({contact for check in broken for contact in _CONTACT.findall(check.detail)})
    return {contact: {"items": _items(stage, contact), "log": _log(stage, contact)} for contact in named}


def _items(stage: Stage, contact_id: str) -> list[dynamo.Item]:
    return list(dynamo.collection(stage.table("contacts"), keys.contact_pk(contact_id)))


def _log(stage: Stage, contact_id: str) -> list[str]:
    """Return the lines that name the contact, of all functions, in the order of time."""
    logs, lines = stage.cloud.client("logs"), list[tuple[int, str]]()
    for name, physical in stage.outputs["functions"].items():
        pages = logs.get_paginator("filter_log_events").paginate(
            logGroupName=f"/aws/lambda/{physical}", filterPattern=f'"{contact_id}"'
        )
        for page in pages:
            lines += [(event["timestamp"], f"{name}: {event['message']}") for event in page["events"]]
    return [line for _, line in sorted(lines)]
