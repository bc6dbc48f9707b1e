"""The briefing for the salesperson: Markdown in Portuguese, made from what is known and from nothing else.

Sentiment, objections and pains are found by word lists in what the contact wrote, each with the words that it was
found in, so that the reader can judge. A section of which nothing is known says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent, Kind, MeetingStatus, State
from handlers.common.rules.tenants import Campaign, Host
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.portuguese_dates import day_and_hour

NOTHING_KNOWN = "_Nada conhecido até agora._"
LONGEST_QUOTE = 240
"""Characters of a reply that are quoted."""
LONGEST_HISTORY = 40
"""Lines; of a longer history the last ones."""


@dataclass(frozen=True)
class Answer:
    """One reply of the contact."""

    text: str
    intent: Intent
    at: datetime


@dataclass(frozen=True)
class Step:
    """One line of the contact's history: ``what`` happened, and the states before and after where they are told.

    ``kind`` and ``channel`` are those of a message.
    """

    at: datetime
    what: str
    before: State | None = None
    after: State | None = None
    kind: Kind | None = None
    channel: Channel | None = None


@dataclass(frozen=True)
class Facts:
    """All that a briefing is made from."""

    contact: Contact
    campaign: Campaign
    host: Host
    meeting: Meeting
    answers: Sequence[Answer]
    """Oldest first."""
    steps: Sequence[Step]
    """Oldest first."""


@dataclass(frozen=True)
class Finding:
    """Something that the contact's words show."""

    name: str
    advice: str
    quote: str


def compose(facts: Facts) -> str:
    """The whole briefing."""
    sections = {
        "Empresa": _company(facts),
        "Contato": _person(facts),
        "Histórico": _history(facts),
        "Sentimento": _sentiment(facts.answers),
        "Objeções": [f"{found.name}: “{found.quote}”" for found in objections(facts.answers)],
        "Dores": [f"{found.name}: “{found.quote}”" for found in pains(facts.answers)],
        "Recomendações": _recommendations(facts),
        "Próximos passos": _next_steps(facts),
    }
    title = facts.contact.company or facts.contact.name or "contato sem nome"
    parts = [f"# Briefing: {_plain(title)}", f"Campanha: {_plain(facts.campaign.name)}"]
    for heading, lines in sections.items():
        parts += [f"## {heading}", "\n".join(f"- {line}" for line in lines) or NOTHING_KNOWN]
    return "\n\n".join(parts) + "\n"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


_POSITIVE = _pattern(
    r"tenho (?:muito |sim )*interesse|interessad[oa]|quero|adorei|gostei|otim[oa]|excelente|perfeito|"
    r"maravilha|show|"
    r"com certeza|claro|sim|obrigad[oa]|bora|vamos|legal|top|joinha|parabens|ansios[oa]|animad[oa]|boa"
)
_NEGATIVE = _pattern(
    r"nao (?:tenho interesse|quero|gostei|preciso|posso|consigo|vou)|sem interesse|ruim|pessim[oa]|"
    r"horrivel|caro|golpe|"
    r"spam|chat[oa]|absurdo|reclam\w+|desisti|nunca|negativo|irritad[oa]|incomod\w+|infelizmente|"
    r"complicado|dificil"
)
_NEGATED = re.compile(r"\b(?:nao|nem|sem|nunca)(?: \w+){0,2} ?$")

_OBJECTIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "Preço",
        "Leve o retorno esperado e as condições de pagamento: o preço já foi tema.",
        _pattern(
            r"car[oa]s?|preco alto|valor alto|fora do orcamento|sem (?:verba|orcamento|dinheiro|grana)|"
            r"nao (?:tenho|temos) (?:verba|orcamento|dinheiro|grana)|quanto custa|"
            r"qual (?:e )?o (?:valor|preco|custo)|desconto"
        ),
    ),
    (
        "Já tem fornecedor",
        "Pergunte o que falta na solução atual antes de comparar.",
        _pattern(
            r"ja (?:tenho|temos|uso|usamos|contratei|contratamos|trabalho|trabalhamos)|"
            r"outr[oa] (?:fornecedor|empresa|"
            r"sistema|solucao)|satisfeit[oa]s?"
        ),
    ),
    (
        "Falta de tempo",
        "Seja breve: proponha uma conversa curta e com pauta.",
        _pattern(
            r"(?:sem|falta de|pouco) tempo|nao (?:tenho|temos) tempo|corrid[oa]|correria|"
            r"muito ocupad[oa]|agenda cheia"
        ),
    ),
    (
        "Momento",
        "Confirme o prazo de decisão e combine uma data para retomar.",
        _pattern(
            r"nao e o momento|agora nao|no momento nao|mais para frente|(?:mes|ano|semestre) que vem|"
            r"por enquanto nao|depois"
        ),
    ),
    (
        "Não decide sozinho",
        "Convide quem decide para a reunião.",
        _pattern(
            r"(?:falar|conversar|ver|consultar)(?: \w+)? (?:com )?(?:o |a )?(?:meu|minha|socio|socia|"
            r"chefe|diretor\w*|gerente)|"
            r"(?:meu|minha) (?:socio|socia|chefe|gerente|diretor|diretora)|quem (?:decide|cuida|resolve)"
        ),
    ),
    (
        "Desconfiança",
        "Apresente a empresa e diga de onde veio o contato.",
        _pattern(
            r"golpe|spam|robo|quem (?:e voce|passou|deu)|(?:como|onde) \w+ (?:meu|o meu) (?:numero|"
            r"contato|email)|nao conheco"
        ),
    ),
)

