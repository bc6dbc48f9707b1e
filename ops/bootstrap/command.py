"""The command ``python -m ops bootstrap``."""

import os
import re
import shlex
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

import click
from botocore.exceptions import BotoCoreError, ClientError

from ops import stack, tables
from ops.bootstrap import github, partner_secrets, state
from ops.bootstrap.documents import Scope
from ops.bootstrap.partner_secrets import PartnerSecret
from ops.bootstrap.steps import RIGHT, Account, Found, Step, code, connected
from ops.documents import DocumentError
from ops.explanations import DoesNotHoldError

PROJECT = "micro-agente-disparo-agendamento"
SECRETS = f"/repo/terraform/{PROJECT}"
"""The beginning of the names of the secrets, unless the stack's configuration says otherwise."""
_NAME = r"[A-Za-z0-9_.-]+"
_OWNED = re.compile(rf"{_NAME}(@\d+)?/{_NAME}(@\d+)?")
Looked = list[tuple[Step, Found]]


def _repository(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if _OWNED.fullmatch(value) is None:
        raise click.BadParameter(
            "write owner/name, or owner@id/name@id where GitHub puts the ids into the subject"
        )
    return value


@click.command("bootstrap")
@click.option(
    "--environment", type=click.Choice(["dev", "prod"]), required=True, help="The stack's environment."
)
@click.option(
    "--repository",
    required=True,
    callback=_repository,
    metavar="OWNER/NAME",
    help="The repository at GitHub whose workflows deploy; OWNER@ID/NAME@ID where its subjects hold the ids.",
)
@click.option(
    "--secrets", "file", type=click.Path(path_type=Path, dir_okay=False), help="JSON of secrets by name."
)
@click.option(
    "--name-prefix", default=PROJECT, show_default=True, help="namePrefix of the stack's configuration."
)
@click.option("--ses-identity", help="sesIdentity of the stack's configuration.")
@click.option("--artifact-bucket", help="artifactBucket of the stack's configuration.")
@click.option("--vpc", is_flag=True, help="The stack's configuration names a VPC.")
@click.option("--state-bucket", help="Bucket of the state.  [default: pulumi-state-<account>]")
@click.option(
    "--key-alias", default="alias/pulumi-state", show_default=True, help="Alias of the state's key."
)
@click.option(
    "--secret-prefix", default=SECRETS, show_default=True, help="What the secrets' names begin with."
)
@click.option("--dry-run", is_flag=True, help="Say what there is and what would be made, and make nothing.")
@click.option(
    "--yes", is_flag=True, help="Make what is missing without asking; what differs is only reported."
)
def bootstrap(
    environment: str,
    repository: str,
    file: Path | None,
    name_prefix: str,
    ses_identity: str | None,
    artifact_bucket: str | None,
    vpc: bool,
    state_bucket: str | None,
    key_alias: str,
    secret_prefix: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Prepare an AWS account for the first deployment: state, secrets, and GitHub's way in.

    Makes a bucket and a key for Pulumi's state, the partners' secrets (asked for, or of --secrets), GitHub's identity
    provider, and a role each for deploying and for previewing. Shows first what there is. Never changes what it finds
    different without asking, removes nothing, and goes on where an earlier run was cut short. Ends with 3 where
    something differs still, or a secret is missing.
    """
    given = _given(file)
    with _refusals():
        region = _region()
        number = connected("sts", region).get_caller_identity()["Account"]
        scope = Scope(
            project=PROJECT,
            name_prefix=name_prefix,
            environment=environment,
            account=number,
            region=region,
            state_bucket=state_bucket or f"pulumi-state-{number}",
            identity=ses_identity,
            artifacts=artifact_bucket,
            vpc=vpc,
        )
        account = Account(scope, key_alias, repository, secret_prefix.rstrip("/"))
        steps = [*state.steps(account), *partner_secrets.steps(account, given), *github.steps(account)]
        click.echo(f"account {number}, {region}, stack {scope.prefix}")
        looked = [(step, step.look()) for step in steps]
    _show(looked)
    if all(found == RIGHT for _, found in looked):
        click.echo("nothing to do: everything is there")
    if dry_run:
        click.echo("nothing was made: this was a dry run")
        return
    left = _go_on(looked, account, yes=yes)
    _next(account)
    if left:
        click.echo(f"left: {'; '.join(left)}", err=True)
        raise SystemExit(DoesNotHoldError.exit_code)


def _go_on(looked: Looked, account: Account, *, yes: bool) -> list[str]:
    """Make what is missing, change what may be changed, and return what is left."""
    missing = [step for step, found in looked if not found.there]
    differing = [(step, found) for step, found in looked if found.differs]
    for step in missing:
        if isinstance(step, PartnerSecret) and step.given is None and not yes:
            step.given = partner_secrets.ask(step.name)
    unknown = [step for step in missing if isinstance(step, PartnerSecret) and step.given is None]
    making = [step for step in missing if step not in unknown]
    if making and not yes:
        click.confirm(f"Make these {len(making)} things in account {account.scope.account}?", abort=True)
    left = [f"{step.what} is missing: run again with --secrets, or answer when asked" for step in unknown]
    with _refusals():
        for step in making:
            step.make()
            click.echo(f"made     {step.what}")
        for step, found in differing:
            if yes or not click.confirm(
                f"{step.what}: {'; '.join(found.differs)}. Change it?", default=False
            ):
                left.append(f"{step.what} differs")
                continue
            step.change()
            click.echo(f"changed  {step.what}")
    return left


def _show(looked: Iterable[tuple[Step, Found]]) -> None:
    words = {(True, True): "differs", (True, False): "there", (False, False): "to make"}
    tables.show(
        ("", "what", "how it differs"),
        [
            (words[found.there, bool(found.differs)], step.what, "; ".join(found.differs))
            for step, found in looked
        ],
    )


def _next(account: Account) -> None:
    """Print the commands that come next, those of the CLI as it takes them."""
    scope = account.scope
    env, where = scope.environment, f"s3://{scope.state_bucket}?region={scope.region}"
    encryption = shlex.quote(f"awskms://{account.key_alias}?region={scope.region}")
    commands = [
        f"pulumi login {shlex.quote(where)}",
        f"pulumi stack init {env} --secrets-provider {encryption}",
        f"pulumi config set --stack {env} --path --type string 'aws:allowedAccountIds[0]' {scope.account}",
    ]
    settings = {"namePrefix": (scope.name_prefix, PROJECT), "sesIdentity": (scope.identity, None)}
    settings |= {"artifactBucket": (scope.artifacts, None)}
    for key, (value, default) in settings.items():
        if value != default:
            commands.append(f"pulumi config set --stack {env} {key} {shlex.quote(str(value))}")
    if account.secret_prefix != SECRETS:
        commands += [
            f"pulumi config set --stack {env} --plaintext {name}SecretPath "
            f"{shlex.quote(f'{account.secret_prefix}/{name}')}"
            for name in partner_secrets.NAMES
        ]
    for role in github.roles(account):
        variables = {f"AWS_{role.purpose.upper()}_ROLE_ARN": role.arn, "PULUMI_BACKEND_URL": where}
        commands += [
            f"gh variable set {name} --env {role.environment} --body {shlex.quote(value)}"
            for name, value in variables.items()
        ]
    commands.append(
        f"pulumi up --stack {env} --policy-pack policies --policy-pack-config policies/config.json"
    )
    click.echo("next:")
    for command in commands:
        click.echo(f"  {command}")


def _given(file: Path | None) -> dict[str, str]:
    try:
        return partner_secrets.read(file) if file else {}
    except DocumentError as error:
        raise click.ClickException(str(error)) from None


def _region() -> str:
    import boto3

    return os.environ.get("AWS_REGION") or boto3.Session().region_name or stack.DEFAULT_REGION


@contextmanager
def _refusals() -> Generator[None]:
    """Turn what AWS refuses into a ``ClickException`` that says how to go on."""
    again = "what was made stays, and the same command goes on from there"
    try:
        yield
    except ClientError as error:
        known = error.response.get("Error", {})
        cure = (
            "the bucket belongs to another account: name one of your own with --state-bucket"
            if error.operation_name == "HeadBucket" and code(error) in ("403", "Forbidden")
            else "check with aws sts get-caller-identity whose credentials these are"
        )
        raise click.ClickException(
            f"AWS refused {error.operation_name} ({code(error)}): {known.get('Message', '')}: {cure}; {again}"
        ) from None
    except BotoCoreError as error:
        raise click.ClickException(
            f"AWS cannot be reached ({error}): check AWS_PROFILE or the AWS_* variables, and the network; {again}"
        ) from None
