"""An iCalendar document as a part of an e-mail (RFC 6047)."""

import base64
import re

FILENAME = "reuniao.ics"
_METHOD = re.compile(r"^METHOD:(\w+)\r?$", re.MULTILINE)


def method(document: str) -> str:
    """Return the method of a document, such as ``CANCEL``, which its content type repeats."""
    found = _METHOD.search(document)
    return found[1] if found else "REQUEST"


def attachment(document: str) -> dict[str, str]:
    """Return the attachment of a document as a gateway takes it."""
    return {
        "filename": FILENAME,
        "contentType": f"text/calendar; charset=utf-8; method={method(document)}",
        "content": base64.b64encode(document.encode()).decode(),
    }
