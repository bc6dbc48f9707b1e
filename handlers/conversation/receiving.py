"""Taking in what providers call the stack with, over the public URL: nothing is believed that is not signed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules import attendance, unsubscribing
from handlers.common.rules.attendance import Attendance
from handlers.common.rules.contract_error import ContractError
from handlers.common.rules.webhook_secret import WebhookSecret
from handlers.common.storage import clients, keys, webhook_secret
from handlers.conversation.rules.pages import attendance as attendance_page
from handlers.conversation.rules.pages import layout
from handlers.conversation.rules.pages import unsubscribe as unsubscribe_page
from handlers.conversation.rules.pages.url_requests import UrlRequest, answer
from handlers.conversation.rules.whatsapp import webhook_messages, webhooks
from handlers.conversation.storage import inbound
from handlers.observability import logger


def prepare() -> None:
    """Make the clients that a request needs."""
    for service in ("sqs", "secretsmanager"):
        clients.hasty(service)


def verify(request: UrlRequest) -> dict[str, Any]:
    """Answer the provider's question whether the address is ours."""
    found: list[str | None] = []

    def is_right(secret: WebhookSecret) -> bool:
        found.append(webhooks.challenge(request.query, secret.verify_token))
        return found[-1] is not None

    return answer(200, found[-1] or "") if _trusted(is_right) else answer(403)


def receive(request: UrlRequest) -> dict[str, Any]:
    """Queue what a webhook reports, one message for each thing.

    What is not signed is answered 401 before anything of it is read. ``ContractError`` for what is signed and cannot
    be read, after all else in it has been queued; ``NotQueuedError``, or boto's own error, where the provider has to
    repeat.
    """
    if len(request.body) > webhooks.LARGEST_BODY:
        return answer(413)
    signature = request.headers.get(webhooks.SIGNATURE_HEADER, "")
    if not webhooks.is_signature(signature):
        return answer(401)
    if not _trusted(lambda secret: webhooks.is_signed(request.body, signature, secret.app_secret)):
        return answer(401)
    faults: list[ContractError] = []
    entries = webhook_messages.read(request.body)
    queued = inbound.put(webhook_messages.split(entries, _now(), faults))
    logger.info("webhook queued", extra={"messages": queued, "unreadable": len(faults)})
    if faults:
        raise faults[0]
    return answer(200)


def ask_to_unsubscribe(token: str) -> dict[str, Any]:
    """Show the page behind an unsubscribe link."""
    return unsubscribe_page.asking() if _is_ours(token) else unsubscribe_page.unknown()


def unsubscribe(token: str, request: UrlRequest) -> dict[str, Any]:
    """Queue the wish of whoever has pressed the button, or a mail program's one click (RFC 8058)."""
    if len(request.body) > layout.LARGEST_FORM:
        return answer(413)
    if not unsubscribe_page.is_one_click(request.body):
        return answer(400, "post List-Unsubscribe=One-Click")
    if not _is_ours(token):
        return unsubscribe_page.unknown()
    inbound.put([webhook_messages.link_used("unsubscribe", token, _now())])
    logger.info("unsubscription queued")
    return unsubscribe_page.done()


def ask_about_attendance(token: str) -> dict[str, Any]:
    """Show the page behind a link by which a host says whether a meeting took place."""
    found = _attendance(token)
    return attendance_page.asking(found.answer) if found else attendance_page.unknown()


def take_attendance(token: str, request: UrlRequest) -> dict[str, Any]:
    """Queue the answer of a host who has pressed the page's button."""
    if len(request.body) > layout.LARGEST_FORM:
        return answer(413)
    if not attendance_page.is_confirmed(request.body):
        return answer(400, "press the page's button")
    found = _attendance(token)
    if found is None:
        return attendance_page.unknown()
    inbound.put([webhook_messages.link_used("attendance", token, _now())])
    logger.info("attendance queued")
    return attendance_page.done(found.answer)


def _attendance(token: str) -> Attendance | None:
    is_ours = _trusted(lambda secret: attendance.parse(token, secret.app_secret) is not None)
    return attendance.read(token) if is_ours else None


def _is_ours(token: str) -> bool:
    return _trusted(lambda secret: unsubscribing.parse(token, secret.app_secret) is not None)


def _trusted(is_right: Callable[[WebhookSecret], bool]) -> bool:
    """Return True if the secret bears something out: the one that is known, or what it has been changed to since."""
    if is_right(webhook_secret.current()):
        return True
    changed = webhook_secret.renewed()
    if changed is None:
        return False
    trusted = is_right(changed)
    if not trusted:
        logger.warning("a signature or token does not fit; said once a minute at the most")
    return trusted


def _now() -> str:
    return keys.instant(datetime.now(UTC))
