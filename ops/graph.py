"""Questions to Meta's Graph API, which change nothing and write to nobody."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from handlers.common.partners import http
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import WhatsAppCloudSecret

PAGE = 50
"""Entries of a page: of templates, well below what is read of an answer."""
SECRET = "the secret, with aws secretsmanager put-secret-value"
_TOKEN = frozenset({"0", "190"})
_PERMISSION = frozenset({"3", "10", *map(str, range(200, 300))})
_RATE = frozenset({"4", "17", "80007", "80008"})


class GraphError(Exception):
    """A question that was not answered: why, and the cure."""


def get(secret: WhatsAppCloudSecret, path: str, **query: str | int) -> Mapping[str, Any]:
    """Return the object at a path; ``GraphError`` if it cannot be read."""
    try:
        answer = http.call("GET", f"{secret.api_url}/{path}?{urlencode(query)}", secret.access_token)
    except ValueError as error:
        raise GraphError(f"{error}, in {SECRET}") from None
    if answer.reached is not Reached.ANSWERED:
        raise GraphError(
            f"apiUrl: {secret.api_url} does not answer: check the network, and the address if the secret names one"
        )
    if answer.status != 200:
        raise GraphError(_refusal(path, answer))
    if not answer.body:
        raise GraphError(
            f"apiUrl: {secret.api_url} answers, but not as Meta's Graph API: correct it, or leave it out of {SECRET}"
        )
    return answer.body


def collection(secret: WhatsAppCloudSecret, path: str, **query: str | int) -> Iterator[Mapping[str, Any]]:
    """The entries of all pages at a path; ``GraphError`` if one cannot be read."""
    after: dict[str, str] = {}
    while True:
        page = get(secret, path, limit=PAGE, **query, **after)
        yield from page.get("data", ())
        paging = page.get("paging", {})
        cursor = paging.get("cursors", {}).get("after")
        # Not the address in "next": the token goes to nobody but the API that the secret names.
        if "next" not in paging or not cursor:
            return
        after = {"after": cursor}


def _refusal(path: str, answer: PartnerAnswer) -> str:
    code = answer.error_code
    said = f"Meta answers {answer.status}" + (f", code {code}" if code else "")
    if code in _TOKEN:
        return (
            f"accessToken: it is refused ({said}): make a token of a system user that does not expire, and put it into "
            f"{SECRET}"
        )
    if code in _PERMISSION:
        return (
            f"accessToken: it lacks a permission ({said}): give its system user whatsapp_business_messaging, "
            "whatsapp_business_management and the account, make a new token, and put it into "
            f"{SECRET}"
        )
    if code in _RATE:
        return f"Meta has been asked too often ({said}): try again in an hour"
    if code in ("33", "100"):
        # Of no other code: what is said of a token may hold it.
        said += f", {message}" if isinstance(message := answer.body["error"].get("message"), str) else ""
        return (
            f"{path.partition('/')[0]}: Meta knows no such id, or the token may not see it ({said}): compare it with "
            "the ids in WhatsApp Manager, and give the token's system user the account"
        )
    return f"{path}: {said}: look the code up among Meta's error codes, and try again"
