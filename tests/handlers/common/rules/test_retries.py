from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.outcomes import CHANNEL_REFUSALS, Outcome, PartnerAnswer, Reached, classify
from handlers.common.rules.retries import DELAYS, PUT_OFF, Again, AgainWithFreshSecret, Ending, decide

PLENTY = 1000.0
OPEN = Outcome.AMBIGUOUS
CLOSED = Outcome.NOT_ACCEPTED


def answered(status: int, code: str | None = None) -> PartnerAnswer:
    return PartnerAnswer(Reached.ANSWERED, status, {"error": {"code": code, "message": "…"}} if code else {})


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (answered(200), Outcome.ACCEPTED),
        (answered(202), Outcome.ACCEPTED),
        (answered(429), Outcome.NOT_ACCEPTED),
        (PartnerAnswer(Reached.NOT_SENT), Outcome.NOT_ACCEPTED),
        (PartnerAnswer(Reached.LOST), Outcome.AMBIGUOUS),
        (answered(500), Outcome.AMBIGUOUS),
        (answered(503), Outcome.AMBIGUOUS),
        (answered(500, "undeliverable"), Outcome.AMBIGUOUS),
        (answered(408), Outcome.AMBIGUOUS),
        (answered(409), Outcome.AMBIGUOUS),
        (answered(400, "undeliverable"), Outcome.CONTACT_FAULT),
        (answered(422, "INVALID-NUMBER"), Outcome.CONTACT_FAULT),
        (answered(403, "opted_out"), Outcome.OPTED_OUT),
        (answered(401), Outcome.REFUSED_CREDENTIALS),
        (answered(403), Outcome.REFUSED_CREDENTIALS),
        (answered(423, "account_locked"), Outcome.REFUSED_CREDENTIALS),
        (answered(400, "template_refused"), Outcome.REFUSED_TEMPLATE),
        (answered(400), Outcome.NOT_ACCEPTED),
        (answered(404, "something_new"), Outcome.NOT_ACCEPTED),
        (answered(302), Outcome.AMBIGUOUS),
        (answered(303, "undeliverable"), Outcome.AMBIGUOUS),
        (answered(103), Outcome.AMBIGUOUS),
        (PartnerAnswer(Reached.ANSWERED, 400, {"error": "text"}), Outcome.NOT_ACCEPTED),
    ],
)
def test_an_answer_is_classified_by_its_error_code_and_its_status(
    answer: PartnerAnswer, outcome: Outcome
) -> None:
    assert classify(answer) is outcome


@pytest.mark.parametrize(
    ("outcomes", "idempotent", "decision"),
    [
        ((Outcome.ACCEPTED,), False, Ending.SENT),
        ((CLOSED,), False, Again(1.0)),
        ((CLOSED,) * 5, False, Again(16.0)),
        ((CLOSED,) * 6, False, Ending.EXHAUSTED),
        ((OPEN,), False, Ending.UNKNOWN),
        ((OPEN,), True, Again(1.0)),
        ((OPEN,) * 6, True, Ending.UNKNOWN),
        ((CLOSED, OPEN), False, Ending.UNKNOWN),
        ((OPEN, CLOSED), True, Again(2.0)),
        ((OPEN, *(CLOSED,) * 5), True, Ending.UNKNOWN),
        ((OPEN, Outcome.ACCEPTED), True, Ending.SENT),
        ((OPEN, Outcome.CONTACT_FAULT), True, Ending.UNKNOWN),
        ((Outcome.CONTACT_FAULT,), False, Ending.UNDELIVERABLE),
        ((Outcome.OPTED_OUT,), False, Ending.OPTED_OUT),
        ((Outcome.REFUSED_CREDENTIALS,), False, AgainWithFreshSecret()),
        ((Outcome.REFUSED_CREDENTIALS,) * 2, False, Ending.CHANNEL_CLOSED),
        ((Outcome.REFUSED_TEMPLATE, Outcome.ACCEPTED), False, Ending.SENT),
        ((CLOSED, Outcome.REFUSED_TEMPLATE, Outcome.REFUSED_TEMPLATE), False, Ending.CHANNEL_CLOSED),
        ((OPEN, Outcome.REFUSED_CREDENTIALS, Outcome.REFUSED_CREDENTIALS), True, Ending.UNKNOWN),
        ((Outcome.REFUSED_CREDENTIALS, Outcome.RESTRICTED), False, Ending.CHANNEL_CLOSED),
        ((Outcome.RESTRICTED,), False, Ending.CHANNEL_CLOSED),
        ((Outcome.KIND_REFUSED,), False, Ending.UNWRITABLE),
        ((CLOSED, Outcome.WINDOW_CLOSED), False, Ending.WINDOW_CLOSED),
        ((Outcome.NOT_NOW,), False, Ending.DEFERRED),
        ((OPEN, Outcome.NOT_NOW), True, Ending.UNKNOWN),
    ],
)
def test_a_message_is_sent_again_or_ends_as_its_answers_demand(
    outcomes: tuple[Outcome, ...], idempotent: bool, decision: object
) -> None:
    assert decide(outcomes, idempotent=idempotent, remaining=PLENTY) == decision


