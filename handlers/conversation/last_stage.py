"""The last stage of reading a reply: a model on Amazon Bedrock, for what the others leave unknown.

Only where the stack's configuration names one (docs/system.md, "Conversation: the model on Amazon Bedrock"). Whatever
goes wrong, the reply stays unknown and goes to a human.
"""

import os
import time
from collections import deque
from dataclasses import replace

from handlers.common.rules.model import Intent
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.replies import Context, Reading
from handlers.observability import count, logger

WINDOW = 60.0
MOST_SECONDS = 10.0
"""Seconds of a process's last minute that may go by with asking: a batch of ten replies has 30 seconds in all."""

_asked: deque[tuple[float, float]] = deque()
"""The instants at which questions ended, and the seconds that each took."""


def considered(delivery: Delivery, reading: Reading, context: Context) -> Reading:
    """The reading of the other stages or, of what they leave unknown, the model's, which is never certain."""
    model_id = os.environ.get("REPLY_MODEL_ID", "")
    if not model_id or reading.intent is not Intent.UNKNOWN or not _is_for_a_model(delivery):
        return reading
    began = time.monotonic()
    if not _has_time(began):
        count("ReplyModelSkipped")
        return reading
    try:
        read = _asked_about(model_id, delivery, context)
        if read is None or read is Intent.UNKNOWN:
            return reading
        return replace(reading, intent=read, slot=None, certain=False, is_open_choice=False)
    finally:
        ended = time.monotonic()
        _asked.append((ended, ended - began))


def _is_for_a_model(delivery: Delivery) -> bool:
    from handlers.conversation.rules.reading.model_answers import LONGEST_ASKED

    reply = delivery.reply
    is_text = not reply.shown and reply.text.strip() != "" and len(reply.text) <= LONGEST_ASKED
    return is_text and reply.trusted and not reply.automatic


def _has_time(now: float) -> bool:
    while _asked and _asked[0][0] < now - WINDOW:
        _asked.popleft()
    return sum(seconds for _, seconds in _asked) < MOST_SECONDS


def _asked_about(model_id: str, delivery: Delivery, context: Context) -> Intent | None:
    """The model's intent; None without an answer, or with one outside of its schema."""
    # A stack without a model, and a cold start that needs none, is spared the client.
    from handlers.conversation.rules.reading import model_answers
    from handlers.conversation.storage import bedrock

    tenant = delivery.tenant
    if not bedrock.take(tenant.tenantId, delivery.today, tenant.modelRepliesPerDay):
        count("ReplyModelSkipped")
        return None
    try:
        answer = bedrock.ask(model_id, model_answers.question(delivery.reply.text, context))
    except bedrock.NotAnsweredError as error:
        logger.warning(
            "the model gave no answer", extra={**delivery.subject(None).ids, "problem": str(error)}
        )
        count("ReplyModelFailed")
        return None
    found = model_answers.intent(answer, context)
    count("ReplyModelFailed" if found is None else "ReplyModelAnswered")
    return found
