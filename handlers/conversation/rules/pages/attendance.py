"""The page behind the links by which a host says whether a meeting took place."""

from typing import Any
from urllib.parse import parse_qs

from handlers.common.rules.attendance import Answer
from handlers.conversation.rules.pages.layout import page

_FIELD, _VALUE = "confirm", "1"
_ASKED = {
    Answer.YES: ("A reunião aconteceu?", "Registrar que a reunião aconteceu."),
    Answer.NO: ("A reunião não aconteceu?", "Registrar que a reunião não aconteceu."),
}


def is_confirmed(body: bytes) -> bool:
    """Return True for what the page's button posts."""
    return _VALUE in parse_qs(body.decode("utf-8", "replace").strip()).get(_FIELD, ())


def asking(answer: Answer) -> dict[str, Any]:
    """Return the page that asks, with the button that posts to the same address."""
    title, button = _ASKED[answer]
    hidden = f'<input type="hidden" name="{_FIELD}" value="{_VALUE}">'
    return page(200, title, f'<form method="post">{hidden}<button>{button}</button></form>')


def done(answer: Answer) -> dict[str, Any]:
    """Return the page after the button."""
    happened = "aconteceu" if answer is Answer.YES else "não aconteceu"
    return page(200, "Obrigado", f"<p>Sua resposta foi recebida: a reunião {happened}.</p>")


def unknown() -> dict[str, Any]:
    """Return the page for a link that is not one of ours."""
    return page(
        404, "Link inválido", "<p>Este link não é válido. Use o do e-mail que perguntou pela reunião.</p>"
    )
