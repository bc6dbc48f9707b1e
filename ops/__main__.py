"""The operators' command line: ``python -m ops``. It works on AWS, and wherever AWS_ENDPOINT_URL points."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import boto3
import click
from botocore.exceptions import BotoCoreError, ClientError

from handlers.domain.tenants import Campaign, Tenant
from handlers.storage import configuration as stored
from ops import configuration, documents

DEFAULT_PREFIX = "micro-agente-disparo-agendamento-dev"
DEFAULT_REGION = "us-east-1"
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--prefix",
    default=DEFAULT_PREFIX,
    envvar="STACK_PREFIX",
    show_default=True,
    show_envvar=True,
    help="What the stack's physical names begin with: <namePrefix>-<environment>.",
)
def main(prefix: str) -> None:
    """Loads tenants and campaigns into a stack and reads them back."""
    os.environ["TABLE_CONFIG"] = f"{prefix}-config"
    if boto3.Session().region_name is None:
        os.environ["AWS_DEFAULT_REGION"] = DEFAULT_REGION


@main.group()
def tenant() -> None:
    """Companies that use the agent."""


@main.group()
def campaign() -> None:
    """Efforts of a tenant over a list of contacts."""


@tenant.command("put")
@click.argument("file", type=FILE)
def tenant_put(file: Path) -> None:
    """Write or replace the tenant that FILE (JSON) describes."""
    with _explained(file):
        document = documents.read(Tenant, file)
        configuration.put_tenant(document)
    click.echo(f"tenant {document.tenantId} is loaded")


@tenant.command("show")
@click.argument("tenant_id")
def tenant_show(tenant_id: str) -> None:
    """Print a tenant as JSON, in the form that `put` takes."""
    with _explained():
        found = stored.tenant(tenant_id)
    if found is None:
        raise click.ClickException(
            f"there is no tenant {tenant_id}: load it with python -m ops tenant put FILE"
        )
    click.echo(found.model_dump_json(indent=2))


@campaign.command("put")
@click.argument("file", type=FILE)
def campaign_put(file: Path) -> None:
    """Write or replace the campaign that FILE (JSON) describes; its tenant must be there."""
    with _explained(file):
        document = documents.read(Campaign, file)
        configuration.put_campaign(document)
    click.echo(f"campaign {document.campaignId} of tenant {document.tenantId} is loaded")


@campaign.command("show")
@click.argument("tenant_id")
@click.argument("campaign_id")
def campaign_show(tenant_id: str, campaign_id: str) -> None:
    """Print a campaign as JSON, in the form that `put` takes."""
    with _explained():
        found = stored.campaign(tenant_id, campaign_id)
    if found is None:
        raise click.ClickException(
            f"tenant {tenant_id} has no campaign {campaign_id}: load it with python -m ops campaign put FILE"
        )
    click.echo(found.model_dump_json(indent=2))


@contextmanager
def _explained(file: Path | None = None) -> Generator[None]:
    """Turns what can go wrong with a file or with AWS into a line that says what to do."""
    try:
        yield
    except documents.DocumentError as error:
        message = str(error)
        if file is not None and not message.startswith(str(file)):
            message = f"{file}: {message}"
        raise click.ClickException(message) from None
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code == "ResourceNotFoundException":
            raise click.ClickException(
                f"there is no table {os.environ['TABLE_CONFIG']}: deploy the stack first, or name it with --prefix"
            ) from None
        raise click.ClickException(
            f"AWS refused ({code}): {error.response.get('Error', {}).get('Message', '')}: "
            "check with aws sts get-caller-identity whose credentials these are"
        ) from None
    except BotoCoreError as error:
        raise click.ClickException(
            f"AWS cannot be reached ({error}): check AWS_PROFILE or the AWS_* variables, and the network"
        ) from None


if __name__ == "__main__":
    main(prog_name="python -m ops")
