"""The briefing for the salesperson: Markdown in Portuguese, composed from known facts alone.

A section without a known fact says so.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers.briefing.rules.facts import BriefingFacts, HistoryLine, ReplyLine
from handlers.briefing.rules.findings import Finding, objections, pains
from handlers.briefing.rules.markdown import plain, quote
from handlers.briefing.rules.sentiment import Sentiment, sentiment
from handlers.common.rules.model import Channel, Intent, Kind, MeetingStatus, State
from handlers.meetings.rules.portuguese_dates import for_host

NOTHING_KNOWN = "_Nada conhecido até agora._"
LONGEST_HISTORY = 40
"""The lines of history in a briefing; of a longer history the last ones."""

_SEGMENTS: Mapping[str, str] = MappingProxyType({"B2B": "empresa (B2B)", "B2C": "consumidor final (B2C)"})
_PRIORITIES: Mapping[str, str] = MappingProxyType({"hot": "alta", "warm": "média", "cold": "baixa"})
_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.NEW: "novo",
        State.QUEUED: "na fila",
        State.SENDING: "em envio",
        State.CONTACTED: "contatado",
        State.INTERESTED: "interessado",
        State.MEETING_PROPOSED: "horários oferecidos",
        State.SCHEDULED: "reunião marcada",
        State.COMPLETED: "reunião realizada",
        State.UNSUCCESSFUL: "sem sucesso",
        State.OPTED_OUT: "não quer mais mensagens",
        State.UNDELIVERABLE: "não entregável",
        State.UNKNOWN: "entrega não confirmada",
    }
)
MESSAGES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.OUTREACH: "primeira mensagem",
        Kind.FOLLOW_UP: "mensagem de acompanhamento",
        Kind.PROPOSAL: "proposta de horários",
        Kind.CONFIRMATION: "confirmação da reunião",
        Kind.REMINDER: "lembrete da reunião",
        Kind.APOLOGY: "desculpas e novos horários",
        Kind.OTHER_SLOTS: "outros horários",
        Kind.SLOT_LOST: "desculpas, sem outro horário",
        Kind.OPT_OUT_ACK: "confirmação do descadastro",
        Kind.CHECK: "pergunta de confirmação",
        Kind.WHICH_SLOT: "pergunta sobre o horário preferido",
        Kind.UNCHANGED: "aviso de que nada muda",
        Kind.HANDOVER: "aviso de que uma pessoa vai responder",
        Kind.FAREWELL: "agradecimento pela resposta",
        Kind.CANCELLATION: "aviso de cancelamento",
        Kind.LAPSE: "aviso de que os horários venceram",
        Kind.ANSWER: "resposta de uma pessoa",
    }
)
"""The name of each kind of message."""
CHANNELS: Mapping[Channel, str] = MappingProxyType({Channel.WHATSAPP: "WhatsApp", Channel.EMAIL: "e-mail"})
"""The name of each channel."""


def compose(facts: BriefingFacts) -> str:
    """Return the whole briefing."""
    sections = {
        "Empresa": _company(facts),
        "Contato": _person(facts),
        "Histórico": _history(facts),
        "Sentimento": _sentiment(facts.replies),
        "Objeções": _quoted(objections(facts.replies)),
        "Dores": _quoted(pains(facts.replies)),
        "Recomendações": _recommendations(facts),
        "Próximos passos": _next_steps(facts),
    }
    title = facts.contact.company or facts.contact.name or "contato sem nome"
    parts = [f"# Briefing: {plain(title)}", f"Campanha: {plain(facts.campaign.name)}"]
    for heading, lines in sections.items():
        parts += [f"## {heading}", "\n".join(f"- {line}" for line in lines) or NOTHING_KNOWN]
    return "\n\n".join(parts) + "\n"


def _company(facts: BriefingFacts) -> list[str]:
    contact = facts.contact
    known = [
        ("Nome", contact.company),
        ("Segmento", _SEGMENTS.get(contact.segment or "")),
        ("CNPJ/CPF", _tax_id(contact.document)),
        ("Estado", contact.uf),
        *sorted((str(name), value) for name, value in contact.metadata.items()),
    ]
    return [f"{plain(name)}: {plain(str(value))}" for name, value in known if value]


def _person(facts: BriefingFacts) -> list[str]:
    contact = facts.contact
    known = [
        ("Nome", contact.name),
        ("Telefone", contact.phone),
        ("E-mail", contact.email),
        ("Canal", CHANNELS[contact.channel] if contact.channel else None),
        ("Prioridade", _PRIORITIES.get(contact.priority or "")),
        ("Fuso horário", contact.timezone),
    ]
    return [f"{name}: {plain(value)}" for name, value in known if value]


def _history(facts: BriefingFacts) -> list[str]:
    zone = ZoneInfo(facts.host.timezone)
    moments = [(reply.at, f"respondeu: “{quote(reply.text)}”") for reply in facts.replies]
    moments += [(line.at, text) for line in facts.history if (text := _told(line)) is not None]
    moments.sort(key=lambda moment: moment[0])
    return [f"{at.astimezone(zone):%d/%m/%Y %H:%M}: {text}" for at, text in moments[-LONGEST_HISTORY:]]


def _told(line: HistoryLine) -> str | None:
    """Return a line of history as the briefing tells it; ``None`` for one that changed nothing."""
    if line.what == "sent" and line.kind is not None:
        by = f" por {CHANNELS[line.channel]}" if line.channel else ""
        return f"enviada{by}: {MESSAGES[line.kind]}"
    if line.after is not None and line.after is not line.before:
        return f"passou a: {_STATES[line.after]}"
    return None


def _sentiment(replies: Sequence[ReplyLine]) -> list[str]:
    found = sentiment(replies)
    return [] if found is None else [f"{found.capitalize()}, pelo que o contato escreveu"]


def _quoted(findings: Sequence[Finding]) -> list[str]:
    return [f"{finding.name}: “{finding.quote}”" for finding in findings]


def _recommendations(facts: BriefingFacts) -> list[str]:
    found = [*pains(facts.replies), *objections(facts.replies)]
    lines = list(dict.fromkeys(finding.advice for finding in found))
    tone = sentiment(facts.replies)
    if tone is Sentiment.POSITIVE:
        lines.append("O tom é favorável: chegue à reunião com uma proposta de próximo passo.")
    elif tone in (Sentiment.NEGATIVE, Sentiment.MIXED):
        lines.append("O tom pede cuidado: comece ouvindo, antes de apresentar.")
    if any(reply.intent is Intent.RESCHEDULE for reply in facts.replies):
        lines.append("O contato já pediu outros horários: confirme o horário na véspera.")
    return lines


def _next_steps(facts: BriefingFacts) -> list[str]:
    meeting, lines = facts.meeting, []
    at = partial(for_host, host_zone=ZoneInfo(facts.host.timezone), place=facts.place)
    if meeting.status is MeetingStatus.CONFIRMED and meeting.time is not None:
        lines.append(f"Reunião marcada: {at(meeting.time.start)}")
    elif meeting.status is MeetingStatus.CANCELLED and meeting.time is not None:
        lines.append(f"Reunião cancelada: {at(meeting.time.start)}")
    if meeting.is_held and meeting.awaits_choice:
        offered = "; ".join(at(slot.start) for slot in meeting.slots)
        lines.append(f"Horários oferecidos, à espera da escolha do contato: {offered}")
        lines.append(f"A oferta vale até {at(meeting.expires_at)}")
    questions = [quote(reply.text) for reply in facts.replies if reply.intent is Intent.QUESTION]
    return lines + [f"Responder à pergunta do contato: “{question}”" for question in questions]


def _tax_id(digits: str | None) -> str | None:
    """Return a CNPJ or CPF with its marks; anything else as it is."""
    if digits and len(digits) == 14:
        return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}/{digits[8:12]}-{digits[12:]}"
    if digits and len(digits) == 11:
        return f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}"
    return digits
