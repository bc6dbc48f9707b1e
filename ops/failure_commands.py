"""The commands for what has failed for good: ``python -m ops failures``."""

from collections.abc import Sequence
from typing import Any

import click
from botocore.exceptions import ClientError

from ops import audit, failures
from ops.explanations import explained
from ops.failure_entries import QUEUES, SHORT, UNREADABLE, Failure, QueueName
from ops.failures import NotReplayedError
from ops.nearest import begun
from ops.stack import Stack
from ops.tables import AS_JSON, print_json, show

COMES_BACK = "it could not be understood: correct it where it is raised; name its id to try it again"
QUEUE = click.option(
    "--queue", type=click.Choice(QUEUES), help="Only this queue of failures; all without it."
)
MOST = click.option(
    "--most", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Entries of each queue."
)


@click.group("failures")
def failures_group() -> None:
    """Messages and events that failed for good, and wait in send-dlq, inbound-dlq or failed-events."""


@failures_group.command("list")
@QUEUE
@MOST
@AS_JSON
@click.pass_obj
def failures_list(stack: Stack, queue: QueueName | None, most: int, as_json: bool) -> None:
    """Print the failures: id, since when, queue, what it is, whom it is about, the type of the error."""
    with explained():
        found = _read(stack, queue, most)
        failures.release(stack, found)
    if as_json:
        print_json([_document(failure) for failure in found])
        return
    show(
        ("id", "since", "queue", "what", "about", "error", "reason"),
        (
            (
                each.id[:SHORT],
                each.since,
                each.queue,
                each.what,
                each.about,
                each.error,
                each.reason,
            )
            for each in found
        ),
    )
    if not found:
        click.echo("nothing has failed for good")


@failures_group.command("show")
@click.argument("failure_id")
@QUEUE
@MOST
@AS_JSON
@click.pass_obj
def failures_show(stack: Stack, failure_id: str, queue: QueueName | None, most: int, as_json: bool) -> None:
    """Print one failure, and what a replay would do. FAILURE_ID is the id, or its beginning, as `list` prints it."""
    with explained():
        found = _read(stack, queue, most)
        failures.release(stack, found)
    (failure,) = _chosen(found, (failure_id,))
    if as_json:
        print_json(_document(failure))
    else:
        show(("field", "value"), _document(failure).items())


@failures_group.command("replay")
@click.argument("failure_ids", nargs=-1)
@QUEUE
@MOST
@click.option("--yes", is_flag=True, help="Do it. Without this option nothing is changed.")
@click.pass_obj
def failures_replay(
    stack: Stack, failure_ids: tuple[str, ...], queue: QueueName | None, most: int, yes: bool
) -> None:
    """Put failures back where they came from: all, or those whose ids are given. First fix what made them fail.

    What could not be understood would fail again: it is put back only where its id is given.
    Prints what it would do, and does it with --yes. What went out already does not go out again. Only what was put
    back is deleted from its queue; whatever fails again comes back to it.
    """
    with explained():
        found = _read(stack, queue, most)
        try:
            chosen = (
                _chosen(found, failure_ids) if failure_ids else [each for each in found if not each.reason]
            )
            left = _replay(stack, chosen) if yes else chosen
        except BaseException:
            failures.release(stack, found)
            raise
        failures.release(stack, [each for each in found if each in left or each not in chosen])
    for failure in found if not failure_ids else ():
        if failure.reason:
            click.echo(f"{failure.line}: left: {COMES_BACK}")
    if not yes:
        _preview(chosen)
    elif left:
        raise click.ClickException(
            f"{len(left)} of {len(chosen)} were not put back and stay in their queue: look at them with "
            "python -m ops failures show, and in the logs under their correlation ids"
        )


@failures_group.command("discard")
@click.argument("failure_ids", nargs=-1, required=True)
@QUEUE
@MOST
@click.option("--yes", is_flag=True, help="Do it. Without this option nothing is changed.")
@click.pass_obj
def failures_discard(
    stack: Stack, failure_ids: tuple[str, ...], queue: QueueName | None, most: int, yes: bool
) -> None:
    """Delete the failures whose ids are given for good: what they were about will not be done."""
    with explained():
        found = _read(stack, queue, most)
        chosen: list[Failure] = []
        try:
            chosen = _chosen(found, failure_ids)
            for failure in chosen if yes else ():
                failures.discard(stack, failure)
                _record("failures discard", failure)
        finally:
            failures.release(stack, [each for each in found if not yes or each not in chosen])
    for failure in chosen:
        click.echo(f"{failure.line}: {'deleted' if yes else 'would be deleted'}")
    if not yes:
        click.echo("nothing was changed: add --yes to do it")


def _read(stack: Stack, queue: QueueName | None, most: int) -> list[Failure]:
    queues = (queue,) if queue else QUEUES
    found: list[Failure] = []
    for each in queues:
        of_queue = failures.read(stack, each, most)
        if len(of_queue) == most:
            click.echo(f"only {most} entries of {each} were read: give --most for more", err=True)
        found += of_queue
    return found


def _chosen(found: Sequence[Failure], ids: Sequence[str]) -> list[Failure]:
    cure = "see python -m ops failures list"
    chosen = [begun("failure", wanted, found, lambda each: each.id, cure, SHORT) for wanted in ids]
    return list({each.id: each for each in chosen}.values())


def _document(failure: Failure) -> dict[str, Any]:
    """A failure as JSON has it."""
    return {
        "id": failure.id,
        "queue": failure.queue,
        "since": failure.since,
        "what": failure.what,
        "error": failure.error,
        **({"reason": failure.reason} if failure.reason else {}),
        **failure.ids,
        "replay": str(failure.cure or UNREADABLE),
    }


def _record(deed: str, failure: Failure) -> None:
    audit.record(deed, failure.id, failure.ids.get("tenantId"), f"{failure.what} of {failure.queue}")


def _replay(stack: Stack, chosen: Sequence[Failure]) -> list[Failure]:
    """Replay each, and return those that were not put back."""
    left: list[Failure] = []
    for failure in chosen:
        try:
            failures.replay(stack, failure)
        except (NotReplayedError, ClientError) as error:
            left.append(failure)
            click.echo(f"{failure.line}: not put back: {error}")
        else:
            _record("failures replay", failure)
            click.echo(f"{failure.line}: done: {failure.cure}")
    if not chosen:
        click.echo("nothing has failed for good")
    return left


def _preview(chosen: Sequence[Failure]) -> None:
    for failure in chosen:
        click.echo(f"{failure.line}: would {failure.cure or f'leave it: it {UNREADABLE}'}")
    click.echo("nothing was changed: add --yes to do it" if chosen else "nothing has failed for good")
