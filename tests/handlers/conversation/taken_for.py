"""The meaning of a message of the inbound queue, as far as it can be told without any table."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules import buttons
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.reports import Report, Reported
from handlers.conversation.answering import UNANSWERED
from handlers.conversation.rules.inbound import bodies, incoming
from handlers.conversation.rules.inbound.bodies import Ignored, Notice, Written
from handlers.conversation.rules.inbound.incoming import InvalidRequestError
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context

_WORDS = {"opt_out": "opted_out", "unknown": "unclear"}


def outcome(body: str) -> str:
    """Return the outcome in the words of ``whatsapp_payloads``; any exception but a refusal is a fault."""
    try:
        told = bodies.read(body)
        assert repr(told).encode(), "what is read can be stored"
        return _of_reply(told) if isinstance(told, Written) else _of_news(told)
    except (ContractError, InvalidRequestError):
        return "dead"


def _of_reply(heard: Written) -> str:
    reply = incoming.checked(bodies.request(heard, "acme"))
    assert json.dumps([*reply.addresses, reply.text, reply.identity], ensure_ascii=False).encode()
    if reply.button == buttons.OPT_OUT:
        return "opted_out"
    if reply.button and reply.button.startswith("slot."):
        return "unclear"
    if reply.shown:
        return "nothing" if reply.shown in UNANSWERED else "not_text"
    intent = STAGES.classify(reply.text, Context(ZoneInfo("America/Manaus"), reply.receivedAt)).intent
    return _WORDS.get(intent, str(intent))


def _of_news(told: Any) -> str:
    match told:
        case Report(status=Reported.FAILED, outcome=Outcome.CONTACT_FAULT):
            return "undeliverable"
        case Report(status=Reported.FAILED, outcome=Outcome.OPTED_OUT):
            return "opted_out"
        case Report(status=status):
            return status.name.lower()
        case Notice():
            return "notice"
    assert isinstance(told, Ignored)
    return "nothing"
