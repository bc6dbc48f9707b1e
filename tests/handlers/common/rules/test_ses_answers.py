"""The errors of Amazon SES, each with what it means for the message."""

import boto3
import pytest

from handlers.common.rules import ses_answers
from handlers.common.rules.outcomes import Outcome

NOT_ACCEPTED, CHANNEL, CONTACT = Outcome.NOT_ACCEPTED, Outcome.REFUSED_CREDENTIALS, Outcome.CONTACT_FAULT


@pytest.mark.parametrize(
    ("code", "message", "outcome", "kept"),
    [
        ("TooManyRequestsException", "Maximum sending rate exceeded.", NOT_ACCEPTED, "too_many_requests"),
        ("ThrottlingException", "Rate exceeded", NOT_ACCEPTED, "throttling"),
        ("LimitExceededException", "Daily message quota exceeded.", Outcome.RESTRICTED, "limit_exceeded"),
        ("TooManyRequestsException", "Daily sending quota exceeded", Outcome.RESTRICTED, "too_many_requests"),
        ("MessageRejected", "Address blacklisted.", CONTACT, "message_rejected"),
        (
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region US-EAST-1: a@b.example",
            CHANNEL,
            "message_rejected",
        ),
        ("MessageRejected", "Sending suspended for this account.", CHANNEL, "message_rejected"),
        ("RequestExpired", "Request has expired.", CHANNEL, "request_expired"),
        ("MessageRejected", "Email address is not verified.", CHANNEL, "message_rejected"),
        ("MailFromDomainNotVerifiedException", "", CHANNEL, "mail_from_domain_not_verified"),
        ("AccountSuspendedException", "", CHANNEL, "account_suspended"),
        ("SendingPausedException", "", CHANNEL, "sending_paused"),
        ("NotFoundException", "Configuration set <x> does not exist.", CHANNEL, "not_found"),
        ("AccessDeniedException", "User is not authorized to perform", CHANNEL, "access_denied"),
        ("BadRequestException", "Missing final '@domain'", CONTACT, "bad_request"),
        ("BadRequestException", "Domain contains control or whitespace", CONTACT, "bad_request"),
        ("BadRequestException", "Invalid email tag value", NOT_ACCEPTED, "bad_request"),
    ],
)
def test_an_error_says_what_became_of_the_message(
    code: str, message: str, outcome: Outcome, kept: str
) -> None:
    verdict = ses_answers.refused(code, message)
    assert verdict is not None
    assert (verdict.outcome, verdict.code, verdict.message_id) == (outcome, kept, None)


@pytest.mark.parametrize("code", ["", "InternalServiceErrorException", "ServiceUnavailable", "500", "Novo"])
def test_an_error_that_nobody_knows_says_nothing(code: str) -> None:
    assert ses_answers.refused(code, "address") is None


@pytest.mark.usefixtures("cloud")
def test_every_error_that_amazon_documents_for_sending_is_known() -> None:
    model = boto3.client("sesv2").meta.service_model.operation_model("SendEmail")
    documented = {shape.name for shape in model.error_shapes}
    assert len(documented) > 5
    assert {code for code in documented if ses_answers.refused(code, "") is None} == set()
