"""Clients of the embedded cloud: boto3 sessions with its endpoint and its credentials, past any proxy."""

from typing import Any, NamedTuple

import boto3
from botocore.config import Config

REGION = "us-east-1"
CONNECTIONS = 32
"""Connections per client: as many as a deployment has threads."""


class Credentials(NamedTuple):
    """The access key of one emulator's root user, drawn at random for each emulator."""

    key: str
    secret: str


class Session(boto3.Session):
    """A boto3 session whose clients and resources talk to the embedded cloud."""

    def __init__(self, endpoint: str, credentials: Credentials):
        super().__init__(
            aws_access_key_id=credentials.key, aws_secret_access_key=credentials.secret, region_name=REGION
        )
        self._defaults: dict[str, Any] = {
            "endpoint_url": endpoint,
            "config": Config(proxies={}, max_pool_connections=CONNECTIONS, retries={"total_max_attempts": 3}),
        }

    def client(self, *args: Any, **kwargs: Any) -> Any:
        return super().client(*args, **{**self._defaults, **kwargs})

    def resource(self, *args: Any, **kwargs: Any) -> Any:
        return super().resource(*args, **{**self._defaults, **kwargs})
