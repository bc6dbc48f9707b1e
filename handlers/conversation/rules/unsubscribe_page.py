"""The page behind an unsubscribe link, in Portuguese. Looking at it changes nothing: scanners of mail follow links."""

from typing import Any
from urllib.parse import parse_qs

from handlers.conversation.rules.url_requests import answer

LARGEST_FORM = 4_096
"""Bytes of what the button, or a mail program, may post."""
_FIELD, _VALUE = "List-Unsubscribe", "One-Click"
_PAGE = """<!doctype html>
<html lang="pt-BR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1.5rem; line-height: 1.5 }}
button {{ font: inherit; padding: .6rem 1.2rem }}
</style>
</head>
<body>
<h1>{title}</h1>
{content}
</body>
</html>
"""
_FORM = f"""<p>Deseja parar de receber nossas mensagens neste endereço?</p>
<form method="post"><input type="hidden" name="{_FIELD}" value="{_VALUE}"><button>Parar de receber</button></form>"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


def is_one_click(body: bytes) -> bool:
    """Return True for what a mail program posts (RFC 8058, section 3.2), and the button: a form of either kind."""
    text = body.decode("utf-8", "replace").strip()
    if _VALUE in parse_qs(text).get(_FIELD, ()):
        return True
    # A form of several parts: the field stands in its header, its value on a line of its own.
    return f'name="{_FIELD}"' in text and _VALUE in (line.strip() for line in text.splitlines())


def asking() -> dict[str, Any]:
    """Return the page that asks, with the button that posts to the same address."""
    return _page(200, "Parar de receber mensagens", _FORM)


def done() -> dict[str, Any]:
    """Return the page after the button."""
    return _page(
        200, "Pronto", "<p>Seu pedido foi recebido. Não enviaremos mais mensagens a este endereço.</p>"
    )


def unknown() -> dict[str, Any]:
    """Return the page for a link that is not one of ours."""
    text = (
        "<p>Este link não é válido. Responda à mensagem com a palavra SAIR para não receber mais nenhuma.</p>"
    )
    return _page(404, "Link inválido", text)


def _page(status: int, title: str, content: str) -> dict[str, Any]:
    page = answer(status, _PAGE.format(title=title, content=content), "text/html; charset=utf-8")
    page["headers"] |= {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"}
    return page
