"""The command ``python -m ops conformance``."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import boto3
import click
from botocore.config import Config

from ops.conformance import running
from ops.conformance.checks import Check, Result
from ops.conformance.scratch import Scratch
from ops.explanations import DoesNotHoldError, explained

AWS_PAUSE, AWS_PATIENCE = 1.0, 90.0
EMULATOR_PAUSE, EMULATOR_PATIENCE = 0.2, 30.0
MAKES = (
    "a table, 13 queues, a function, 3 roles, 2 rules, 2 topics, a bucket, a secret, an alarm and a schedule"
)
NAMES = click.Choice([check.name for check in running.CHECKS])


@click.command("conformance")
@click.option(
    "--endpoint", metavar="URL", help="Ask an emulator there, not AWS. AWS_ENDPOINT_URL does the same."
)
@click.option("--only", type=NAMES, multiple=True, help="Only this check; may be given several times.")
@click.option("--yes", is_flag=True, help="Make the scratch resources without asking.")
def conformance(endpoint: str | None, only: tuple[str, ...], yes: bool) -> None:
    """Try what the code takes for granted of AWS, and say what differs.

    Makes scratch resources, which cost less than a cent, and removes them, also when a check fails or Ctrl-C is
    pressed. The checks are those of docs/assumptions.md. Ends with 3 if one differs, 1 if something was left.
    """
    endpoint = endpoint or os.environ.get("AWS_ENDPOINT_URL")
    checks = [check for check in running.CHECKS if not only or check.name in only]
    with explained():
        scratch = _scratch(endpoint)
    click.echo(
        f"makes {MAKES}, all named {scratch.run_id}-… and tagged Run={scratch.run_id}, and removes them"
    )
    if endpoint is None and not yes:
        click.confirm(f"Make them in account {scratch.account}, {scratch.region}?", abort=True)
    results = _run(scratch, checks)
    click.echo(", ".join(f"{results[result]} {result}" for result in Result))
    if results[Result.DIFFERS]:
        raise SystemExit(DoesNotHoldError.exit_code)


def _scratch(endpoint: str | None) -> Scratch:
    session = boto3.Session()
    config = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
        max_pool_connections=len(running.CHECKS),
        s3={"addressing_style": "path"} if endpoint else {},
    )

    def connect(service: str, credentials: Mapping[str, str] | None = None) -> Any:
        own = (
            {
                "aws_access_key_id": credentials["AccessKeyId"],
                "aws_secret_access_key": credentials["SecretAccessKey"],
                "aws_session_token": credentials["SessionToken"],
            }
            if credentials
            else {}
        )
        place = os.environ.get(f"AWS_ENDPOINT_URL_{service.upper()}", endpoint)
        return session.client(service, endpoint_url=place, config=config, **own)

    account = connect("sts").get_caller_identity()["Account"]
    pause, patience = (EMULATOR_PAUSE, EMULATOR_PATIENCE) if endpoint else (AWS_PAUSE, AWS_PATIENCE)
    return Scratch(connect, account, session.region_name, pause, patience)


def _run(scratch: Scratch, checks: Sequence[Check]) -> Counter[Result]:
    """Run the checks, print the end of each, and remove what they made; how often each end came about."""
    results = Counter[Result]()
    try:
        with running.terminated_like_interrupted():
            for finding in running.findings(scratch, checks):
                results[finding.result] += 1
                click.echo(finding.line)
    except KeyboardInterrupt:
        click.echo("stopped: removing what was made", err=True)
        raise
    finally:
        with running.uninterrupted():
            left = scratch.remove_all()
        for what in left:
            click.echo(f"NOT REMOVED: {what}: remove it by hand", err=True)
    if left:
        raise click.ClickException(f"{len(left)} things were not removed")
    return results
