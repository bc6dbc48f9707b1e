"""The words in which a human is shown a WhatsApp message that is no text."""

from collections.abc import Mapping
from typing import Any

from handlers.conversation.rules.whatsapp.fields import text

LONGEST_SHOWN = 1_000
"""Characters that are shown of what is no text."""

_OF_NOBODY = (
    *("event", "decision", "reason", "code", "category", "value", "current_limit", "new_status"),
    *("message_template_name", "message_template_language", "previous_quality_score", "new_quality_score"),
)
"""The fields of Meta's notices that the log may hold."""


def described(kind: str, message: Mapping[str, Any]) -> str:
    """Return what can be shown of a message of a kind; empty for a picture, which cannot be."""
    content = message.get(kind)
    match kind:
        case "location" if isinstance(content, dict):
            names = (text(content, "name"), text(content, "address"))
            place = f"{content.get('latitude')}, {content.get('longitude')}"
            return ", ".join(part for part in (*names, place) if part)
        case "contacts" if isinstance(content, list):
            return "; ".join(_card(card) for card in content[:5] if isinstance(card, dict))
        case "reaction" if isinstance(content, dict):
            return text(content, "emoji")
        case "system" if isinstance(content, dict):
            return " ".join(part for part in (text(content, "body"), text(content, "wa_id")) if part)
        case "text" | "image" | "video" if isinstance(content, dict):
            return text(content, "body") or text(content, "caption")
        case "document" if isinstance(content, dict):
            return text(content, "filename")
        case "order" | "interactive" if isinstance(content, dict):
            return summary(content)
    errors = message.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    return text(first, "title")


def _card(card: Mapping[str, Any]) -> str:
    name, phones = card.get("name"), card.get("phones")
    first = phones[0] if isinstance(phones, list) and phones and isinstance(phones[0], dict) else {}
    named = text(name, "formatted_name") if isinstance(name, dict) else ""
    return " ".join(part for part in (named, text(first, "phone")) if part)


def summary(value: Mapping[str, Any], levels: int = 3) -> str:
    """Return the fields of an object, down to some levels, the same for the same object."""
    parts = (f"{name}: {shown}" for name, each in sorted(value.items()) if (shown := _plain(each, levels)))
    return ", ".join(parts)[:LONGEST_SHOWN]


def of_nobody(value: Mapping[str, Any]) -> str:
    """Return the fields that tell nothing of a person, for the log."""
    return summary({name: value[name] for name in _OF_NOBODY if name in value}, 0)


def _plain(value: Any, levels: int) -> str:
    match value:
        case str() | int() | float():
            return str(value)[:200]
        case dict() if levels:
            return f"({summary(value, levels - 1)})"
        case list() if levels:
            return "; ".join(filter(None, (_plain(each, levels - 1) for each in value[:5])))
    return ""
