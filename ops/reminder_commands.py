"""The commands for reminders: ``python -m ops reminders``."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from handlers.common.storage import clients
from handlers.meetings.rules import reminders
from ops import audit
from ops.explanations import DoesNotHoldError, explained
from ops.stack import Stack
from ops.tables import AS_JSON, print_json, show

FUNCTION = "send-reminders"
WORDS: Mapping[str, str] = {
    "reminders": "reminders queued",
    "hostMails": "hosts mailed",
    "expired": "proposals expired",
    "completed": "meetings completed",
    "calledOff": "meetings called off",
    "settled": "calendars settled",
}
"""Count of the function's answer to its words."""


@click.group("reminders")
def reminders_group() -> None:
    """Reminders of meetings, which go out by the hour."""


@reminders_group.command("run")
@click.option(
    "--at",
    required=True,
    metavar="INSTANT",
    help="An instant of the missed hour, with its offset: 2026-11-23T09:00-03:00.",
)
@click.option("--yes", is_flag=True, help="Run it without asking.")
@AS_JSON
@click.pass_obj
def reminders_run(stack: Stack, at: str, yes: bool, as_json: bool) -> None:
    """Make up for an hour whose reminders were missed.

    Runs send-reminders as if it were then. What has gone out goes out no second time, and a reminder of a meeting that
    has been moved or cancelled since is left out. Ends with 3 if nothing is sent because a table was restored.
    """
    moment = _instant(at)
    hour = reminders.due_run(moment)
    if not yes:
        local = f"{hour.astimezone(reminders.ZONE):%a %Y-%m-%d %H:%M %Z}"
        click.confirm(f"Send what the run of {local} has left unsent?", abort=True, err=True)
    event = {
        "source": "ops",
        "detail-type": "Scheduled Reminder Check",
        "detail": {"type": "reminder_check", "at": moment.isoformat()},
    }
    with explained():
        # The function has a minute; a request that is repeated would begin a second run.
        client = clients.connected("lambda", read_seconds=90, attempts=1)
        answered = client.invoke(FunctionName=stack.function(FUNCTION), Payload=json.dumps(event).encode())
        answer: Any = json.loads(answered["Payload"].read())
        audit.record("reminders run", hour.isoformat(), None)
    if "FunctionError" in answered:
        raise click.ClickException(
            f"{FUNCTION} failed ({answer.get('errorMessage', 'it says nothing')}): look into its log, then run this "
            "again: what has gone out goes out no second time"
        )
    if "error" in answer:
        raise click.ClickException(answer["error"]["message"])
    if as_json:
        print_json(answer)
    elif answer.get("held"):
        click.echo("nothing is sent: a table was restored, see python -m ops recovery show", err=True)
    else:
        show(("", f"run of {answer['run']}"), [(WORDS[name], answer[name]) for name in WORDS])
    if answer.get("held"):
        raise SystemExit(DoesNotHoldError.exit_code)


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no instant: write 2026-11-23T09:00-03:00", param_hint="--at"
        ) from None
    if moment.tzinfo is None:
        raise click.BadParameter(
            f"{text!r} has no offset: write {text}-03:00 for São Paulo, or {text}Z", param_hint="--at"
        )
    if moment > _now():
        raise click.BadParameter(f"{text} is still to come: its run will send what is due", param_hint="--at")
    return moment


def _now() -> datetime:
    return datetime.now(UTC)
