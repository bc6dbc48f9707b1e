"""Tests of a reply whose run was cut short, taken over by its next delivery."""

from datetime import timedelta

import pytest

from handlers.common.rules.model import Channel, Intent
from handlers.common.storage import dynamo
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.understanding import Understanding
from handlers.conversation.storage import replies
from tests.handlers.conversation.test_handle_replies import NOW, PHONE
from tests.handlers.lost import lost_answers


@pytest.fixture
def reply(tables: dict[str, str]) -> Reply:
    """A reply that a run read a minute ago, and then was killed."""
    made = Reply.model_validate(
        {
            "tenantId": "acme",
            "channel": Channel.WHATSAPP,
            "from": PHONE,
            "text": "SAIR",
            "messageId": "w1",
            "receivedAt": NOW,
        }
    )
    assert replies.remember(made, PHONE, Understanding(Intent.OPT_OUT), NOW - timedelta(minutes=1))
    return made


def known(reply: Reply) -> replies.Seen:
    found = replies.seen(reply, PHONE)
    assert found is not None
    return found


def test_of_two_runs_one_takes_it_over(reply: Reply) -> None:
    before, until = known(reply), NOW + timedelta(minutes=1)
    assert [replies.take_over(reply, PHONE, before, until) for _ in range(2)] == [True, False]


def test_it_is_taken_over_where_the_answer_is_lost(reply: Reply) -> None:
    before = known(reply)
    with lost_answers(dynamo.client(), "UpdateItem") as asked:
        assert replies.take_over(reply, PHONE, before, NOW + timedelta(minutes=1))
    assert asked == [2]