_PAINS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "Perda de vendas ou clientes",
        "Mostre como recuperar vendas, com um caso do mesmo segmento.",
        _pattern(
            r"perd(?:endo|emos|er|i|o) (?:\w+ )?(?:vendas?|clientes?|negocios?|oportunidades?)|"
            r"vendas? (?:caindo|fracas?|baixas?)|"
            r"poucos clientes|falta de clientes?|(?:nao|dificil) (?:consigo |conseguimos )?vender"
        ),
    ),
    (
        "Trabalho manual",
        "Mostre quanto do trabalho manual deixa de existir.",
        _pattern(
            r"manual(?:mente)?|planilhas?|no papel|na mao|retrabalho|caderno|excel|digit(?:ar|amos|"
            r"ando) tudo"
        ),
    ),
    (
        "Demora",
        "Traga números de prazo: antes e depois.",
        _pattern(r"demor(?:a|ado|ada|ando|amos)|lent[oa]|lentidao|atras(?:o|os|ado|ada|ando|amos)|fila"),
    ),
    (
        "Custo alto hoje",
        "Compare o custo atual com o da proposta.",
        _pattern(
            r"(?:gast(?:o|amos|ando)|pag(?:o|amos|ando)) (?:muito|demais|caro)|custos? (?:alto|altos|"
            r"elevad[oa]s?)|prejuizo"
        ),
    ),
    (
        "Falta de gente ou de controle",
        "Mostre o acompanhamento e os relatórios.",
        _pattern(
            r"falta de (?:gente|pessoal|equipe|mao de obra|controle|organizacao)|sem (?:equipe|"
            r"controle)|desorganizad[oa]|"
            r"perdid[oa]s?|bagunca|sobrecarregad[oa]s?"
        ),
    ),
    (
        "Problemas com a solução atual",
        "Pergunte pelo problema em detalhe e responda a ele primeiro.",
        _pattern(
            r"(?:sistema|fornecedor|software|ferramenta|atendimento|suporte) (?:\w+ )?(?:ruim|pessimo|"
            r"fraco|cai|trava|falha|"
            r"nao funciona|nao atende)|problemas?|dificuldades?|dor de cabeca|insatisfeit[oa]s?"
        ),
    ),
)


def objections(answers: Iterable[Answer]) -> list[Finding]:
    """What the contact holds against it, each kind once, with the first words that show it."""
    return _findings(answers, _OBJECTIONS)


def pains(answers: Iterable[Answer]) -> list[Finding]:
    """What the contact suffers from, each kind once; what is denied ("não tenho problema") does not count."""
    return _findings(answers, _PAINS, skip_denied=True)


def _findings(
    answers: Iterable[Answer],
    kinds: Sequence[tuple[str, str, re.Pattern[str]]],
    *,
    skip_denied: bool = False,
) -> list[Finding]:
    said = [(portuguese.words(portuguese.own_words(answer.text)), answer) for answer in answers]
    found: dict[str, Finding] = {}
    for name, advice, pattern in kinds:
        for words, answer in said:
            matches = list(pattern.finditer(words))
            if skip_denied:
                matches = [match for match in matches if not _NEGATED.search(words[: match.start()])]
            if matches and name not in found:
                found[name] = Finding(name, advice, _quote(answer.text))
    return list(found.values())


def sentiment(answers: Sequence[Answer]) -> str | None:
    """``positivo``, ``negativo``, ``misto`` or ``neutro`` over all that was written; None if nothing was.

    What the reply was read as weighs more than its single words.
    """
    told = [answer for answer in answers if answer.intent is not Intent.OUT_OF_OFFICE]
    if not told:
        return None
    positive = negative = 0
    for answer in told:
        words = portuguese.words(portuguese.own_words(answer.text))
        negative += len(_NEGATIVE.findall(words))
        positive += sum(not _NEGATED.search(words[: match.start()]) for match in _POSITIVE.finditer(words))
        positive += 2 * (answer.intent in (Intent.INTERESTED, Intent.SLOT_CHOICE))
        negative += 2 * (answer.intent in (Intent.NOT_INTERESTED, Intent.OPT_OUT, Intent.CANCEL))
    if positive and negative and max(positive, negative) < 3 * min(positive, negative):
        return "misto"
    if positive == negative:
        return "neutro"
    return "positivo" if positive > negative else "negativo"


