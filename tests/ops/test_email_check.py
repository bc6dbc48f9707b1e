"""``ops provider check email`` asks Amazon SES, and writes to nobody."""

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from handlers.common.rules.partner import SesSecret
from handlers.common.rules.tenants import Host, Tenant
from handlers.common.storage import clients
from ops.provider_checks import email

HOST = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="c")


class Amazon:
    """What each service answers; an exception is raised."""

    def __init__(self, prefix: str, domain: str) -> None:
        variables = {
            "SES_IDENTITY": domain,
            "SES_CONFIGURATION_SET": f"{prefix}-mail",
            "SECRET_WEBHOOK": "the/webhook",
            "INBOUND_MAIL_DOMAIN": f"respostas.{domain}",
        }
        self.asked: list[str] = []
        self.answers: dict[str, Any] = {
            "get_function_configuration": {"Environment": {"Variables": variables}},
            "get_secret_value": {"SecretString": '{"appSecret": "hush", "verifyToken": "v"}'},
            "get_email_identity": {
                "IdentityType": "DOMAIN",
                "VerifiedForSendingStatus": True,
                "DkimAttributes": {"SigningEnabled": True, "Status": "SUCCESS", "Tokens": ["t1", "t2"]},
            },
            "get_account": {
                "SendingEnabled": True,
                "EnforcementStatus": "HEALTHY",
                "ProductionAccessEnabled": True,
            },
            "get_configuration_set": {"SendingOptions": {"SendingEnabled": True}},
            "get_configuration_set_event_destinations": {
                "EventDestinations": [{"Enabled": True, "EventBridgeDestination": {"EventBusArn": "…"}}]
            },
            "describe_active_receipt_rule_set": {
                "Rules": [{"Enabled": True, "Recipients": [f"respostas.{domain}"]}]
            },
        }

    def __getattr__(self, operation: str) -> Any:
        def answer(**_: Any) -> Any:
            self.asked.append(operation)
            found = self.answers[operation]
            if isinstance(found, Exception):
                raise found
            return found

        return answer


@pytest.fixture
def amazon(monkeypatch: pytest.MonkeyPatch) -> Amazon:
    monkeypatch.setenv("TABLE_CONFIG", "agente-dev-config")
    made = Amazon("agente-dev", "example.com")
    monkeypatch.setattr(clients, "connected", lambda service: made)
    return made


def found(sender: str = "Vendas <vendas@example.com>", **tenant: Any) -> list[str]:
    tenants = [Tenant(tenantId="acme", name="Acme", hosts=(HOST,), **tenant)]
    return email.check(SesSecret(sender), tenants)


def test_what_would_work_has_no_problem_and_nothing_is_asked_to_send(amazon: Amazon) -> None:
    assert found() == []
    assert all(operation.startswith(("get_", "describe_")) for operation in amazon.asked)


@pytest.mark.parametrize(
    ("operation", "change", "told"),
    [
        (
            "get_email_identity",
            {"VerifiedForSendingStatus": False},
            "t1._domainkey CNAME t1.dkim.amazonses.com",
        ),
        ("get_email_identity", {"DkimAttributes": {"Status": "PENDING", "Tokens": ["t1"]}}, "DKIM (PENDING)"),
        (
            "get_email_identity",
            {"VerifiedForSendingStatus": False, "DkimAttributes": {}},
            "open the link that Amazon has sent",
        ),
        ("get_account", {"SendingEnabled": False}, "the account may not send"),
        ("get_account", {"EnforcementStatus": "PROBATION"}, "under review (PROBATION)"),
        ("get_account", {"ProductionAccessEnabled": False}, "in the sandbox"),
        ("get_configuration_set", {"SendingOptions": {"SendingEnabled": False}}, "is paused"),
        ("get_configuration_set_event_destinations", {"EventDestinations": []}, "tells nobody of bounces"),
        ("describe_active_receipt_rule_set", {"Rules": []}, "set-active-receipt-rule-set"),
    ],
)
def test_a_problem_is_told_with_its_cure(
    amazon: Amazon, operation: str, change: dict[str, Any], told: str
) -> None:
    amazon.answers[operation] = amazon.answers[operation] | change
    (problem,) = found()
    assert told in problem


def test_a_domain_for_answers_that_nobody_has_verified_is_told(amazon: Amazon) -> None:
    variables = amazon.answers["get_function_configuration"]["Environment"]["Variables"]
    variables["SES_IDENTITY"] = "vendas@example.com"
    amazon.answers["get_email_identity"] = {"VerifiedForSendingStatus": False}
    problems = found()
    assert any("takes mail in for verified domains alone" in problem for problem in problems)
    amazon.answers["get_email_identity"] = {"VerifiedForSendingStatus": True}
    assert found() == []


def test_senders_that_the_stack_may_not_use_are_named_with_their_place(amazon: Amazon) -> None:
    problems = found(sender="vendas@outra.example", mailSender="acme@terceira.example")
    assert [problem.partition(" is ")[0] for problem in problems] == [
        "the secret's sender",
        "the mailSender of tenant acme",
    ]


def test_links_that_nothing_signs_are_told(amazon: Amazon) -> None:
    missing = {"Error": {"Code": "ResourceNotFoundException", "Message": "…"}}
    amazon.answers["get_secret_value"] = ClientError(missing, "GetSecretValue")
    (problem,) = found()
    assert problem.startswith("secret the/webhook, which signs the links to unsubscribe: it is not there")
    amazon.answers["get_secret_value"] = {"SecretString": '{"appsecret": "hush"}'}
    (problem,) = found()
    assert "the secret the/webhook has a field appsecret, which is written appSecret" in problem
    assert "hush" not in problem


def test_a_stack_without_an_identity_is_told_and_nothing_more_is_asked(amazon: Amazon) -> None:
    amazon.answers["get_function_configuration"] = {"Environment": {"Variables": {}}}
    (problem,) = found()
    assert "pulumi config set sesIdentity" in problem
    assert amazon.asked == ["get_function_configuration"]


@pytest.fixture
def deployed(cloud: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    prefix = f"e{uuid.uuid4().hex[:8]}"
    monkeypatch.setenv("TABLE_CONFIG", f"{prefix}-config")
    return prefix


def test_on_a_cloud_where_nothing_is_deployed_that_is_what_is_told(cloud: Any, deployed: str) -> None:
    (problem,) = found()
    assert problem.startswith(f"function {deployed}-send-messages: it is not there: deploy the stack")


def test_what_is_missing_on_a_real_service_is_told_with_its_cure(cloud: Any, deployed: str) -> None:
    (problem,) = email._of_identity(f"{deployed}.example")
    assert problem.startswith(
        f"identity {deployed}.example: it is not there: aws sesv2 create-email-identity"
    )
    ses = cloud.client("sesv2")
    ses.create_email_identity(EmailIdentity=f"{deployed}.example")
    ses.create_configuration_set(ConfigurationSetName=f"{deployed}-mail")
    assert [*email._of_account()] == []
    assert [*email._of_configuration_set(f"{deployed}-mail")] == [
        f"configuration set {deployed}-mail tells nobody of bounces and complaints: deploy the stack again"
    ]
    assert [*email._of_answers(f"respostas.{deployed}.example", f"{deployed}.example")]
