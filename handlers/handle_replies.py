"""handle-replies: understands what contacts write and what providers report, and sets off what follows from it.

Started by the inbound queue with ``{"Records": […]}``: answers with the ids of those to be delivered again
(``batchItemFailures``). What a body may be: docs/system.md, "Conversation: incoming messages".

Invoked directly with ``{"tenantId", "channel", "from", "text", "messageId", "receivedAt", "context"?, "button"?}``.
Answers with ``{"intent", "duplicate", "contactId"?, "human"?}``: ``contactId`` is absent where the address is nobody's,
``human`` is the reason for which a human was called. Words by WhatsApp wait for the rest of their turn (the tenant's
``turnSeconds``) and are answered with ``{"intent", "duplicate", "contactId"?, "actsAt"}``: the reading of the turn so
far, of which nothing has followed yet, and the instant at which it is acted on if nothing else comes. A request that
cannot be read is answered with ``{"error": {"field", "message"}}`` and changes nothing. An opt-out is kept even if
there is no such tenant. An exception means: deliver the same reply again.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.model import Intent
from handlers.common.storage import configuration, dynamo
from handlers.conversation import answering, inbound, orphans
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound import incoming
from handlers.conversation.rules.inbound.incoming import InvalidRequestError, Reply
from handlers.dispatch import reports
from handlers.entry_point import entry_point
from handlers.observability import logger


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Return the answer that the module describes."""
    now = datetime.now(UTC)
    with dynamo.reading_ahead():
        if isinstance(event, dict) and isinstance(event.get("Records"), list):
            return inbound.Batch(now, reports.settle).run(event["Records"])
        return _answer(event, now)


def _answer(event: Any, now: datetime) -> Mapping[str, Any]:
    try:
        reply = incoming.parse(event)
        forms = reply.addresses
        tenant = configuration.tenant(reply.tenantId)
        if tenant is None:
            return _orphaned(reply, now)
    except InvalidRequestError as error:
        field = error.field if error.field in incoming.FIELDS else "…"
        logger.info("reply refused", extra={"field": field})
        return {"error": {"field": error.field, "message": str(error)}}
    return answering.answer(Delivery(reply, forms, tenant, now))


def _orphaned(reply: Reply, now: datetime) -> Mapping[str, Any]:
    """The answer to a reply whose tenant is unknown: only an opt-out is taken."""
    if orphans.opt_out(reply, now):
        return {"intent": Intent.OPT_OUT.value, "duplicate": False}
    cure = "load it with python -m ops tenant put FILE"
    raise InvalidRequestError("tenantId", f"there is no tenant {reply.tenantId!r}: {cure}")
