"""The stack's configuration, typed and checked before anything is registered.

Every wrong value is reported at once, each with its key, what was found and the command that cures it. Pulumi
itself lets a misspelt key pass in silence; here it is refused with the nearest key that exists.
"""

import difflib
import json
import shlex
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

LOG_RETENTION_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827)
"""What CloudWatch Logs accepts, up to five years."""

_SECRETS = "/repo/terraform/micro-agente-disparo-agendamento"
_REASON = "reason"


def _json(value: object) -> object:
    """The engine hands lists over as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _retention(value: int) -> int:
    if value not in LOG_RETENTION_DAYS:
        raise ValueError(value)
    return value


def _setting(description: str, must: str, example: str, **rest: Any) -> Any:
    """A field with what it must be, and the arguments of the `pulumi config set` that cures it."""
    return Field(description=description, json_schema_extra={"must": must, "example": example}, **rest)


def _secret_path(partner: str, what: str) -> Any:
    return _setting(
        f"Name of the secret with endpoint and API key of the {what}.",
        "be the name of a secret, not its ARN",
        f"{{key}} {_SECRETS}/{partner}",
        default=f"{_SECRETS}/{partner}",
    )


def _text(pattern: str) -> Any:
    return StringConstraints(pattern=f"^(?:{pattern})$")


Region = Annotated[str, _text(r"(us|ca|sa|eu|me|af|ap|il|mx)-[a-z]+-\d")]
NamePrefix = Annotated[str, _text(r"[a-z](-?[a-z0-9]){1,31}"), StringConstraints(max_length=32)]
TopicArn = Annotated[str, _text(r"arn:aws:sns:[a-z]{2}-[a-z]+-\d:\d{12}:[A-Za-z0-9_-]{1,256}")]
BucketName = Annotated[str, _text(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")]
SecretPath = Annotated[str, _text(r"[A-Za-z0-9/_+=.@-]{1,512}")]
LogRetention = Annotated[int, AfterValidator(_retention)]
Concurrency = Annotated[int, Field(ge=2, le=1000)]
AccountIds = Annotated[tuple[Annotated[str, _text(r"\d{12}")], ...], BeforeValidator(_json)]
SubnetIds = Annotated[tuple[Annotated[str, _text(r"subnet-[0-9a-f]{8,17}")], ...], BeforeValidator(_json)]
SecurityGroupIds = Annotated[tuple[Annotated[str, _text(r"sg-[0-9a-f]{8,17}")], ...], BeforeValidator(_json)]


class Settings(BaseModel):
    """The values of one stack. Fields are the keys of Pulumi.yaml in snake case."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    region: Region = _setting(
        "Region of the stack.",
        "be a region of AWS",
        "{key} us-east-1",
        alias="aws:region",
    )
    allowed_account_ids: AccountIds = _setting(
        "Accounts that the provider may touch.",
        "be a list of account numbers of twelve digits",
        "--path '{key}[0]' 123456789012",
        alias="aws:allowedAccountIds",
        default=(),
    )
    environment: Literal["dev", "prod"] = _setting(
        "Environment of the stack, dev or prod; part of every name. Must be set.",
        "be dev or prod",
        "{key} dev",
    )
    name_prefix: NamePrefix = _setting(
        "First part of every name, and source of our events: another one for a second dev in one account.",
        "be 2 to 32 lower-case letters, digits and single hyphens, a letter first",
        "{key} micro-agente-disparo-agendamento",
        default="micro-agente-disparo-agendamento",
    )
    alerts_topic_arn: TopicArn | None = _setting(
        "ARN of the SNS topic that alarms notify. Empty: the stack makes its own.",
        "be the ARN of an SNS topic",
        "{key} arn:aws:sns:us-east-1:123456789012:alerts",
        default=None,
    )
    artifact_bucket: BucketName | None = _setting(
        "Bucket that the archives are uploaded to. Empty: the functions take them directly.",
        "be the name of a bucket",
        "{key} my-artifacts",
        default=None,
    )
    log_retention_days: LogRetention = _setting(
        "Days for which the functions' logs are kept.",
        f"be one of {', '.join(map(str, LOG_RETENTION_DAYS))}",
        "{key} 7",
        default=7,
    )
    protect: bool = _setting(
        "Whether tables and the intake bucket are protected from deletion.",
        "be true or false",
        "{key} true",
        default=False,
    )
    send_concurrency: Concurrency = _setting(
        "How many send-messages may run at once.",
        "be a whole number from 2 to 1000",
        "{key} 10",
        default=10,
    )
    vpc_subnet_ids: SubnetIds = _setting(
        "Subnets of the functions. Empty: no VPC. With vpcSecurityGroupIds or not at all.",
        "be a list of subnet ids",
        "--path '{key}[0]' subnet-0123456789abcdef0",
        default=(),
    )
    vpc_security_group_ids: SecurityGroupIds = _setting(
        "Security groups of the functions. With vpcSubnetIds or not at all.",
        "be a list of security group ids",
        "--path '{key}[0]' sg-0123456789abcdef0",
        default=(),
        validate_default=True,
    )
    whatsapp_secret_path: SecretPath = _secret_path("whatsapp", "WhatsApp partner")
    email_secret_path: SecretPath = _secret_path("email", "e-mail partner")
    calendar_secret_path: SecretPath = _secret_path("calendar", "calendar")

    @field_validator("alerts_topic_arn")
    @classmethod
    def _topic_is_in_the_region(cls, value: str | None, info: ValidationInfo) -> str | None:
        region = info.data.get("region")
        if value and region and value.split(":")[3] != region:
            raise PydanticCustomError(
                _REASON,
                "must be in {region}: alarms notify topics of their own region only",
                {"region": region},
            )
        return value

    @field_validator("vpc_security_group_ids")
    @classmethod
    def _both_or_neither(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        subnets = info.data.get("vpc_subnet_ids")
        if subnets is None or bool(subnets) == bool(value):
            return value
        if subnets:
            raise PydanticCustomError(_REASON, "must be set too, since vpcSubnetIds is: both or neither")
        raise PydanticCustomError(
            _REASON, "must not be set without vpcSubnetIds: both or neither", {"cure": "vpcSubnetIds"}
        )

    @property
    def account_id(self) -> str | None:
        """The account, where the configuration allows exactly one."""
        return self.allowed_account_ids[0] if len(self.allowed_account_ids) == 1 else None

    @property
    def in_vpc(self) -> bool:
        return bool(self.vpc_subnet_ids)

    @property
    def secret_paths(self) -> dict[str, str]:
        """Partner to the name of its secret."""
        return {
            "whatsapp": self.whatsapp_secret_path,
            "email": self.email_secret_path,
            "calendar": self.calendar_secret_path,
        }


KEYS = {field.alias: name for name, field in Settings.model_fields.items() if field.alias}
"""The keys of the configuration to the fields; those of the provider carry its namespace."""


def load() -> Settings:
    """The settings of the running stack; ``pulumi.RunError`` lists everything that is wrong with them."""
    return parse({**get_config_env(), **CONFIG.get()}, pulumi.get_project())


def parse(config: Mapping[str, Any], project: str) -> Settings:
    """The settings in ``config``, whose keys carry their namespace (``<project>:environment``, ``aws:region``)."""
    ours = {
        key.removeprefix(f"{project}:"): value
        for key, value in config.items()
        if key.startswith(f"{project}:")
    }
    values = ours | {key: config[key] for key in KEYS if ":" in key and key in config}
    # The defaults in Pulumi.yaml know no null: a key that is set to nothing is a key that is not set.
    values = {key: value for key, value in values.items() if value != ""}
    problems = [_unknown(key, value) for key, value in ours.items() if key not in KEYS]
    try:
        settings = Settings.model_validate({key: value for key, value in values.items() if key in KEYS})
    except ValidationError as error:
        # An item of a list has a path of its own; one line for the key is enough.
        # A default that is wrong goes by the name of its field.
        wrong = {str(found["loc"][0]): found for found in reversed(error.errors())}
        found = {key: wrong.get(key, wrong.get(field)) for key, field in KEYS.items()}
        problems = [_wrong(key, what, values) for key, what in found.items() if what] + problems
    else:
        if not problems:
            return settings
    raise pulumi.RunError(
        "The stack's configuration is wrong; nothing has been changed.\n"
        + "\n".join(f"  {what}\n    {cure}" for what, cure in problems)
    )


def _wrong(key: str, error: Any, values: Mapping[str, Any]) -> tuple[str, str]:
    found = f'"{values[key]}"' if key in values else "not set"
    must = error["msg"] if error["type"] == _REASON else f"must {_extra(key)['must']}"
    cure = (error.get("ctx") or {}).get("cure", key)
    # An item cannot be set in what is no list, and a wrong item would stay beside the new one.
    first = (
        f"pulumi config rm {key} && "
        if key in values and "--path" in _extra(key)["example"] and cure == key
        else ""
    )
    return (
        f"{key} is {found}: it {must}.",
        f"{first}pulumi config set {_extra(cure)['example'].format(key=cure)}",
    )


def _extra(key: str) -> dict[str, str]:
    extra: Any = Settings.model_fields[KEYS[key]].json_schema_extra
    return extra


def _unknown(key: str, value: Any) -> tuple[str, str]:
    near = difflib.get_close_matches(key, [known for known in KEYS if ":" not in known], n=1, cutoff=0.5)
    if not near:
        return f'{key} is "{value}": there is no such key.', f"pulumi config rm {shlex.quote(key)}"
    return (
        f'{key} is "{value}": there is no such key; did you mean {near[0]}?',
        f"pulumi config set {near[0]} {shlex.quote(str(value))} && pulumi config rm {shlex.quote(key)}",
    )
