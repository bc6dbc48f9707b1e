"""The messages that wait in the inbound queue for what a webhook of Meta reports, one for each thing.

Standard library only. Nothing is understood here: a value goes on as it came, handle-replies reads it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handlers.common.rules.contract_error import ContractError

VERSION = 1
LISTS = ("messages", "statuses", "user_preferences")
"""The lists of a change's value of which each element is a message of its own."""
LARGEST_MESSAGE = 256 * 1024
"""Bytes. SQS takes 1 MiB, Lambda 6 MB for a batch of ten; what WhatsApp sends is a hundredth of this."""
LARGEST_BATCH = 1024 * 1024
"""Bytes; the limit of SQS for the messages of one request together."""
MESSAGES_A_REQUEST = 10

_OWNERS = ("from", "from_user_id", "recipient_id", "recipient_user_id", "wa_id", "user_id")
"""The fields by which an element names the person whom it is about, who is described in ``contacts``."""
_KEPT_OF_AN_ELEMENT = (*_OWNERS, "id", "timestamp", "type", "status", "biz_opaque_callback_data")
_KEPT_CHARACTERS = 4_096
_KEPT_ENTRIES = 10
_KEPT_LEVELS = 5
_LEAST_CHARACTERS = 512


def read(body: bytes) -> list[Any]:
    """Return the ``entry`` list of a webhook; ``ContractError`` for what is none, and never will be."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise _unreadable("body", "is not JSON") from None
    if not isinstance(document, dict) or not isinstance(document.get("entry"), list):
        raise _unreadable("entry", "is not a list")
    return document["entry"]


def split(entries: Iterable[Any], received_at: str, faults: list[ContractError]) -> Iterator[str]:
    """Return the bodies of the messages, one for each thing that is reported; what cannot be read joins ``faults``."""
    for number, entry in enumerate(entries):
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list):
            faults.append(_unreadable(f"entry.{number}.changes", "is not a list"))
            continue
        for position, change in enumerate(changes):
            value = change.get("value") if isinstance(change, dict) else None
            if not isinstance(value, dict):
                faults.append(_unreadable(f"entry.{number}.changes.{position}.value", "is not an object"))
                continue
            for name in _no_lists(value):
                faults.append(_unreadable(f"entry.{number}.changes.{position}.value.{name}", "is not a list"))
            for part in _parts(value):
                yield _body(_text(change.get("field")), part, received_at)


def link_used(kind: str, token: str, received_at: str) -> str:
    """Return the body of the message for a link that was used: one to ``unsubscribe``, or about an ``attendance``."""
    return _json({"version": VERSION, "kind": kind, "receivedAt": received_at, "token": token})


def batches(bodies: Iterable[str]) -> Iterator[list[str]]:
    """Put bodies into as few requests as SQS allows, in their order."""
    batch: list[str] = []
    size = 0
    for body in bodies:
        if batch and (len(batch) == MESSAGES_A_REQUEST or size + len(body) > LARGEST_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(body)
        size += len(body)
    if batch:
        yield batch


def _no_lists(value: Mapping[str, Any]) -> list[str]:
    """Return the names under which something stands that should be a list: it could not be split, and is not lost."""
    return [name for name in LISTS if value.get(name) is not None and not isinstance(value[name], list)]


def _parts(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the value once for each element of its lists, with that element alone."""
    lists = {name: value[name] for name in LISTS if isinstance(value.get(name), list) and value[name]}
    if not lists:
        yield dict(value)
        return
    rest = {name: found for name, found in value.items() if name not in lists}
    for name, elements in lists.items():
        for element in elements:
            yield {**rest, **_contacts(rest.get("contacts"), element), name: [element]}


def _contacts(contacts: Any, element: Any) -> dict[str, Any]:
    """Return the contacts whom an element is about; all where there is but one, or nothing to tell them apart."""
    if not isinstance(contacts, list) or len(contacts) < 2 or not isinstance(element, dict):
        return {}
    named = {element[name] for name in _OWNERS if isinstance(element.get(name), str)}
    return {"contacts": [each for each in contacts if _is_named(each, named)]}


def _is_named(contact: Any, named: set[str]) -> bool:
    return isinstance(contact, dict) and any(
        _text(contact.get(name)) in named for name in ("wa_id", "user_id")
    )


def _body(field: str, value: dict[str, Any], received_at: str) -> str:
    metadata = value.get("metadata")
    message = {
        "version": VERSION,
        "kind": "whatsapp",
        "receivedAt": received_at,
        "line": _text(metadata.get("phone_number_id")) if isinstance(metadata, dict) else "",
        "field": field,
        "value": value,
    }
    text = _json(message)
    if len(text) > LARGEST_MESSAGE:
        text = _json({**message, "value": _shortened(value, _KEPT_LEVELS), "truncated": True})
    if len(text) > LARGEST_MESSAGE:
        text = _json({**message, "value": _least(value), "truncated": True})
    return text


def _shortened(value: Any, levels: int) -> Any:
    """Return a value with the beginnings of what is long in it."""
    match value:
        case str():
            return value[:_KEPT_CHARACTERS]
        case int() | float() | None:
            return value
        case _ if not levels:
            return None
        case list():
            return [_shortened(each, levels - 1) for each in value[:_KEPT_ENTRIES]]
    return {name[:64]: _shortened(each, levels - 1) for name, each in value.items()}


def _least(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells a message from others: its line, its sender, its id, its kind."""
    metadata = value.get("metadata")
    kept: dict[str, Any] = {"metadata": _named(metadata, ("phone_number_id", "display_phone_number"))}
    for name in LISTS:
        if isinstance(value.get(name), list) and value[name]:
            kept[name] = [_named(value[name][0], _KEPT_OF_AN_ELEMENT)]
    return kept


def _named(found: Any, names: Iterable[str]) -> dict[str, str]:
    """Return the texts under ``names``."""
    known = found if isinstance(found, dict) else {}
    return {name: known[name][:_LEAST_CHARACTERS] for name in names if isinstance(known.get(name), str)}


def _text(found: Any) -> str:
    return found[:_LEAST_CHARACTERS] if isinstance(found, str) else ""


def _json(message: Mapping[str, Any]) -> str:
    # ASCII alone, so that a character is a byte, and none that SQS would refuse.
    return json.dumps(message, separators=(",", ":"))


def _unreadable(field: str, problem: str) -> ContractError:
    return ContractError(
        field,
        f"a signed webhook cannot be read: {field} {problem}; it is kept, see whether its format is new",
    )
