"""The configuration of this stack, typed."""

from collections.abc import Collection, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic.alias_generators import to_camel

from components import configuration
from components.configuration import AccountIds, Region, refusal, setting
from components.mail_specs import MailSpec
from components.model_specs import ModelSpec
from components.setting_types import (
    LOG_RETENTION_DAYS,
    BucketName,
    Concurrency,
    LogRetention,
    MailDomain,
    NamePrefix,
    ReceiptRuleSet,
    ReplyModelId,
    Reserved,
    RunbookUrl,
    SecretPath,
    SecurityGroupIds,
    SesIdentity,
    SubnetIds,
    TopicArn,
)

_SECRETS = "/repo/terraform/micro-agente-disparo-agendamento"


def _secret_path(partner: str, what: str) -> Any:
    return setting(
        f"Name of the secret with {what}.",
        "be the name of a secret, not its ARN",
        f"{_SECRETS}/{partner}",
        default=f"{_SECRETS}/{partner}",
    )


class Settings(BaseModel):
    """The values of one stack. Fields are the keys of Pulumi.yaml in snake case."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    region: Region = setting(
        "Region of the stack.",
        "be a region of AWS",
        "us-east-1",
        alias="aws:region",
    )
    allowed_account_ids: AccountIds = setting(
        "Accounts that the provider may touch.",
        "be a list of account numbers of twelve digits",
        "123456789012",
        alias="aws:allowedAccountIds",
        default=(),
    )
    environment: Literal["dev", "prod"] = setting(
        "Environment of the stack, dev or prod; part of every name. Must be set.",
        "be dev or prod",
        "dev",
    )
    name_prefix: NamePrefix = setting(
        "First part of every name, and source of our events: another one for a second dev in one account.",
        "be 2 to 32 lower-case letters, digits and single hyphens, a letter first",
        "micro-agente-disparo-agendamento",
        default="micro-agente-disparo-agendamento",
    )
    alerts_topic_arn: TopicArn | None = setting(
        "ARN of the SNS topic that alarms notify. Empty: the stack makes its own.",
        "be the ARN of an SNS topic",
        "arn:aws:sns:us-east-1:123456789012:alerts",
        default=None,
    )
    runbook_url: RunbookUrl | None = setting(
        "Address of the folder docs/runbook, which alarms and dashboard link. Empty: they name its path.",
        "be the https address of a folder, without a slash at its end",
        "https://github.com/owner/repository/blob/main/docs/runbook",
        default=None,
    )
    artifact_bucket: BucketName | None = setting(
        "Bucket that the archives are uploaded to. Empty: the functions take them directly.",
        "be the name of a bucket",
        "my-artifacts",
        default=None,
    )
    log_retention_days: LogRetention = setting(
        "Days for which the functions' logs are kept.",
        f"be one of {', '.join(map(str, LOG_RETENTION_DAYS))}",
        "7",
        default=7,
    )
    protect: bool = setting(
        "Whether tables and the intake bucket are protected from deletion.",
        "be true or false",
        "true",
        default=False,
    )
    send_concurrency: Concurrency = setting(
        "How many send-messages may run at once.",
        "be a whole number from 2 to 1000",
        "10",
        default=10,
    )
    reply_concurrency: Concurrency = setting(
        "How many handle-replies the inbound queue may run at once.",
        "be a whole number from 2 to 1000",
        "10",
        default=10,
    )
    webhook_concurrency: Reserved = setting(
        "How many receive-webhook are kept ready, and may run at once. 0: none, for an account with a quota of ten.",
        "be a whole number from 0 to 1000",
        "20",
        default=20,
    )
    vpc_subnet_ids: SubnetIds = setting(
        "Subnets of the functions, with a NAT or endpoints (docs/quotas.md). Empty: no VPC. With vpcSecurityGroupIds.",
        "be a list of subnet ids",
        "subnet-0123456789abcdef0",
        default=(),
    )
    vpc_security_group_ids: SecurityGroupIds = setting(
        "Security groups of the functions, open to the outside on port 443. With vpcSubnetIds or not at all.",
        "be a list of security group ids",
        "sg-0123456789abcdef0",
        default=(),
        validate_default=True,
    )
    whatsapp_secret_path: SecretPath = _secret_path(
        "whatsapp", "endpoint and API key of the WhatsApp partner"
    )
    email_secret_path: SecretPath = _secret_path("email", "endpoint and API key of the e-mail partner")
    calendar_secret_path: SecretPath = _secret_path("calendar", "endpoint and API key of the calendar")
    webhook_secret_path: SecretPath = _secret_path("webhook", "app secret and verify token of the webhook")

    ses_identity: SesIdentity | None = setting(
        "Domain or address that e-mails are sent from through Amazon SES. Empty: no SES.",
        "be a domain or an e-mail address in lower case",
        "example.com",
        default=None,
    )
    make_ses_identity: bool = setting(
        "Whether the stack makes that identity. False: it is there already, or somebody else makes it.",
        "be true or false",
        "true",
        default=False,
    )
    inbound_mail_domain: MailDomain | None = setting(
        "Domain at which answers to e-mails arrive through Amazon SES. Empty: they go to the sender.",
        "be a domain in lower case",
        "respostas.example.com",
        default=None,
        validate_default=True,
    )
    receipt_rule_set: ReceiptRuleSet | None = setting(
        "Active receipt rule set of the account, to which the stack adds its rule. Empty: the stack makes one.",
        "be the name of a receipt rule set",
        "default-rule-set",
        default=None,
    )

    reply_model_id: ReplyModelId | None = setting(
        "Model on Amazon Bedrock that reads the replies which are still unknown. Empty: none does.",
        "be the id of a model on Amazon Bedrock or of an inference profile of AWS's own, or the ARN of one of them",
        "amazon.nova-lite-v1:0",
        default=None,
    )

    operator_policy: bool = setting(
        "Whether the stack makes the policy that lets people operate it with the commands of ops.",
        "be true or false",
        "true",
        default=False,
    )

    @field_validator("alerts_topic_arn")
    @classmethod
    def _is_in_the_region(cls, value: str | None, info: ValidationInfo) -> str | None:
        region = info.data.get("region")
        if value and region and value.split(":")[3] != region:
            raise refusal(f"must be in {region}: alarms notify topics of their own region only")
        return value

    @field_validator("inbound_mail_domain")
    @classmethod
    def _answers_follow_mails(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value and info.data.get("ses_identity", "wrong") is None:
            raise refusal("must not be set without sesIdentity: answers follow e-mails", cure="sesIdentity")
        return value

    @field_validator("vpc_security_group_ids")
    @classmethod
    def _both_or_neither(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        subnets = info.data.get("vpc_subnet_ids")
        if subnets is None or bool(subnets) == bool(value):
            return value
        if subnets:
            raise refusal("must be set too, since vpcSubnetIds is: both or neither")
        raise refusal("must not be set without vpcSubnetIds: both or neither", cure="vpcSubnetIds")

    @property
    def account_id(self) -> str | None:
        """The account, where the configuration allows exactly one."""
        return self.allowed_account_ids[0] if len(self.allowed_account_ids) == 1 else None

    @property
    def runbook(self) -> str:
        """The place of the runbook: its address, or its path in the repository."""
        return self.runbook_url or "docs/runbook"

    @property
    def in_vpc(self) -> bool:
        """True if the functions are put in a VPC."""
        return bool(self.vpc_subnet_ids)

    @property
    def mail(self) -> MailSpec | None:
        """E-mail through SES, where there is an identity to send from."""
        return MailSpec(self.ses_identity, self.inbound_mail_domain) if self.ses_identity else None

    @property
    def reply_model(self) -> ModelSpec | None:
        """The model on Amazon Bedrock, where there is one."""
        return ModelSpec.of(self.reply_model_id) if self.reply_model_id else None

    @property
    def secret_paths(self) -> dict[str, str]:
        """The secrets that grants name, each with its name in Secrets Manager."""
        return {
            "whatsapp": self.whatsapp_secret_path,
            "email": self.email_secret_path,
            "calendar": self.calendar_secret_path,
            "webhook": self.webhook_secret_path,
        }


def load() -> Settings:
    """Return the settings of the running stack; ``pulumi.RunError`` lists everything that is wrong with them."""
    return configuration.load(Settings)


def parse(config: Mapping[str, Any], project: str, secret: Collection[str] = ()) -> Settings:
    """Return the settings in ``config``, whose keys carry their namespace (``<project>:environment``).

    ``secret`` are the keys whose values no report may show.
    """
    return configuration.parse(Settings, config, project, secret)
