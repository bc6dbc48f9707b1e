"""Clients of the embedded cloud: boto3 sessions with its endpoint and its credentials, past any proxy."""

import threading
from typing import Any, NamedTuple

import boto3
from botocore.config import Config

REGION = "us-east-1"
CONNECTIONS = 32
"""Connections per client: as many as a deployment has threads."""


class Credentials(NamedTuple):
    """An access key; of an emulator's root user, drawn at random for each emulator."""

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


class Account:
    """An AWS account behind an endpoint, reached as its administrator.

    ``endpoint`` is the URL of all services.
    """

    region = REGION

    def __init__(self, endpoint: str, credentials: Credentials) -> None:
        self.endpoint = endpoint
        self._credentials = credentials
        self._session = Session(endpoint, credentials)
        self._clients: dict[str, Any] = {}
        self._making = threading.Lock()

    def session(self) -> Session:
        """Return a new session of the account's administrator."""
        return Session(self.endpoint, self._credentials)

    def client(self, service: str) -> Any:
        """Return the administrator's client of a service, shared by all threads: making one costs 10 to 100 ms."""
        with self._making:
            if service not in self._clients:
                self._clients[service] = self._session.client(service)
            return self._clients[service]

    def environment(self) -> dict[str, str]:
        """Return the variables that make the AWS CLI or any SDK talk to this account as its administrator."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self._credentials.key,
            "AWS_SECRET_ACCESS_KEY": self._credentials.secret,
            "AWS_DEFAULT_REGION": REGION,
        }
