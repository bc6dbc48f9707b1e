"""The mails that a program has sent by itself: absence notices, newsletters, receipts; known by their headers."""

import re

from handlers.conversation.rules.mail_headers import Headers

_PRESENT = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply",
    "List-Id",
    "List-Unsubscribe",
    "X-Failed-Recipients",
)
_PRECEDENCES = frozenset({"bulk", "auto_reply", "junk"})
_SENDERS = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|nao-?responda|do-?not-?reply)@")
_SUBJECT = re.compile(
    r"(?:resposta autom[áa]tica|automatic reply|auto(?:matic)? ?-?(?:reply|response)|autoreply|respuesta autom[áa]tica|"
    r"out of (?:the )?office|fora d[eo] escrit[óo]rio|fuera de (?:la )?oficina|aus[êe]ncia tempor[áa]ria|"
    r"mensagem autom[áa]tica|mensaje autom[áa]tico|(?:estou|estarei) de f[ée]rias|abwesenheitsnotiz)\b",
    re.IGNORECASE,
)


def is_automatic(headers: Headers) -> bool:
    """Return True for a mail that nobody wrote to us; the subject is asked last, since people write those too."""
    submitted = headers.text("Auto-Submitted").partition(";")[0].strip().lower()
    suppressed = headers.text("X-Auto-Response-Suppress").strip().lower()
    return (
        submitted not in ("", "no")
        or suppressed not in ("", "none")
        or headers.text("Precedence").strip().lower() in _PRECEDENCES
        or any(name in headers for name in _PRESENT)
        or has_no_return(headers)
        or any(map(_SENDERS.match, headers.addresses("From", "Sender")))
        or _SUBJECT.match(headers.text("Subject")) is not None
    )


def has_no_return(headers: Headers) -> bool:
    """Return True for the empty return path of what no server may answer (RFC 3834, section 3.3)."""
    return "Return-Path" in headers and headers.raw("Return-Path").replace(" ", "") == "<>"
