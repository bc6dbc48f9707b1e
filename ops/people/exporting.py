"""All that a stack holds of a person, as a document for machines (LGPD, article 18, II and V)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, keys
from handlers.meetings.storage import items as meeting_items
from handlers.retention.rules import terms
from ops.people import files
from ops.people.erasing import Plan
from ops.people.files import Version

_KEYS = ("pk", "sk", "backlog", "backlogOrder", "jobId", "row", "attempt")
"""The attributes by which the tables find an item, which say nothing of the person."""
LONGEST_LINE = 2000


def document(plan: Plan, now: datetime) -> dict[str, Any]:
    """Return all that is known of a person, by what it is."""
    person = plan.person
    tenant = configuration.tenant(person.tenant_id)
    assert tenant is not None
    return {
        "tenant": {"tenantId": tenant.tenantId, "name": tenant.name},
        "exportedAt": keys.instant(now),
        "addresses": sorted(person.addresses),
        "contacts": [
            {"contactId": contact_id, **_contact(items, tenant)}
            for contact_id, items in person.collections.items()
        ],
        "underAddresses": [_item(each) for each in person.at_addresses],
        "inbox": [_item(each) for each in person.inbox],
        "meetings": [_plain(meeting_items.attributes(each)) for each in person.meetings],
        "files": [{"file": f"s3://{each.bucket}/{each.key}", **_lines(plan, each)} for each in plan.files],
        "failures": [
            {"queue": each.queue, "since": keys.instant(each.since), "entry": each.body}
            for each in plan.failures
        ],
    }


def _contact(items: Sequence[Mapping[str, Any]], tenant: Tenant) -> dict[str, Any]:
    """A contact with its messages, its replies and its history, each in its order."""
    kinds: dict[str, list[Any]] = {"messages": [], "replies": [], "history": []}
    names = {"MESSAGE": "messages", "REPLY": "replies", "HISTORY": "history"}
    own: Any = {}
    for item in items:
        kind, _, what = item["sk"].partition("#")
        if kind in names:
            kinds[names[kind]].append({"what": what, **_item(item)})
        else:
            own = _item(item)
    last = terms.last(items)
    end = terms.expires_at(last, tenant.retentionDays) if last else None
    return {**own, "keptUntil": end and keys.instant(end), **kinds}


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item as JSON has it, without the keys of the tables."""
    return {name: _plain(value) for name, value in item.items() if name not in _KEYS}


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value))
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _lines(plan: Plan, version: Version) -> dict[str, Any]:
    text = files.text_of(files.body(version))
    return {"version": version.version, "lines": list(_naming(plan, text))}


def _naming(plan: Plan, text: str) -> Iterator[str]:
    """The lines of a file that name the person; of a page without lines what stands between its tags."""
    marks = plan.person.marks
    for line in re.split(r"[\r\n]+|<[^>]+>", text):
        if line.strip() and marks.are_in(line):
            yield line.strip()[:LONGEST_LINE]
