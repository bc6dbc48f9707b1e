"""The page behind an unsubscribe link."""

from typing import Any
from urllib.parse import parse_qs

from handlers.conversation.rules.pages.layout import page

_FIELD, _VALUE = "List-Unsubscribe", "One-Click"
_FORM = f"""<p>Deseja parar de receber nossas mensagens neste endereço?</p>
<form method="post"><input type="hidden" name="{_FIELD}" value="{_VALUE}"><button>Parar de receber</button></form>"""


def is_one_click(body: bytes) -> bool:
    """Return True for what a mail program posts (RFC 8058, section 3.2), and the button: a form of either kind."""
    text = body.decode("utf-8", "replace").strip()
    if _VALUE in parse_qs(text).get(_FIELD, ()):
        return True
    # A form of several parts: the field stands in its header, its value on a line of its own.
    return f'name="{_FIELD}"' in text and _VALUE in (line.strip() for line in text.splitlines())


def asking() -> dict[str, Any]:
    """Return the page that asks, with the button that posts to the same address."""
    return page(200, "Parar de receber mensagens", _FORM)


def done() -> dict[str, Any]:
    """Return the page after the button."""
    return page(
        200, "Pronto", "<p>Seu pedido foi recebido. Não enviaremos mais mensagens a este endereço.</p>"
    )


def unknown() -> dict[str, Any]:
    """Return the page for a link that is not one of ours."""
    text = (
        "<p>Este link não é válido. Responda à mensagem com a palavra SAIR para não receber mais nenhuma.</p>"
    )
    return page(404, "Link inválido", text)
