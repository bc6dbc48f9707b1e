"""The mail to a tenant's ``attention`` address, in Portuguese: why, about whom, the conversation, and what to type."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.attention.rules.conversation import Line, Speaker
from handlers.attention.rules.entry import Entry
from handlers.attention.rules.reasons import REASONS
from handlers.attention.rules.remarks import in_portuguese
from handlers.briefing.rules.composition import CHANNELS, MESSAGES
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Kind
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.meetings.rules.portuguese_dates import for_host

MOST_LINES = 12
"""The lines of a conversation in a mail; of a longer one the last ones."""
LONGEST_LINE = 1000

_SPEAKERS = {Speaker.CONTACT: "contato", Speaker.AGENT: "agente", Speaker.HUMAN: "equipe"}
SHORT_ID = 12
"""The characters of an entry's id that stand for all of it."""


class Case(NamedTuple):
    """An entry and what it is about."""

    tenant: Tenant
    entry: Entry
    lines: Sequence[Line]
    contact: Contact | None = None
    campaign: Campaign | None = None
    meeting_start: datetime | None = None
    """The agreed time of a meeting that stands."""


def letter(case: Case, prefix: str) -> tuple[str, str]:
    """Return subject and body; ``prefix`` is the start of the stack's physical names, which the commands take."""
    entry, about = case.entry, _about(case)
    reason = REASONS[Attention(entry.reason)]
    subject = " ".join(f"{about}: {reason}".split())[:200]
    parts = [
        f"{about}: {reason}.",
        "\n".join(_facts(case)),
        "\n".join(["Conversa:", *_conversation(case)]),
        _commands(case, f"python -m ops --prefix {prefix} inbox"),
    ]
    return subject, "\n\n".join(part for part in parts if part) + "\n"


def _about(case: Case) -> str:
    if case.entry.contact_id is None:
        return case.entry.sender or case.tenant.name
    return case.contact.names[0] if case.contact and case.contact.names else "Um contato sem nome"


def _facts(case: Case) -> list[str]:
    contact, zone = case.contact, ZoneInfo(case.tenant.timezone)
    place = contact.place(case.tenant) if contact else None
    known = [
        ("Empresa", contact.company if contact else ""),
        ("Contato", contact.name if contact else ""),
        ("Canal", CHANNELS[case.entry.channel] if case.entry.channel else ""),
        ("Campanha", case.campaign.name if case.campaign else ""),
        ("Reunião", for_host(case.meeting_start, zone, place) if case.meeting_start else ""),
        ("Detalhe", in_portuguese(case.entry.words[-1].note) if case.entry.words else ""),
    ]
    return [f"{name}: {' '.join(value.split())}" for name, value in known if value]


def _conversation(case: Case) -> list[str]:
    zone = ZoneInfo(case.tenant.timezone)
    told = [
        f"  {line.at.astimezone(zone):%d/%m %H:%M}  {_SPEAKERS[line.speaker]}: {_said(line)}"
        for line in case.lines[-MOST_LINES:]
    ]
    return told or ["  (nada guardado)"]


def _said(line: Line) -> str:
    if line.kind:
        return f"[{MESSAGES[Kind(line.kind)]}]"
    return " ".join(line.text.split())[:LONGEST_LINE]


def _commands(case: Case, inbox: str) -> str:
    short = case.entry.entry_id[:SHORT_ID]
    closing = f"Para encerrar sem responder:\n  {inbox} close {short}"
    if case.entry.contact_id is None:
        return closing
    return (
        # Between double quotes a shell would read the "$400" of "R$400" as something of its own.
        f"Para responder, pelo mesmo canal:\n  {inbox} answer {short} 'sua resposta'\n\n"
        f"Depois de uma resposta o agente se cala com esta pessoa até {case.tenant.humanHours} horas sem nenhuma "
        f"palavra, ou até ser chamado de volta:\n  {inbox} hand-back {short}\n\n"
        f"{closing}\n\nNão responda a este e-mail: a pessoa não o receberia."
    )
