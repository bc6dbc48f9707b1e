"""Reading what WhatsApp Cloud reports: a person's message, a status of ours, a preference, a notice to the operators.

Source: Meta's reference of the webhooks of the WhatsApp Business Platform (developers.facebook.com, November 2026).
What is no text is shown in words, in square brackets; it goes to a human.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules import buttons, whatsapp_errors
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported
from handlers.conversation.rules.whatsapp.fields import at, malformed, text
from handlers.conversation.rules.whatsapp.shown import LONGEST_SHOWN, described, of_nobody, summary

_STATUSES = {
    "sent": Reported.SENT,
    "delivered": Reported.DELIVERED,
    "read": Reported.READ,
    "played": Reported.READ,
    "failed": Reported.FAILED,
}
UNTOLD = frozenset({Outcome.ACCEPTED, Outcome.AMBIGUOUS})
"""The outcomes by which a failed message says no more than that it failed."""
_OF_THE_BUSINESS = frozenset({"smb_message_echoes", "message_echoes", "smb_app_state_sync", "history"})
"""The fields of what the business writes by its telephone, and of what it has there since before."""
_CAPTIONED = ("image", "video", "document")
LONGEST_WORDS = 4_096
"""Characters of a text; WhatsApp sends none that is longer, and a human is shown the beginning of one that is."""
_LONGEST_ID = 256
"""Characters of the id of a button."""


class Written(NamedTuple):
    """A message of a person to a line."""

    line: str
    sender: str
    """The number, digits alone; the business-scoped user id of somebody who hides it."""
    user_id: str
    """The business-scoped user id, where it is known."""
    message_id: str
    at: datetime
    text: str = ""
    button: str | None = None
    """The id of the button or the row of a list."""
    context: str | None = None
    """The id of the message that it quotes."""
    shown: str = ""
    """The kind of a message that is no text, such as ``voice``; ``text`` then says what can be shown of it."""
    attached: str = ""
    """The kind of what its words are the caption of, such as ``image``."""
    replaces: str | None = None
    """The id of the earlier message that it words anew."""
    deletes: str | None = None
    """The id of the earlier message that it takes back."""
    quiet: bool = False
    """True for a wish that was expressed to the provider, and is not answered."""


class Notice(NamedTuple):
    """Something that the operators are told."""

    line: str
    field: str
    detail: str
    logged: str
    """The part of it that is of no person."""


class Ignored(NamedTuple):
    """Something that nobody needs to hear of."""

    reason: str


Read = Written | Report | Notice | Ignored


def read(body: Mapping[str, Any]) -> Read:
    """Return the meaning of a body of the inbound queue whose kind is ``whatsapp``.

    ``ContractError`` for one that can never be read.
    """
    field, value = text(body, "field"), body.get("value")
    if not isinstance(value, dict):
        raise malformed("value", "a change's value")
    if field in _OF_THE_BUSINESS:
        return Ignored("written or kept by the business itself")
    for name, reader in (("messages", _message), ("statuses", _status), ("user_preferences", _preference)):
        listed = value.get(name)
        if isinstance(listed, list) and listed:
            if not isinstance(listed[0], dict):
                raise malformed(f"value.{name}", "a list of one object")
            return reader(body, value, listed[0])
    if field in ("messages", "user_preferences"):
        return _errors(body, value)
    return Notice(text(body, "line"), field or "unknown", summary(value), of_nobody(value))


def _message(body: Mapping[str, Any], value: Mapping[str, Any], message: Mapping[str, Any]) -> Read:
    kind = text(message, "type")
    content = message.get(kind)
    content = content if isinstance(content, dict) else {}
    if kind == "system":
        message = _by_former_id(message, content)
    heard = _heard(body, value, message, "from")._replace(context=_context(message))
    match kind:
        case "text" if len(text(content, "body")) <= LONGEST_WORDS:
            return _said(heard, message, text(content, "body"))
        case "button":
            return heard._replace(text=text(content, "text"), button=_id(content, "payload"))
        case "interactive":
            return _interactive(heard, content)
        case "edit":
            return _edit(heard, value, content, body)
        case "revoke":
            original = text(content, "original_message_id")
            return heard._replace(text="[deleted]", shown="revoke", deletes=original or None)
        case "system" if text(content, "type") == "user_changed_user_id":
            return heard._replace(text="[user id changed]", shown="user_id")
        case "reaction" if not text(content, "emoji"):
            return Ignored("a reaction taken back")
        case _ if kind in _CAPTIONED and 0 < len(text(content, "caption")) <= LONGEST_WORDS:
            return _said(heard._replace(attached=kind), message, text(content, "caption"))
    voice = kind == "audio" and content.get("voice") is True
    shown = "voice" if voice else kind or "unsupported"
    return heard._replace(text=f"[{shown}] {described(kind, message)}".strip()[:LONGEST_SHOWN], shown=shown)


def _said(heard: Written, message: Mapping[str, Any], words: str) -> Written:
    """The message in the person's own words; in somebody else's, for a human, where it was forwarded."""
    context = message.get("context")
    marks = (
        (context.get("forwarded"), context.get("frequently_forwarded")) if isinstance(context, dict) else ()
    )
    if True not in marks:
        return heard._replace(text=words)
    return heard._replace(text=f"[forwarded] {words}"[:LONGEST_SHOWN], shown="forwarded")


def _by_former_id(message: Mapping[str, Any], content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The news of a changed number or id, from the person as known before, with the id that is theirs from now on."""
    sender = text(message, "from") or text(content, "previous_user_id")
    return {
        **message,
        "from": sender,
        "from_user_id": text(content, "user_id") or message.get("from_user_id"),
    }