def _company(facts: Facts) -> list[str]:
    contact = facts.contact
    segments = {"B2B": "empresa (B2B)", "B2C": "consumidor final (B2C)"}
    known = [
        ("Nome", contact.company),
        ("Segmento", segments.get(contact.segment or "")),
        ("CNPJ/CPF", _document(contact.document)),
        ("Estado", contact.uf),
        *sorted((str(name), value) for name, value in contact.metadata.items()),
    ]
    return [f"{_plain(name)}: {_plain(str(value))}" for name, value in known if value]


def _person(facts: Facts) -> list[str]:
    contact = facts.contact
    priorities = {"hot": "alta", "warm": "média", "cold": "baixa"}
    known = [
        ("Nome", contact.name),
        ("Telefone", contact.phone),
        ("E-mail", contact.email),
        ("Canal", _CHANNELS[contact.channel] if contact.channel else None),
        ("Prioridade", priorities.get(contact.priority or "")),
        ("Fuso horário", contact.timezone),
    ]
    return [f"{name}: {_plain(value)}" for name, value in known if value]


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
_MESSAGES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.OUTREACH: "primeira mensagem",
        Kind.FOLLOW_UP: "mensagem de acompanhamento",
        Kind.PROPOSAL: "proposta de horários",
        Kind.CONFIRMATION: "confirmação da reunião",
        Kind.REMINDER: "lembrete da reunião",
        Kind.APOLOGY: "desculpas e novos horários",
        Kind.OPT_OUT_ACK: "confirmação do descadastro",
    }
)
_CHANNELS: Mapping[Channel, str] = MappingProxyType({Channel.WHATSAPP: "WhatsApp", Channel.EMAIL: "e-mail"})


def _history(facts: Facts) -> list[str]:
    zone = ZoneInfo(facts.host.timezone)
    moments = [(answer.at, f"respondeu: “{_quote(answer.text)}”") for answer in facts.answers]
    for step in facts.steps:
        if step.what == "sent" and step.kind is not None:
            by = f" por {_CHANNELS[step.channel]}" if step.channel else ""
            moments.append((step.at, f"enviada{by}: {_MESSAGES[step.kind]}"))
        elif step.after is not None and step.after is not step.before:
            moments.append((step.at, f"passou a: {_STATES[step.after]}"))
    moments.sort(key=lambda moment: moment[0])
    return [f"{at.astimezone(zone):%d/%m/%Y %H:%M}: {text}" for at, text in moments[-LONGEST_HISTORY:]]


def _sentiment(answers: Sequence[Answer]) -> list[str]:
    verdict = sentiment(answers)
    return [] if verdict is None else [f"{verdict.capitalize()}, pelo que o contato escreveu"]


def _open_questions(facts: Facts) -> list[str]:
    return [_quote(answer.text) for answer in facts.answers if answer.intent is Intent.QUESTION]


def _recommendations(facts: Facts) -> list[str]:
    found = [*pains(facts.answers), *objections(facts.answers)]
    lines = list(dict.fromkeys(finding.advice for finding in found))
    verdict = sentiment(facts.answers)
    if verdict == "positivo":
        lines.append("O tom é favorável: chegue à reunião com uma proposta de próximo passo.")
    elif verdict in ("negativo", "misto"):
        lines.append("O tom pede cuidado: comece ouvindo, antes de apresentar.")
    if facts.meeting.reschedules:
        lines.append("A reunião já foi remarcada: confirme o horário na véspera.")
    return lines


def _next_steps(facts: Facts) -> list[str]:
    meeting, zone = facts.meeting, ZoneInfo(facts.host.timezone)
    lines = []
    if meeting.status is MeetingStatus.CONFIRMED and meeting.time is not None:
        lines.append(f"Reunião marcada: {day_and_hour(meeting.time.start, zone)}")
    elif meeting.status is MeetingStatus.PROPOSED:
        offered = "; ".join(day_and_hour(slot.start, zone) for slot in meeting.slots)
        lines.append(f"Horários oferecidos, à espera da escolha do contato: {offered}")
        lines.append(f"A oferta vale até {day_and_hour(meeting.expires_at, zone)}")
    lines += [f"Responder à pergunta do contato: “{question}”" for question in _open_questions(facts)]
    return lines


def _document(digits: str | None) -> str | None:
    if digits and len(digits) == 14:
        return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}/{digits[8:12]}-{digits[12:]}"
    if digits and len(digits) == 11:
        return f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}"
    return digits


def _quote(text: str) -> str:
    own = re.sub(r"\s+", " ", portuguese.own_words(text)).strip()
    return _plain(own if len(own) <= LONGEST_QUOTE else own[: LONGEST_QUOTE - 1].rstrip() + "…")


def _plain(text: str) -> str:
    """Somebody else's text, so that it cannot be read as Markdown or run into another line."""
    return re.sub(r"([\\`*\[\]<>])", r"\\\1", re.sub(r"\s+", " ", text).strip())