@pytest.mark.parametrize("outcome", sorted(PUT_OFF))
def test_what_no_further_request_changes_is_never_requested_again_at_once(outcome: Outcome) -> None:
    for before in ((), (CLOSED,), (Outcome.REFUSED_CREDENTIALS,), (OPEN,), (OPEN, CLOSED)):
        decision = decide((*before, outcome), idempotent=True, remaining=PLENTY)
        assert decision is (Ending.UNKNOWN if OPEN in before else PUT_OFF[outcome])


def test_a_longer_wait_is_honoured_where_the_partner_asks_for_it() -> None:
    assert decide([CLOSED], idempotent=False, remaining=PLENTY, retry_after=7.5) == Again(7.5)
    assert decide([CLOSED], idempotent=False, remaining=PLENTY, retry_after=0.1) == Again(1.0)


def test_no_request_is_begun_that_might_not_end_in_time() -> None:
    assert decide([CLOSED], idempotent=False, remaining=30.9) is Ending.EXHAUSTED
    assert decide([OPEN], idempotent=True, remaining=30.9) is Ending.UNKNOWN


@given(st.lists(st.sampled_from(Outcome), min_size=20, max_size=20), st.booleans())
def test_whatever_a_partner_answers_the_requests_end_and_at_most_one_could_have_been_accepted(
    answers: list[Outcome], idempotent: bool
) -> None:
    seen: list[Outcome] = []
    for answer in answers:
        seen.append(answer)
        decision = decide(seen, idempotent=idempotent, remaining=PLENTY)
        if isinstance(decision, Ending):
            break
    else:
        raise AssertionError("the requests never end")
    could_have_been_accepted = sum(outcome in (Outcome.ACCEPTED, Outcome.AMBIGUOUS) for outcome in seen)
    assert idempotent or could_have_been_accepted <= 1
    assert len(seen) <= len(DELAYS) + 1 + 2
    if Outcome.AMBIGUOUS in seen:
        assert decision in (Ending.SENT, Ending.UNKNOWN, Ending.OPTED_OUT)


def test_any_two_answers_lead_to_a_decision() -> None:
    for first, second, idempotent in product(Outcome, Outcome, (True, False)):
        assert decide([first, second], idempotent=idempotent, remaining=PLENTY) is not None


def test_the_channel_is_never_blamed_for_what_may_have_been_accepted() -> None:
    for refusal in CHANNEL_REFUSALS:
        decision = decide([OPEN, refusal, refusal], idempotent=True, remaining=PLENTY)
        assert decision is Ending.UNKNOWN


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("quota_exceeded", "quota_exceeded"),
        (131026, "131026"),
        ("Invalid Number", "invalid_number"),
        ("no such user Ana", "unreadable_code"),
        ("5511987654321", "unreadable_code"),
        ("invalid-5511987654321", "unreadable_code"),
        ("x" * 65, "unreadable_code"),
    ],
)
def test_a_partners_error_code_is_kept_only_where_it_is_one(code: str | int, kept: str) -> None:
    answer = PartnerAnswer(Reached.ANSWERED, 400, {"error": {"code": code}})
    assert answer.error_code == kept
