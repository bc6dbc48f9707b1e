"""The words in which a human is shown a WhatsApp message that is no text."""

from collections.abc import Mapping
from typing import Any

LONGEST_SHOWN = 1_000
"""Characters that are shown of what is no text."""


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


def summary(value: Mapping[str, Any]) -> str:
    """Return the plain fields of an object, the same for the same object."""
    plain = {name: each for name, each in value.items() if isinstance(each, str | int | float)}
    return ", ".join(f"{name}: {str(each)[:200]}" for name, each in sorted(plain.items()))[:LONGEST_SHOWN]


def text(fields: Mapping[str, Any], name: str) -> str:
    """Return the text of a field; empty for anything else."""
    found = fields.get(name)
    return found if isinstance(found, str) else ""
