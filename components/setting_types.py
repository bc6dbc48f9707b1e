"""The types of this stack's settings: what a value has to look like. Pure."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, ValidationInfo

from components.configuration import FROM_JSON, text
from components.model_specs import PATTERN, check

LOG_RETENTION_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827)
"""The retentions that CloudWatch Logs accepts, up to five years."""


def _retention(value: int) -> int:
    if value not in LOG_RETENTION_DAYS:
        raise ValueError(value)
    return value


def _model(value: str, info: ValidationInfo) -> str:
    if region := info.data.get("region"):
        check(value, region, info.data.get("allowed_account_ids", ()))
    return value


_DOMAIN = r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"

NamePrefix = Annotated[str, text(r"[a-z](-?[a-z0-9]){1,31}"), StringConstraints(max_length=32)]
RunbookUrl = Annotated[
    str, text(r"https://[A-Za-z0-9][A-Za-z0-9._~:/@%+-]*[A-Za-z0-9_~-]"), StringConstraints(max_length=500)
]
TopicArn = Annotated[str, text(r"arn:aws:sns:[a-z]{2}-[a-z]+-\d:\d{12}:[A-Za-z0-9_-]{1,256}")]
BucketName = Annotated[str, text(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")]
SecretPath = Annotated[str, text(r"[A-Za-z0-9/_+=.@-]{1,512}")]
SesIdentity = Annotated[
    str, text(rf"([a-z0-9_][a-z0-9#&'+_~.-]*@)?{_DOMAIN}"), StringConstraints(max_length=254)
]
MailDomain = Annotated[str, text(_DOMAIN), StringConstraints(max_length=190)]
ReplyModelId = Annotated[str, text(PATTERN), AfterValidator(_model)]
ReceiptRuleSet = Annotated[str, text(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?")]
LogRetention = Annotated[int, AfterValidator(_retention)]
Concurrency = Annotated[int, Field(ge=2, le=1000)]
Reserved = Annotated[int, Field(ge=0, le=1000)]
SubnetIds = Annotated[tuple[Annotated[str, text(r"subnet-[0-9a-f]{8,17}")], ...], FROM_JSON]
SecurityGroupIds = Annotated[tuple[Annotated[str, text(r"sg-[0-9a-f]{8,17}")], ...], FROM_JSON]
