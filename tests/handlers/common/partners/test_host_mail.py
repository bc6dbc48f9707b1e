from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from handlers.common.partners import http
from handlers.common.partners.host_mail import HostMail
from handlers.common.rules.outcomes import PartnerAnswer, Reached
from handlers.common.rules.partner import PartnerSecret
from handlers.common.rules.retries import Ending

ACCEPTED = PartnerAnswer(Reached.ANSWERED, 202, {"messageId": "1"})
BUSY = PartnerAnswer(Reached.ANSWERED, 429)
REFUSED_KEY = PartnerAnswer(Reached.ANSWERED, 401)
LOST = PartnerAnswer(Reached.LOST)
NO_ADDRESS = PartnerAnswer(Reached.ANSWERED, 422, {"error": {"code": "invalid_email"}})


class Partner:
    """Gives the answers in turn and keeps what it was asked."""

    def __init__(self, answers: Iterable[PartnerAnswer], *, idempotent: bool = False) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[Any, ...]] = []
        self.slept: list[float] = []
        self.forgotten = 0
        self.secret = PartnerSecret("http://mail.example", "key", idempotent)

    def call(self, *asked: Any) -> PartnerAnswer:
        self.calls.append(asked)
        return self.answers.pop(0)

    def forget(self) -> None:
        self.forgotten += 1

    def send(self, seconds: float = 100.0) -> Ending:
        mail = HostMail(lambda: self.secret, self.forget, self.slept.append)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(http, "call", self.call)
            return mail.send("ana@acme.example", "Briefing", "# Texto", "key-1", seconds)


def test_an_accepted_mail_is_sent_with_address_subject_body_and_key() -> None:
    partner = Partner([ACCEPTED])
    assert partner.send() is Ending.SENT
    body: Mapping[str, str] = {"to": "ana@acme.example", "subject": "Briefing", "body": "# Texto"}
    assert partner.calls == [("POST", "http://mail.example/send", "key", body, "key-1")]


def test_a_mail_that_cannot_have_been_accepted_is_tried_again_under_its_key() -> None:
    partner = Partner([BUSY, BUSY, ACCEPTED])
    assert partner.send() is Ending.SENT
    assert partner.slept == [1.0, 2.0]
    assert {call[-1] for call in partner.calls} == {"key-1"}


@pytest.mark.parametrize(("idempotent", "ending"), [(False, Ending.UNKNOWN), (True, Ending.SENT)])
def test_a_mail_that_may_have_been_accepted_is_tried_again_only_where_the_partner_knows_keys(
    idempotent: bool, ending: Ending
) -> None:
    assert Partner([LOST, ACCEPTED], idempotent=idempotent).send() is ending


def test_a_refused_key_is_read_again_once() -> None:
    partner = Partner([REFUSED_KEY, REFUSED_KEY])
    assert partner.send() is Ending.CHANNEL_CLOSED
    assert (partner.forgotten, len(partner.calls)) == (1, 2)


def test_an_address_that_cannot_be_reached_is_not_tried_again() -> None:
    partner = Partner([NO_ADDRESS])
    assert partner.send() is Ending.UNDELIVERABLE


def test_no_try_begins_that_could_not_end_in_time() -> None:
    partner = Partner([BUSY])
    assert partner.send(seconds=20.0) is Ending.EXHAUSTED
    assert partner.slept == []
