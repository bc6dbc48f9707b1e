"""Answers to e-mails as people's mail programs write them: quoted text, signature, disclaimer, HTML. Pure."""

import html
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from typing import NamedTuple

from local.campaign.stand_ins.mail.reading import Letter

SIGNATURE = "--\nJoana Prado\nCompras · Padaria do Bairro\n(11) 5550-0100"
DISCLAIMER = (
    "AVISO DE CONFIDENCIALIDADE: esta mensagem e seus anexos podem conter informações confidenciais e são destinados "
    "exclusivamente ao destinatário. Se você a recebeu por engano, apague-a e avise o remetente. Para não receber mais "
    "mensagens deste remetente, responda SAIR."
)


class Program(StrEnum):
    """A mail program, by the way in which it writes an answer."""

    GMAIL = "Gmail"
    OUTLOOK = "Outlook"
    IPHONE = "iPhone"
    HTML_ONLY = "HTML only"


PROGRAMS = tuple(Program)


class Answer(NamedTuple):
    """An answer of somebody."""

    text: str
    number: int
    """Counts the answers, and so makes the Message-ID."""
    at: datetime
    program: Program
    automatic: bool = False
    """True for an absence notice that no person wrote."""

    @property
    def message_id(self) -> str:
        return f"<reply-{self.number:04d}@mail.reader.example>"


def reply(letter: Letter, answer: Answer) -> bytes:
    """Return an answer to an e-mail, as Amazon SES puts it into a bucket."""
    message = EmailMessage(policy=SMTP)
    for name, value in _received(letter, answer):
        message[name] = value
    message["From"] = f"Joana Prado <{letter.sent.to}>"
    message["To"] = letter.answers_to
    mark = "Resposta automática: " if answer.automatic else "Re: "
    message["Subject"] = f"{mark}{letter.topic}"
    message["Date"] = format_datetime(answer.at)
    message["Message-ID"] = answer.message_id
    message["In-Reply-To"] = letter.sent.own_id
    message["References"] = " ".join(dict.fromkeys([*letter.references, letter.sent.own_id]))
    if answer.automatic:
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
    _write(message, letter, answer)
    return message.as_bytes()


def _received(letter: Letter, answer: Answer) -> list[tuple[str, str]]:
    """Return the headers that SES puts before those of the sender."""
    domain = letter.sent.to.rpartition("@")[2]
    checks = f"spf=pass (spfCheck: domain of {domain} designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7"
    return [
        ("Return-Path", f"<{letter.sent.to}>"),
        ("Received", f"from mail.{domain} ([192.0.2.7]) by inbound-smtp.us-east-1.amazonaws.com with SMTP"),
        ("X-SES-Spam-Verdict", "PASS"),
        ("X-SES-Virus-Verdict", "PASS"),
        ("Received-SPF", f"pass (spfCheck: domain of {domain} designates 192.0.2.7 as permitted sender)"),
        ("Authentication-Results", f"amazonses.com; {checks}; dkim=pass header.i=@{domain}; dmarc=pass"),
    ]


def _write(message: EmailMessage, letter: Letter, answer: Answer) -> None:
    """Put the words and what follows them into the message."""
    if answer.automatic:
        message.set_content(f"{answer.text}\n", cte="quoted-printable")
        return
    below = "\n\n".join(_below(letter, answer))
    page = "".join(f"<p>{html.escape(each)}</p>" for each in (answer.text, SIGNATURE, DISCLAIMER))
    quoted = html.escape(letter.text).replace("\n", "<br>\n")
    page += f'<div class="gmail_quote">{html.escape(_head(letter, answer))}<blockquote>{quoted}</blockquote></div>'
    if answer.program is Program.HTML_ONLY:
        message.set_content(page, subtype="html", cte="base64")
        return
    message.set_content(f"{answer.text}\n\n{below}\n", cte="quoted-printable")
    if answer.program is not Program.IPHONE:
        message.add_alternative(page, subtype="html", cte="quoted-printable")


def _below(letter: Letter, answer: Answer) -> list[str]:
    """Return what a program puts below the words."""
    quoted = "\n".join(f"> {line}".rstrip() for line in letter.text.splitlines())
    match answer.program:
        case Program.OUTLOOK:
            return [SIGNATURE, DISCLAIMER, _head(letter, answer) + "\n\n" + letter.text.strip()]
        case Program.IPHONE:
            return ["Enviado do meu iPhone", f"{_head(letter, answer)}\n\n{quoted}"]
        case _:
            return [f"{_head(letter, answer)}\n\n{quoted}", SIGNATURE]


def _head(letter: Letter, answer: Answer) -> str:
    """Return the line or lines that begin the quoted text."""
    if answer.program is Program.OUTLOOK:
        return (
            f"De: {letter.message['From']}\nEnviada em: {answer.at:%d/%m/%Y %H:%M}\nPara: {letter.sent.to}\n"
            f"Assunto: {letter.subject}"
        )
    if answer.program is Program.IPHONE:
        return f"Em {answer.at:%d/%m/%Y}, à(s) {answer.at:%H:%M}, {letter.sender} escreveu:"
    return f"Em {answer.at:%d/%m/%Y} às {answer.at:%H:%M}, {letter.message['From']} escreveu:"
