"""receive-webhook: takes in what providers and mail programs call the stack with, and queues it for handle-replies.

Called at a public URL, by anybody:

- ``GET /?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…``: the challenge alone for the right token, else 403.
- ``POST /`` with ``X-Hub-Signature-256``: 200 once everything in it is queued; 401 for a signature that does not fit
  the bytes, 413 for a body that is larger than any of Meta's. What is signed and cannot be read is answered 200 and
  waits in the failed-events queue: a repeat would be no better, and the provider switches off what keeps failing.
- ``GET`` and ``POST /unsubscribe/<token>``: the page of an unsubscribe link, and its button or a mail program's click.
- ``GET`` and ``POST /attendance/<token>``: the page on which a host says whether a meeting took place, and its button.

An exception is answered 502, so that the provider repeats. Nothing is imported that none of this needs.
"""

import os
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from handlers.common.rules import attendance, unsubscribing
from handlers.conversation import receiving
from handlers.conversation.rules.pages import url_requests
from handlers.conversation.rules.pages.url_requests import UrlRequest, answer
from handlers.entry_point import entry_point

UNSUBSCRIBE, ATTENDANCE = f"/{unsubscribing.PATH}", f"/{attendance.PATH}"

if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # Lambda gives a function's start a whole processor, and a request of 256 MB a seventh of one.
    receiving.prepare()


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Return the answer that the module describes."""
    request = url_requests.parse(event)
    if request.path.startswith(UNSUBSCRIBE):
        return _of_link(receiving.ask_to_unsubscribe, receiving.unsubscribe, UNSUBSCRIBE, request)
    if request.path.startswith(ATTENDANCE):
        return _of_link(receiving.ask_about_attendance, receiving.take_attendance, ATTENDANCE, request)
    if request.path not in ("", "/"):
        return answer(404)
    if request.method == "GET":
        return receiving.verify(request)
    return receiving.receive(request) if request.method == "POST" else answer(405)


def _of_link(
    ask: Callable[[str], Mapping[str, Any]],
    take: Callable[[str, UrlRequest], Mapping[str, Any]],
    path: str,
    request: UrlRequest,
) -> Mapping[str, Any]:
    token = unquote(request.path.removeprefix(path))
    if request.method == "GET":
        return ask(token)
    return take(token, request) if request.method == "POST" else answer(405)
