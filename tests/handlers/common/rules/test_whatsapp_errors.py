from typing import Any

import pytest

from handlers.common.rules import whatsapp_errors
from handlers.common.rules.outcomes import Outcome, PartnerAnswer, Reached
from tests import lines

EXPECTED = {
    Outcome.REFUSED_CREDENTIALS: [
        0, 3, 10, 33, 190, *range(200, 300), 368, 130497, 131005, 131031, 131037, 131042, 131045, 133010,
    ],
    Outcome.RESTRICTED: [131048],
    Outcome.KIND_REFUSED: [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132068, 132069],
    Outcome.WINDOW_CLOSED: [131047],
    Outcome.NOT_ACCEPTED: [4, 100, 80007, 130429, 131008, 131009, 131051, 131056, 131057],
    Outcome.CONTACT_FAULT: [131021, 131026, 131030],
    Outcome.NOT_NOW: [130472, 131049],
    Outcome.OPTED_OUT: [131050],
    Outcome.AMBIGUOUS: [1, 2, 131000, 131016],
}  # fmt: skip
CODES = [(code, outcome) for outcome, codes in EXPECTED.items() for code in codes]


def answered(status: int, **error: object) -> PartnerAnswer:
    return PartnerAnswer(Reached.ANSWERED, status, {"error": {"message": "(#1) …", **error}} if error else {})


def test_the_table_holds_every_code_that_is_known_and_no_other() -> None:
    assert {str(code): outcome for code, outcome in CODES} == whatsapp_errors.OUTCOMES


@lines.over("status", [400, 403, 429, 500, 503])
@lines.over(("code", "outcome"), [each for each in CODES if each[0] not in range(201, 299)])
def test_a_known_code_means_the_same_whatever_the_status_beside_it(
    code: int, outcome: Outcome, status: int
) -> None:
    assert whatsapp_errors.verdict(answered(status, code=code))[:2] == (outcome, str(code))


@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        (answered(400, code=135000), Outcome.AMBIGUOUS, "135000"),
        (answered(404, code=999), Outcome.AMBIGUOUS, "999"),
        (answered(400, code=1752041), Outcome.AMBIGUOUS, "1752041"),
        (answered(200, code=999), Outcome.AMBIGUOUS, "999"),
        (answered(401, code=999), Outcome.REFUSED_CREDENTIALS, "999"),
        (answered(403, code=999), Outcome.REFUSED_CREDENTIALS, "999"),
        (answered(429, code=999), Outcome.NOT_ACCEPTED, "999"),
    ],
)
def test_an_unknown_code_is_an_open_question_unless_the_status_says_that_nothing_was_taken(
    answer: PartnerAnswer, outcome: Outcome, code: str
) -> None:
    assert whatsapp_errors.verdict(answer)[:2] == (outcome, code)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (answered(404), Outcome.NOT_ACCEPTED),
        (answered(429), Outcome.NOT_ACCEPTED),
        (answered(502), Outcome.AMBIGUOUS),
        (answered(302), Outcome.AMBIGUOUS),
        (PartnerAnswer(Reached.LOST), Outcome.AMBIGUOUS),
        (PartnerAnswer(Reached.NOT_SENT), Outcome.NOT_ACCEPTED),
    ],
)
def test_an_answer_without_an_error_of_metas_is_judged_as_any_partners(
    answer: PartnerAnswer, outcome: Outcome
) -> None:
    assert whatsapp_errors.verdict(answer) == (outcome, "", None, None)


@pytest.mark.parametrize(
    "error",
    [
        {"error_subcode": 33},
        {
            "type": "GraphMethodException",
            "message": "Unsupported post request. Object with ID '1' does not exist",
        },
        {
            "type": "GraphMethodException",
            "message": "API calls from the server require an appsecret_proof argument",
        },
    ],
)
def test_a_line_that_does_not_exist_closes_the_channel_and_a_wrong_parameter_does_not(
    error: dict[str, Any],
) -> None:
    gone = whatsapp_errors.verdict(answered(400, code=100, **error))
    assert (gone.outcome, gone.code) == (Outcome.REFUSED_CREDENTIALS, "no_such_line")
    wrong = whatsapp_errors.verdict(answered(400, code=100, type="OAuthException"))
    assert wrong.outcome is Outcome.NOT_ACCEPTED


@pytest.mark.parametrize(
    "body", [{}, {"messages": "odd"}, {"messages": []}, {"messages": [{"id": ""}]}, {"success": True}]
)
def test_a_200_that_names_no_message_may_be_anybodys_and_says_not_that_it_was_accepted(
    body: dict[str, Any],
) -> None:
    answer = PartnerAnswer(Reached.ANSWERED, 200, body)
    assert whatsapp_errors.verdict(answer) == (Outcome.AMBIGUOUS, "no_message_id", None, None)


@pytest.mark.parametrize("status", ["accepted", "held_for_quality_assessment", "paused"])
def test_a_message_that_meta_holds_for_now_is_accepted_and_its_reports_say_what_became_of_it(
    status: str,
) -> None:
    answer = PartnerAnswer(Reached.ANSWERED, 200, {"messages": [{"id": "wamid.1", "message_status": status}]})
    assert whatsapp_errors.verdict(answer) == (Outcome.ACCEPTED, "", "wamid.1", None)


def test_the_id_of_an_accepted_message_is_kept() -> None:
    answer = PartnerAnswer(Reached.ANSWERED, 200, {"messages": [{"id": "wamid.HBg="}], "contacts": []})
    assert whatsapp_errors.verdict(answer) == (Outcome.ACCEPTED, "", "wamid.HBg=", None)
