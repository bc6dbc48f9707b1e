"""The pages behind the links of e-mails, in Portuguese.

Looking at one changes nothing: scanners of mail follow links.
"""

from typing import Any

from handlers.conversation.rules.pages.url_requests import answer

LARGEST_FORM = 4_096
"""Bytes of what a button, or a mail program, may post."""
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
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


def page(status: int, title: str, content: str) -> dict[str, Any]:
    """Return a page as the answer of a function's URL; ``content`` is HTML of our own."""
    made = answer(status, _PAGE.format(title=title, content=content), "text/html; charset=utf-8")
    made["headers"] |= {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"}
    return made
