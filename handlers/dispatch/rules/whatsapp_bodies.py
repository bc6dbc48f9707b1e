"""The bodies of messages to Meta's Graph API, ``POST /{phoneNumberId}/messages``.

Within the 24 hours after the contact last wrote a message is text, or interactive where it offers something to choose.
At any other time it is a template that Meta has approved.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.common.rules import buttons
from handlers.common.rules.buttons import NO_SLOT, OPT_OUT, CheckButton, SlotButton
from handlers.common.rules.model import SLOT_KINDS, Kind
from handlers.common.rules.steps import Step
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.dispatch.rules.rendered import FilledTemplate

WINDOW = timedelta(hours=24)
"""The time after a person's last message in which they may be written to freely (Meta's customer service window)."""
WINDOW_MARGIN = timedelta(minutes=10)
"""The end of the window that is not used: longer than a batch runs, its last call and clocks that differ included."""

LONGEST_INTERACTIVE = 1024
"""The longest text of an interactive message, in characters; a longer one goes out as plain text."""
MOST_BUTTONS = 3
LONGEST_BUTTON = 20
LONGEST_ROW_DESCRIPTION = 72
OPT_OUT_TITLE = "Não receber mais"
YES_TITLE, NO_TITLE = "Sim", "Não"
LIST_BUTTON, LIST_TITLE = "Ver horários", "Horários"

_DAY_AND_HOUR = re.compile(r"(\w{3})\w*(?:-feira)?, (\d{2}/\d{2}), (às? \d{1,2}h(?:\d{2})?)")


def is_window_open(
    last_wrote_at: datetime | None, now: datetime, found_closed: datetime | None = None
) -> bool:
    """Return True if somebody who last wrote then may be written to freely by a message that is made ready now.

    ``found_closed``: an instant at which Meta knew better; only what was written since opens the window again.
    """
    if last_wrote_at is None or (found_closed is not None and last_wrote_at <= found_closed):
        return False
    return now < last_wrote_at + WINDOW - WINDOW_MARGIN


def body(outgoing: Outgoing) -> dict[str, Any] | None:
    """Return the body of the request; None where only a template may go out and there is none."""
    if outgoing.window_open:
        content = _free(outgoing)
    elif outgoing.text.approved is not None:
        content = _template(outgoing.text.approved)
    else:
        return None
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": outgoing.address.removeprefix("+"),
        **content,
        "biz_opaque_callback_data": outgoing.reference.text,
    }


def _template(template: FilledTemplate) -> dict[str, Any]:
    components: list[dict[str, Any]] = []
    if template.values:
        values = [{"type": "text", "text": value} for value in template.values]
        components.append({"type": "body", "parameters": values})
    if template.opt_out_button:
        payload = [{"type": "payload", "payload": OPT_OUT}]
        components.append({"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": payload})
    named = {"name": template.name, "language": {"code": template.language}}
    return {"type": "template", "template": named | ({"components": components} if components else {})}


def _free(outgoing: Outgoing) -> dict[str, Any]:
    text, message = outgoing.text.body, outgoing.attempt.message
    action = None
    if len(text) <= LONGEST_INTERACTIVE:
        if message.kind is Kind.OUTREACH:
            action = _reply_buttons([(OPT_OUT, OPT_OUT_TITLE)])
        elif message.kind in SLOT_KINDS:
            action = _choice(offered(message.step, message.variables))
        elif message.kind is Kind.CHECK:
            action = _reply_buttons(answers(message.step))
    if action is None:
        return {"type": "text", "text": {"body": text, "preview_url": False}}
    return {"type": "interactive", "interactive": {**action, "body": {"text": text}}}


def offered(step: Step, variables: dict[str, str]) -> list[tuple[str, str]]:
    """Return the slots to choose from as ids and phrases; none where their ids would not be read again."""
    if (offer := step.offer) is None:
        return []
    phrases = {number: variables.get(f"slot{number}", NO_SLOT) for number in range(1, MOST_BUTTONS + 1)}
    slots = [
        (SlotButton(*offer, number).id, phrase) for number, phrase in phrases.items() if phrase != NO_SLOT
    ]
    return slots if all(buttons.slot(slot_id) is not None for slot_id, _ in slots) else []


def answers(step: Step) -> list[tuple[str, str]]:
    """Return the two answers to a check as ids and titles."""
    reply_id = step.partition("#")[2]
    return [(CheckButton(True, reply_id).id, YES_TITLE), (CheckButton(False, reply_id).id, NO_TITLE)]


def _choice(slots: Sequence[tuple[str, str]]) -> dict[str, Any] | None:
    """Buttons, one for each slot, or a list where a button cannot name its slot; None without slots."""
    if not slots:
        return None
    titles = [short(phrase) for _, phrase in slots]
    if all(len(title) <= LONGEST_BUTTON for title in titles) and len(set(titles)) == len(titles):
        return _reply_buttons([(slot_id, title) for (slot_id, _), title in zip(slots, titles, strict=True)])
    rows = [_row(number, *slot) for number, slot in enumerate(slots, start=1)]
    return {
        "type": "list",
        "action": {"button": LIST_BUTTON, "sections": [{"title": LIST_TITLE, "rows": rows}]},
    }


def _row(number: int, slot_id: str, phrase: str) -> dict[str, str]:
    return {
        "id": slot_id,
        "title": f"Opção {number}",
        "description": _cut(phrase, LONGEST_ROW_DESCRIPTION),
    }


def _reply_buttons(titled: Sequence[tuple[str, str]]) -> dict[str, Any]:
    replies = [{"type": "reply", "reply": {"id": each, "title": title}} for each, title in titled]
    return {"type": "button", "action": {"buttons": replies}}


def short(phrase: str) -> str:
    """Return ``qui, 26/11, às 13h30`` for ``quinta-feira, 26/11, às 13h30``; any other phrase as it is."""
    found = _DAY_AND_HOUR.fullmatch(phrase)
    return f"{found[1]}, {found[2]}, {found[3]}" if found else phrase


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
