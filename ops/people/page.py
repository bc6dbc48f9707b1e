"""All that a stack holds of a person, as a page that the person can read: Markdown, in Portuguese. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("America/Sao_Paulo")
_FIELDS = {
    "contactName": "Nome",
    "company": "Empresa",
    "document": "CPF ou CNPJ",
    "phone": "Telefone",
    "email": "E-mail",
    "otherAddresses": "Outros telefones e e-mails",
    "source": "Origem dos dados",
    "consent": "Base para o contato",
    "metadata": "Outros dados da lista",
    "segment": "Segmento",
    "timezone": "Fuso horário",
    "uf": "Estado",
    "campaignId": "Campanha",
    "state": "Situação",
    "createdAt": "Recebido em",
    "keptUntil": "Guardado até",
}
_PURPOSE = (
    "Seus dados são usados para oferecer a você, por WhatsApp ou e-mail, uma conversa com a empresa, marcar a "
    "reunião que você escolher e lembrar dela. As mensagens são entregues por um provedor de WhatsApp ou de e-mail; "
    "as reuniões ficam também na agenda da empresa."
)
_RIGHTS = (
    "Você pode pedir a correção ou a eliminação destes dados, informações sobre com quem foram compartilhados e a "
    "revogação do consentimento (Lei 13.709/2018, artigo 18)."
)


def page(document: Mapping[str, Any]) -> str:
    """Return the page of a document of ``exporting.document``."""
    return "\n".join(_page(document)).rstrip() + "\n"


def _page(document: Mapping[str, Any]) -> Iterator[str]:
    yield from ("# Seus dados pessoais", "")
    yield from (
        f"Tratados por **{_text(document['tenant']['name'])}**, em {_when(document['exportedAt'])}.",
        "",
    )
    yield from (_PURPOSE, "", _RIGHTS, "")
    yield from _list("Telefones, e-mails e identificadores", document["addresses"])
    for contact in document["contacts"]:
        yield from _contact(contact)
    for number, meeting in enumerate(document["meetings"], 1):
        yield from _meeting(number, meeting)
    yield from _list("Atendimento por uma pessoa", [_entry(each) for each in document["inbox"]])
    yield from _list("Arquivos em que você aparece", [_file(each) for each in document["files"]])
    yield from _list(
        "Mensagens que não puderam ser processadas",
        [f"{_when(each['since'])}: {_text(each['entry'])}" for each in document["failures"]],
    )


def _contact(contact: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"## Contato {_text(contact.get('campaignId', contact['contactId']))}", "")
    for name, label in _FIELDS.items():
        if contact.get(name):
            yield f"- {label}: {_value(name, contact[name])}"
    yield ""
    said = [(each["receivedAt"], f"você escreveu: {_text(each['text'])}") for each in contact["replies"]]
    sent = [(contact["sentAt"], "primeira mensagem")] if "sentAt" in contact else []
    sent += [
        (each["sentAt"], each.get("kind", each["what"])) for each in contact["messages"] if "sentAt" in each
    ]
    written = [(at, f"enviamos: {_text(kind)}") for at, kind in sent]
    yield from _list("Conversa", [f"{_when(at)}, {what}" for at, what in sorted(said + written)], level=3)
    lines = [f"{_when(each['at'])}: {_text(each['what'])}{_detail(each)}" for each in contact["history"]]
    yield from _list("Histórico", lines, level=3)


def _detail(line: Mapping[str, Any]) -> str:
    return f" ({_text(line['detail'])})" if line.get("detail") else ""


def _meeting(number: int, meeting: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"## Reunião {number}", "", f"- Situação: {meeting['status']}")
    yield from (f"- Horário: {_when(meeting['scheduledAt'])}", "")
    if meeting.get("briefing"):
        yield from ("### Resumo preparado para o vendedor", "")
        yield from (f"> {line}".rstrip() for line in meeting["briefing"].splitlines())
        yield ""


def _entry(entry: Mapping[str, Any]) -> str:
    words = [word.get("text") or word.get("note") or "" for word in (entry.get("words") or {}).values()]
    return f"{_when(entry['lastAt'])}: {entry.get('reason', '')} {' / '.join(map(_text, filter(None, words)))}".rstrip()


def _file(file: Mapping[str, Any]) -> str:
    return f"{_text(file['file'])}: {' / '.join(map(_text, file['lines']))}".rstrip(": ")


def _list(title: str, lines: Sequence[str], level: int = 2) -> Iterator[str]:
    if lines:
        yield from (f"{'#' * level} {title}", "", *(f"- {line}" for line in lines), "")


def _value(name: str, value: Any) -> str:
    if name in ("createdAt", "keptUntil"):
        return _when(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{_text(key)}: {_text(each)}" for key, each in value.items())
    return ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _when(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(_ZONE):%d/%m/%Y %H:%M}"


def _text(value: Any) -> str:
    """A value in one line, in which nothing is read as markup."""
    line = " ".join(str(value).split())
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|" else each for each in line)
