from datetime import UTC, datetime

import pytest

from handlers.briefing.rules.facts import ReplyLine
from handlers.briefing.rules.sentiment import Sentiment, sentiment
from handlers.common.rules.model import Intent

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "intent", "found"),
    [
        ("Tenho interesse, adorei!", Intent.INTERESTED, Sentiment.POSITIVE),
        ("não tenho interesse", Intent.NOT_INTERESTED, Sentiment.NEGATIVE),
        ("gostei, mas achei caro e complicado", Intent.UNKNOWN, Sentiment.MIXED),
        ("qual o endereço?", Intent.QUESTION, Sentiment.NEUTRAL),
        ("não gostei", Intent.UNKNOWN, Sentiment.NEGATIVE),
        ("Estou de férias", Intent.OUT_OF_OFFICE, None),
    ],
)
def test_the_sentiment_follows_from_words_and_intents(
    text: str, intent: Intent, found: Sentiment | None
) -> None:
    assert sentiment([ReplyLine(text, intent, NOW)]) is found


def test_a_contact_that_never_wrote_has_no_sentiment() -> None:
    assert sentiment([]) is None


def test_what_a_reply_was_read_as_counts_for_more_than_one_of_its_words() -> None:
    said = "a segunda, infelizmente"
    assert sentiment([ReplyLine(said, Intent.SLOT_CHOICE, NOW)]) is Sentiment.MIXED
    assert sentiment([ReplyLine(said, Intent.UNKNOWN, NOW)]) is Sentiment.NEGATIVE
