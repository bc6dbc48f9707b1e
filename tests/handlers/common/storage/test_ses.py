"""One request for an e-mail, once, and what is known of it afterwards."""

import base64
import socket
from collections.abc import Iterator

import pytest

from handlers.common.rules.letters import Letter
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.senders import Sender
from handlers.common.storage import clients, ses
from tests.handlers.ses_stand_in import SesStandIn, standing_in

# boto3 keeps the first credentials that it finds: they must be the cloud's.
pytestmark = pytest.mark.usefixtures("cloud")

LETTER = Letter(Sender("João", "vendas@example.com"), "ana@cliente.example", "Oi", "Olá!")


@pytest.fixture
def amazon(monkeypatch: pytest.MonkeyPatch) -> Iterator[SesStandIn]:
    with standing_in(monkeypatch) as amazon:
        yield amazon


def test_an_email_goes_out_under_the_configuration_set_with_its_reference(amazon: SesStandIn) -> None:
    verdict = ses.send(LETTER, "cmVm")
    assert (verdict.outcome, verdict.message_id) == (Outcome.ACCEPTED, "ses-1")
    (request,) = amazon.requests
    raw = base64.b64decode(request["Content"]["Raw"]["Data"])
    assert b"\r\nSubject: Oi\r\n" in raw
    assert request == {
        "FromEmailAddress": "=?utf-8?b?Sm/Do28=?= <vendas@example.com>",
        "Destination": {"ToAddresses": ["ana@cliente.example"]},
        "Content": request["Content"],
        "ConfigurationSetName": "dev-mail",
        "EmailTags": [{"Name": "reference", "Value": "cmVm"}],
    }


def test_an_email_without_a_reference_has_no_tag(amazon: SesStandIn) -> None:
    ses.send(LETTER)
    assert "EmailTags" not in amazon.requests[0]


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (429, "TooManyRequestsException", Outcome.NOT_ACCEPTED),
        (400, "MessageRejected", Outcome.REFUSED_CREDENTIALS),
        (403, "AccessDeniedException", Outcome.REFUSED_CREDENTIALS),
        (400, "SomethingNewException", Outcome.AMBIGUOUS),
        (500, "InternalServiceErrorException", Outcome.AMBIGUOUS),
        (503, "ServiceUnavailable", Outcome.AMBIGUOUS),
    ],
)
def test_an_error_is_answered_once_and_never_repeated_here(
    amazon: SesStandIn, status: int, code: str, outcome: Outcome
) -> None:
    amazon.answer = lambda _: (status, code)
    assert ses.send(LETTER).outcome is outcome
    assert len(amazon.requests) == 1


def test_a_connection_lost_after_the_request_is_an_open_question(amazon: SesStandIn) -> None:
    amazon.answer = lambda _: None
    verdict = ses.send(LETTER)
    assert verdict.outcome is Outcome.AMBIGUOUS
    assert len(amazon.requests) == 1


def test_a_service_that_is_silent_is_an_open_question(
    amazon: SesStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setattr(clients, "MAIL_READ_SECONDS", 0.1)
        clients.sesv2.cache_clear()
        assert ses.send(LETTER).outcome is Outcome.AMBIGUOUS


def test_a_service_that_nobody_reaches_has_accepted_nothing(
    amazon: SesStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://127.0.0.1:{port}")
    clients.sesv2.cache_clear()
    assert ses.send(LETTER).outcome is Outcome.NOT_ACCEPTED


def test_a_connection_that_may_have_died_is_not_used_again(
    amazon: SesStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        assert ses.send(LETTER).outcome is Outcome.ACCEPTED
    assert amazon.connections == 1
    monkeypatch.setattr(ses, "IDLE_LIMIT", -1.0)
    assert ses.send(LETTER).outcome is Outcome.ACCEPTED
    assert amazon.connections == 2
