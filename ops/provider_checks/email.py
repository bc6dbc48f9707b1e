"""The check of Amazon SES: the senders, the identity, the account, the configuration set and the receipt of answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.rules import senders, webhook_secret
from handlers.common.rules.partner import Secret, SesSecret
from handlers.common.rules.secret_documents import MalformedSecretError
from handlers.common.rules.senders import SenderError
from handlers.common.rules.tenants import Tenant
from handlers.common.rules.webhook_secret import EXAMPLE
from handlers.common.storage import clients, configuration

_MISSING = frozenset({"NotFoundException", "ResourceNotFoundException", "RuleSetDoesNotExist"})


def check(secret: Secret, tenants: Sequence[Tenant]) -> list[str]:
    """Return what would keep an e-mail of some tenant from going out or from being answered, each with its cure."""
    assert isinstance(secret, SesSecret), "the command finds the check by the secret's provider"
    name = f"{configuration.table().removesuffix('-config')}-send-messages"
    function = _asked("lambda", "get_function_configuration", FunctionName=name)
    if isinstance(function, str):
        return [f"function {name}: {function}: deploy the stack, or name it with --stack"]
    known: Mapping[str, str] = function.get("Environment", {}).get("Variables", {})
    identity = known.get("SES_IDENTITY", "")
    if not identity:
        return [
            "the stack has no identity to send from: pulumi config set sesIdentity example.com, and deploy again"
        ]
    return [
        *_of_senders(secret, tenants, identity),
        *_of_links(known.get("SECRET_WEBHOOK", "")),
        *_of_identity(identity),
        *_of_account(),
        *_of_configuration_set(known.get("SES_CONFIGURATION_SET", "")),
        *_of_answers(known.get("INBOUND_MAIL_DOMAIN", ""), identity),
    ]


def _of_senders(secret: SesSecret, tenants: Sequence[Tenant], identity: str) -> Iterator[str]:
    named = {"the secret's sender": secret.sender}
    named |= {
        f"the mailSender of tenant {each.tenantId}": each.mailSender for each in tenants if each.mailSender
    }
    for where, text in named.items():
        try:
            senders.sender(text, identity, where)
        except SenderError as error:
            yield str(error)


def _of_links(name: str) -> Iterator[str]:
    found = _asked("secretsmanager", "get_secret_value", SecretId=name)
    if isinstance(found, str):
        yield f"secret {name}, which signs the links to unsubscribe: {found}: write {EXAMPLE} with create-secret"
        return
    try:
        webhook_secret.parse(name, found.get("SecretString", ""))
    except MalformedSecretError as error:
        yield f"{error}: it signs the links to unsubscribe"


def _of_identity(identity: str) -> Iterator[str]:
    found = _asked("sesv2", "get_email_identity", EmailIdentity=identity)
    if isinstance(found, str):
        yield (
            f"identity {identity}: {found}: aws sesv2 create-email-identity --email-identity {identity}, "
            "or pulumi config set makeSesIdentity true and deploy again"
        )
        return
    dkim = found.get("DkimAttributes", {})
    records = ", ".join(
        f"{each}._domainkey CNAME {each}.dkim.amazonses.com" for each in dkim.get("Tokens", ())
    )
    if not found.get("VerifiedForSendingStatus"):
        how = f"publish {records} in its DNS" if records else "open the link that Amazon has sent to it"
        yield f"identity {identity} is not verified: {how}"
    elif found.get("IdentityType") == "DOMAIN" and dkim.get("Status") != "SUCCESS":
        yield f"identity {identity} does not sign with DKIM ({dkim.get('Status')}): publish {records} in its DNS"


def _of_account() -> Iterator[str]:
    found = _asked("sesv2", "get_account")
    if isinstance(found, str):
        yield f"the account: {found}"
        return
    if not found.get("SendingEnabled"):
        yield "the account may not send: see the console of Amazon SES, Account dashboard, and answer what it asks"
    if found.get("EnforcementStatus", "HEALTHY") != "HEALTHY":
        yield (
            f"the account is under review ({found['EnforcementStatus']}): too many e-mails bounced or were complained "
            "of: stop the campaigns to bought or old lists"
        )
    if not found.get("ProductionAccessEnabled"):
        yield (
            "the account is in the sandbox: 200 e-mails a day, to verified addresses and domains alone: request "
            "production access in the console of Amazon SES"
        )


def _of_configuration_set(name: str) -> Iterator[str]:
    found = _asked("sesv2", "get_configuration_set", ConfigurationSetName=name)
    if isinstance(found, str):
        yield f"configuration set {name}: {found}: deploy the stack again"
        return
    if not found.get("SendingOptions", {}).get("SendingEnabled", True):
        yield (
            f"configuration set {name} is paused: aws sesv2 put-configuration-set-sending-options "
            f"--configuration-set-name {name} --sending-enabled"
        )
    told = _asked("sesv2", "get_configuration_set_event_destinations", ConfigurationSetName=name)
    destinations = [] if isinstance(told, str) else told.get("EventDestinations", [])
    if not any(each.get("Enabled") and "EventBridgeDestination" in each for each in destinations):
        yield f"configuration set {name} tells nobody of bounces and complaints: deploy the stack again"


def _of_answers(domain: str, identity: str) -> Iterator[str]:
    if not domain:
        return
    if domain != identity and not domain.endswith(f".{identity}"):
        found = _asked("sesv2", "get_email_identity", EmailIdentity=domain)
        if isinstance(found, str) or not found.get("VerifiedForSendingStatus"):
            yield (
                f"answers to {domain} do not arrive: Amazon SES takes mail in for verified domains alone: "
                f"aws sesv2 create-email-identity --email-identity {domain}, and publish its records in its DNS"
            )
    found = _asked("ses", "describe_active_receipt_rule_set")
    rules, active = (
        ([], "")
        if isinstance(found, str)
        else (found.get("Rules", []), found.get("Metadata", {}).get("Name", ""))
    )
    if not any(rule.get("Enabled") and domain in rule.get("Recipients", ()) for rule in rules):
        instead = f", or pulumi config set receiptRuleSet {active} and deploy again" if active else ""
        yield (
            f"answers to {domain} do not arrive: no rule of the account's active receipt rule set takes them in: "
            f'aws ses set-active-receipt-rule-set --rule-set-name "$(pulumi stack output receiptRuleSet)"{instead}'
        )


def _asked(service: str, operation: str, **request: Any) -> dict[str, Any] | str:
    """Return the answer to a question that changes nothing; what is wrong, in words, where there is none."""
    try:
        return getattr(clients.connected(service), operation)(**request)
    except ClientError as error:
        told = error.response.get("Error", {})
        code = told.get("Code", "")
        return "it is not there" if code in _MISSING else f"{code}: {told.get('Message', '')}"
