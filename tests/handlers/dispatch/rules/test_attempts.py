from handlers.common.rules.model import Channel, Kind
from handlers.dispatch.rules.judgements import Go
from tests.handlers.dispatch.known import EMAIL, attempt, contact_item, facts


def test_every_attempt_at_a_message_has_the_same_key_and_no_other_message_has_it() -> None:
    first = attempt(facts())
    by_mail = first._replace(go=Go(Channel.EMAIL, EMAIL))
    others = {
        by_mail.idempotency_key,
        attempt(facts(Kind.FOLLOW_UP, "follow_up#1")).idempotency_key,
        attempt(facts(contact=contact_item("c2" * 16))).idempotency_key,
    }
    assert attempt(facts(), "a2").idempotency_key == first.idempotency_key
    assert len(others - {first.idempotency_key}) == 3


def test_the_other_channel_is_one_that_has_an_address_and_has_not_failed() -> None:
    assert attempt(facts()).other_channel is Channel.EMAIL
    assert attempt(facts(contact=contact_item(email=None))).other_channel is None
    assert attempt(facts(contact=contact_item(undeliverableOn=["email"]))).other_channel is None
