"""The commands for the providers behind the channels: ``python -m ops provider``."""

import importlib
import importlib.util
import os
from types import ModuleType

import click
from botocore.exceptions import ClientError

from handlers.common.rules.partner import PROVIDERS, Provider, Secret
from handlers.common.storage import clients, configuration, secrets
from handlers.common.storage.secrets import MalformedSecretError
from ops.explanations import DoesNotHoldError, explained
from ops.nearest import refuse_unknown
from ops.stack import Stack

SECRETS = "/repo/terraform/micro-agente-disparo-agendamento"
"""The folder of the secrets, unless the stack's configuration names others."""
NAMED = click.option(
    "--secret",
    help=f"Name of the channel's secret.  [default: as --stack or --local say, else {SECRETS}/<channel>]",
)


@click.group("provider")
def provider_group() -> None:
    """Providers of messages and calendars."""


@provider_group.command("check")
@click.argument("channel", type=click.Choice(list(PROVIDERS)))
@NAMED
@click.pass_obj
def provider_check(stack: Stack, channel: str, secret: str | None) -> None:
    """Ask the provider of CHANNEL if messages or bookings would work. Nobody is written to, and nothing changes.

    Prints each problem with its cure, and ends with 3 if there is one.
    """
    with explained():
        access = read_secret(channel, secret or stack.secret(channel))
        found = (configuration.tenant(tenant_id) for tenant_id in configuration.tenant_ids())
        tenants = [tenant for tenant in found if tenant is not None]
        problems = _checks(channel, access.provider).check(access, tenants)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise DoesNotHoldError(f"{channel} by {access.provider} would not work: see above")
    click.echo(f"{channel} by {access.provider} would work")


def read_secret(channel: str, name: str | None) -> Secret:
    """Return a channel's secret; ``ClickException`` for one that is missing or malformed."""
    where = name or f"{SECRETS}/{channel}"
    os.environ[f"SECRET_{channel.upper()}"] = where
    secrets.forget(channel)
    try:
        return secrets.partner(channel)
    except MalformedSecretError as error:
        raise click.ClickException(str(error)) from None
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != "ResourceNotFoundException":
            raise
        cure = "create it with aws secretsmanager create-secret, or name it with --secret"
        refuse_unknown("secret", where, _secret_names(), cure)


def _secret_names() -> list[str]:
    """The names of the account's secrets; none where the caller may not ask."""
    try:
        pages = clients.secretsmanager().get_paginator("list_secrets").paginate()
        return [each["Name"] for page in pages for each in page["SecretList"]]
    except ClientError:
        return []


def _checks(channel: str, provider: Provider) -> ModuleType:
    """The module that checks the channel's provider; ``ClickException`` where there is none."""
    name = f"ops.provider_checks.{channel}"
    if provider is not Provider.GATEWAY and importlib.util.find_spec(name) is not None:
        return importlib.import_module(name)
    raise click.ClickException(
        f"the secret of {channel} names a {provider}, which cannot be asked without writing to somebody: "
        "send a message to an address of your own"
    )
