"""The model on Amazon Bedrock that a stack asks, and the regions to which a request may be routed. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from components.configuration import refusal

ROUTED: dict[str, tuple[str, ...]] = {
    "us": ("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
    "ca": ("ca-central-1", "ca-west-1", "us-east-1", "us-east-2", "us-west-2"),
    "eu": (
        "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
        "eu-west-1", "eu-west-2", "eu-west-3",
    ),
    "apac": (
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-4",
    ),
    "jp": ("ap-northeast-1", "ap-northeast-3"),
    "au": ("ap-southeast-2", "ap-southeast-4"),
    "global": ("",),
}  # fmt: skip
"""The beginning of an inference profile's id to the regions in which it may run its model; "" stands for any.

Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
"""

KNOWN_IN: dict[str, tuple[str, ...]] = {
    "us": ("us-", "ca-"),
    "ca": ("ca-",),
    "eu": ("eu-", "il-"),
    "apac": ("ap-", "me-"),
    "jp": ROUTED["jp"],
    "au": ROUTED["au"],
    "global": ("",),
}
"""The beginning of an inference profile's id to the beginnings of the regions in which it may be asked."""

_MODEL = r"[a-z0-9-]+\.[a-z0-9][a-z0-9.-]*(?::\d+)?"
_ID = rf"(?:(?:{'|'.join(ROUTED)})\.)?{_MODEL}"
PATTERN = (
    rf"{_ID}"
    rf"|arn:aws:bedrock:[a-z]{{2}}-[a-z]+-\d::foundation-model/{_MODEL}"
    rf"|arn:aws:bedrock:[a-z]{{2}}-[a-z]+-\d:\d{{12}}:inference-profile/{_ID}"
)
"""A model's id, that of an inference profile of AWS's own, or the ARN of either."""


@dataclass(frozen=True)
class ModelSpec:
    """A model on Amazon Bedrock, by its own id or that of an inference profile of AWS's own."""

    id: str
    """The id under which it is asked."""

    @classmethod
    def of(cls, text: str) -> "ModelSpec":
        """Return the model of an id or an ARN that ``PATTERN`` matches; ``check`` refuses those of others."""
        return cls(text.rpartition("/")[2])

    @property
    def profile(self) -> str | None:
        """The beginning of the inference profile's id; None for a model that is asked in the stack's region."""
        found = re.match(rf"({'|'.join(ROUTED)})\.[a-z0-9-]+\.", self.id)
        return found[1] if found else None

    @property
    def model(self) -> str:
        """The id of the model itself."""
        return self.id.partition(".")[2] if self.profile else self.id

    def regions(self, own: str) -> tuple[str, ...]:
        """Return the regions in which the model may run for a stack in the region ``own``."""
        if self.profile is None:
            return (own,)
        return tuple(dict.fromkeys((own, *ROUTED[self.profile])))


def check(text: str, region: str, accounts: Sequence[str]) -> None:
    """Refuse an id or an ARN that a stack in ``region`` cannot ask; ``accounts`` are those it may be in.

    A profile's ARN is of one account: it has to be the only one of those, since any other's is not asked.
    """
    model, is_arn = ModelSpec.of(text), text.startswith("arn:")
    of_region, account = text.split(":")[3:5] if is_arn else (region, "")
    beginning = model.model.partition(".")[0]
    if of_region != region:
        raise refusal(f"must be in {region}: functions ask models of their own region only")
    if beginning in ROUTED:
        raise refusal(f"must name a model behind {beginning}., the beginning of an inference profile's id")
    if is_arn and bool(account) != bool(model.profile):
        raise refusal("must be the id alone: a model's ARN has no account, an inference profile's has one")
    if model.profile and not region.startswith(KNOWN_IN[model.profile]):
        raise refusal(
            f"must be a model or an inference profile of {region}: {model.profile}. is not known there"
        )
    if account and tuple(accounts) != (account,):
        raise refusal(
            "must be the id alone, or in the one account of aws:allowedAccountIds", example=model.id
        )
