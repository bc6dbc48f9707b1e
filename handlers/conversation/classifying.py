"""Classifying a reply: a person's own words, read in one situation or in several."""

from functools import cache, partial

from handlers.common.rules.model import Channel, Intent
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.reading import mail_appended, turn_readings
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.writers import Classify
from handlers.meetings.rules.times import Slot
from handlers.observability import count, logger


def classify(text: str, context: Context) -> Reading:
    """Return the reading of the person's own words; a human's where a rule fails on them."""
    # A cold start that deals with reports alone is spared the model and the phrases.
    from handlers.conversation.rules.reading.stages import STAGES

    try:
        return STAGES.classify(text, context)
    except Exception:
        # Left to fail, it would take with it whatever the person writes afterwards.
        logger.exception("the words could not be read")
        count("RepliesUnreadable")
        return Reading(Intent.UNKNOWN)


def chosen(text: str, context: Context) -> Slot | None:
    """Return the slot that a text chooses by the closed grammar, which leaves no word of it out."""
    from handlers.conversation.rules.choices import closed_grammar

    return closed_grammar.choose(text, context.slots, context.zone, context.now).slot


def spoken(delivery: Delivery) -> Delivery:
    """Return the delivery with the person's words alone, of a turn in which a program of theirs answers, too."""
    turn = delivery.turn
    if turn is None or len(turn.said) < 2:
        return delivery
    said = turn_readings.spoken(turn.said, partial(classify, context=delivery.context(None)))
    if len(said) == len(turn.said):
        return delivery
    reply = delivery.reply.model_copy(update={"text": "\n".join(said)})
    return delivery._replace(reply=reply, turn=turn.only(said))


def classifier(delivery: Delivery) -> Classify:
    """Return the classifier of the reply, which reads it once in each situation."""
    return cache(partial(_classified, delivery))


def _classified(delivery: Delivery, context: Context) -> Reading:
    said = delivery.turn.said if delivery.turn else ()
    if len(said) < 2:
        reading = classify(delivery.reply.text, context)
        if delivery.reply.channel is not Channel.EMAIL:
            return reading
        return mail_appended.doubted(delivery.reply.text, reading, partial(classify, context=context))
    return turn_readings.read(said, partial(classify, context=context), partial(chosen, context=context))
