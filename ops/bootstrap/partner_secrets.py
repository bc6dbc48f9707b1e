"""The partners' secrets: asked for or read from a file, checked as the functions read them, and never printed."""

import json
import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from botocore.exceptions import ClientError

from handlers.common.rules import secret_documents, webhook_secret
from handlers.common.rules.partner import PROVIDERS, Provider
from handlers.common.rules.secret_documents import MalformedSecretError
from ops.bootstrap.steps import ABSENT, RIGHT, TAG_LIST, Account, Found, Step, code
from ops.documents import DocumentError
from ops.nearest import suggestion

WEBHOOK = "webhook"
NAMES = (*PROVIDERS, WEBHOOK)
TOKEN_BYTES = 16


@dataclass(frozen=True)
class Field:
    """A field of a secret, as it is asked for."""

    name: str
    asks: str
    hidden: bool = False
    optional: bool = False
    kind: str = "text"
    """``text``, ``flag``, or ``file``: the JSON in a file."""


FORMS: Mapping[str, tuple[Field, ...]] = {
    Provider.GATEWAY: (
        Field("endpoint", "URL of the gateway"),
        Field("apiKey", "its API key", hidden=True),
        Field("idempotent", "does it remove repeated requests by their Idempotency-Key", kind="flag"),
    ),
    Provider.WHATSAPP_CLOUD: (
        Field("accessToken", "access token of the system user", hidden=True),
        Field("phoneNumberId", "id of the phone number (digits; empty: tenants name theirs)", optional=True),
        Field("businessAccountId", "id of the business account (digits; empty: none)", optional=True),
    ),
    Provider.SES: (Field("sender", "sender, such as Vendas <vendas@example.com>"),),
    Provider.GOOGLE_CALENDAR: (
        Field("serviceAccount", "path of the service account's key file", kind="file"),
        Field("subject", "user for whom it acts (empty: itself)", optional=True),
    ),
    WEBHOOK: (
        Field(
            "appSecret",
            "app secret at Meta (empty: one is made up, enough for e-mail)",
            hidden=True,
            optional=True,
        ),
        Field("verifyToken", "verify token (empty: one is made up)", hidden=True, optional=True),
    ),
}


@dataclass
class PartnerSecret:
    """A secret of Secrets Manager that the stack reads and never makes."""

    account: Account
    name: str
    given: str | None = field(default=None, repr=False)
    """The JSON to write; None if nobody has given it."""

    @property
    def what(self) -> str:
        return f"secret {self.path}"

    @property
    def path(self) -> str:
        """The name in Secrets Manager."""
        return f"{self.account.secret_prefix}/{self.name}"

    def look(self) -> Found:
        manager = self.account.client("secretsmanager")
        try:
            known = manager.describe_secret(SecretId=self.path)
            if known.get("DeletedDate"):
                return Found(True, ("it is about to be deleted, and would be restored",))
            text = manager.get_secret_value(SecretId=self.path).get("SecretString", "")
        except ClientError as error:
            if code(error) == "ResourceNotFoundException":
                return ABSENT
            raise
        try:
            checked(self.name, self.path, text)
        except MalformedSecretError as error:
            return Found(True, (str(error),))
        if self.given is not None and json.loads(self.given) != json.loads(text):
            return Found(True, ("it holds something else than what is given now",))
        return RIGHT

    def make(self) -> None:
        if self.given is None:
            return
        manager = self.account.client("secretsmanager")
        try:
            manager.create_secret(Name=self.path, SecretString=self.given, Tags=TAG_LIST)
        except ClientError as error:
            # A run that was cut short has left the name without a value.
            if code(error) != "ResourceExistsException":
                raise
            manager.put_secret_value(SecretId=self.path, SecretString=self.given)

    def change(self) -> None:
        manager = self.account.client("secretsmanager")
        if manager.describe_secret(SecretId=self.path).get("DeletedDate"):
            manager.restore_secret(SecretId=self.path)
        if self.given is not None:
            manager.put_secret_value(SecretId=self.path, SecretString=self.given)


def checked(name: str, where: str, text: str) -> None:
    """Check a secret as the functions read it; ``MalformedSecretError`` says what is wrong, and not what it holds."""
    if name == WEBHOOK:
        webhook_secret.parse(where, text)
    else:
        secret_documents.parse(name, where, text)


def read(path: Path) -> dict[str, str]:
    """Read a file with a JSON object of secrets by name; ``DocumentError`` if one is not what the functions accept."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        # An error of JSON names the place and never what stands there.
        raise DocumentError(f"{path}: cannot be read as JSON: {error}") from None
    if not isinstance(found, dict):
        raise DocumentError(f'{path}: is no JSON object: write {{"whatsapp": {{…}}, "email": {{…}}}}')
    for name, value in found.items():
        if name not in NAMES:
            raise DocumentError(f"{path}: {name}: no such secret: {suggestion(name, NAMES)}")
        try:
            checked(name, name, json.dumps(value))
        except MalformedSecretError as error:
            raise DocumentError(f"{path}: {str(error).partition(' with `aws')[0]}") from None
    return {name: json.dumps(value) for name, value in found.items()}


def ask(name: str) -> str | None:
    """Ask for a secret, without showing what is secret of it; None if it is left for later."""
    if not click.confirm(f"Enter the secret {name} now?", default=True):
        return None
    kind = WEBHOOK if name == WEBHOOK else _provider(name)
    while True:
        text = json.dumps(_filled(kind))
        try:
            checked(name, name, text)
        except MalformedSecretError as error:
            click.echo(str(error).partition(" with `aws")[0], err=True)
        else:
            return text


def _provider(name: str) -> str:
    kinds = [str(provider) for provider in PROVIDERS[name]]
    return click.prompt(f"  provider of {name}", type=click.Choice(kinds), default=kinds[-1])


def _filled(kind: str) -> dict[str, Any]:
    values: dict[str, Any] = {} if kind == WEBHOOK else {"provider": kind}
    for each in FORMS[kind]:
        value = _asked(each)
        if value == "" and kind == WEBHOOK:
            value = random.token_hex(TOKEN_BYTES)
            if each.name == "verifyToken":
                click.echo("  a verify token was made up: the secret holds it, for Meta's page Configuration")
        if value != "":
            values[each.name] = value
    return values


def _asked(each: Field) -> Any:
    words = f"  {each.asks}"
    if each.kind == "flag":
        return click.confirm(words, default=False)
    if each.kind == "file":
        file = click.prompt(words, type=click.Path(exists=True, dir_okay=False, path_type=Path))
        try:
            return json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            return {}
    options: dict[str, Any] = {"default": "", "show_default": False} if each.optional else {}
    return click.prompt(words, hide_input=each.hidden, **options).strip()


def steps(account: Account, given: Mapping[str, str]) -> list[Step]:
    """Return the secrets, in the order in which they are asked for."""
    return [PartnerSecret(account, name, given.get(name)) for name in NAMES]