def _interactive(heard: Written, content: Mapping[str, Any]) -> Written:
    for name in ("button_reply", "list_reply"):
        chosen = content.get(name)
        if isinstance(chosen, dict):
            return heard._replace(text=text(chosen, "title"), button=_id(chosen, "id"))
    return heard._replace(text=f"[interactive] {summary(content)}"[:LONGEST_SHOWN], shown="interactive")


def _id(chosen: Mapping[str, Any], name: str) -> str | None:
    """The id of a button; None where there is none, or one that is longer than ours can be."""
    found = text(chosen, name)
    return found if 0 < len(found) <= _LONGEST_ID else None


def _edit(
    heard: Written, value: Mapping[str, Any], content: Mapping[str, Any], body: Mapping[str, Any]
) -> Read:
    """The message in its new wording, in the place of the one that it words anew."""
    inner = content.get("message")
    if not isinstance(inner, dict) or inner.get("type") in ("edit", "revoke"):
        return heard._replace(text="[edit]", shown="edit")
    sender = {name: heard_of for name, heard_of in value.items() if name in ("contacts", "metadata")}
    stamp = str(int(heard.at.timestamp()))
    whole = {**inner, "id": heard.message_id, "from": heard.sender, "timestamp": stamp}
    anew = _message(body, sender, whole)
    original = text(content, "original_message_id")
    return anew._replace(replaces=original or None) if isinstance(anew, Written) else anew


def _status(body: Mapping[str, Any], _: Mapping[str, Any], status: Mapping[str, Any]) -> Read:
    reference = Reference.parse(status.get("biz_opaque_callback_data"))
    told = _STATUSES.get(text(status, "status"))
    if told is None:
        return Ignored(f"a status that is no news: {text(status, 'status')[:40]}")
    if reference is None:
        return Ignored("a status of a message that is not ours")
    code = _code(status) if told is Reported.FAILED else ""
    message_id = text(status, "id")[:256] or None
    outcome = None
    if code:
        outcome = whatsapp_errors.for_number(
            whatsapp_errors.outcome(code), code, text(status, "recipient_id")
        )
    return Report(reference, told, at(status, body), message_id, code, None if outcome in UNTOLD else outcome)


def _preference(body: Mapping[str, Any], value: Mapping[str, Any], told: Mapping[str, Any]) -> Read:
    wish = text(told, "value").lower()
    heard = _heard(body, value, told, "wa_id")
    if wish not in ("stop", "resume"):
        return Notice(heard.line, "user_preferences", summary(told), of_nobody(told))
    stamp = int(heard.at.timestamp())
    named = f"preference-{text(told, 'category')[:60]}-{wish}-{stamp}"
    if wish == "stop":
        return heard._replace(message_id=named, text="[stop]", button=buttons.OPT_OUT, quiet=True)
    return heard._replace(message_id=named, text="[resume]", shown="resume", quiet=True)


def _errors(body: Mapping[str, Any], value: Mapping[str, Any]) -> Read:
    if value.get("errors"):
        return Notice(text(body, "line"), "errors", summary(value), f"code: {_code(value)}")
    return Ignored("a change that reports nothing")


def _heard(
    body: Mapping[str, Any], value: Mapping[str, Any], element: Mapping[str, Any], number: str
) -> Written:
    """The sender, the instant and the id of a message; ``ContractError`` where one is not said."""
    contacts = value.get("contacts")
    contact = contacts[0] if isinstance(contacts, list) and contacts and isinstance(contacts[0], dict) else {}
    user_id = text(element, "from_user_id") or text(element, "user_id") or text(contact, "user_id")
    sender = text(element, number) or text(contact, "wa_id") or user_id
    if not sender:
        raise malformed(f"value.….{number}", "who writes: a number, or a user_id")
    message_id = text(element, "id")
    if not message_id and number == "from":
        raise malformed("value.messages.0.id", "the id of the message")
    return Written(text(body, "line"), sender, user_id, message_id, at(element, body))


def _code(status: Mapping[str, Any]) -> str:
    errors = status.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    code = first.get("code")
    return str(code)[:16] if isinstance(code, int | str) and str(code).isalnum() else ""


def _context(message: Mapping[str, Any]) -> str | None:
    context = message.get("context")
    return (text(context, "id") or None) if isinstance(context, dict) else None
