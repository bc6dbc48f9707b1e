"""The things that a bootstrap makes, one after the other: looked for, made, and changed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from ops.bootstrap.documents import Scope

TAGS = {"ManagedBy": "ops bootstrap"}
TAG_LIST = [{"Key": key, "Value": value} for key, value in TAGS.items()]


class Found(NamedTuple):
    """The state of a thing in the account."""

    there: bool
    differs: tuple[str, ...] = ()
    """In words, each: what it is, and what it should be."""


ABSENT = Found(there=False)
RIGHT = Found(there=True)


class Step(Protocol):
    """A thing that has to be in the account. ``make`` may be called again after it was cut short."""

    @property
    def what(self) -> str:
        """The thing in words, such as ``bucket pulumi-state-123456789012``."""

    def look(self) -> Found:
        """Return what there is; nothing is changed."""

    def make(self) -> None:
        """Make what is not there."""

    def change(self) -> None:
        """Bring what differs to what it should be."""


@dataclass
class Account:
    """An AWS account, and the names of what its bootstrap makes."""

    scope: Scope
    key_alias: str
    repository: str
    secret_prefix: str

    def client(self, service: str) -> Any:
        """Return the client of a service, made once."""
        if service not in self._clients:
            self._clients[service] = connected(service, self.scope.region)
        return self._clients[service]

    @cached_property
    def _clients(self) -> dict[str, Any]:
        return {}

    def key_arn(self) -> str | None:
        """Return the ARN of the key behind the alias, None while there is none."""
        try:
            return self.client("kms").describe_key(KeyId=self.key_alias)["KeyMetadata"]["Arn"]
        except ClientError as error:
            if code(error) == "NotFoundException":
                return None
            raise


def connected(service: str, region: str) -> Any:
    """Return a new client: nobody but the operator waits for it, and a repeated request makes nothing twice."""
    config = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 3})
    return boto3.client(service, region_name=region, config=config)


def code(error: ClientError) -> str:
    """Return the code of a refusal."""
    return error.response.get("Error", {}).get("Code", "")
