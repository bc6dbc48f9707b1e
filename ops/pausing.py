"""Pausing outreach, and letting it go on."""

from datetime import UTC, datetime

import click

from handlers.dispatch.storage import pauses
from handlers.dispatch.storage.pauses import Pause
from ops import audit
from ops.tables import moment

REASON = click.option("--reason", required=True, help="Kept with the pause, and shown by `list` and `show`.")


def pause(tenant_id: str, campaign_id: str, reason: str) -> None:
    """Pause a campaign, or the tenant where it is empty; ``ClickException`` for an empty reason."""
    if not reason.strip():
        raise click.ClickException("--reason is empty: say why, for whoever finds it paused")
    what, subject = _named(tenant_id, campaign_id)
    by, now = audit.caller(), datetime.now(UTC)
    if not pauses.pause(tenant_id, campaign_id, Pause(now, by, reason.strip())):
        found = pauses.paused(tenant_id)[campaign_id]
        click.echo(f"{subject} is {told(found)} already: nothing was changed")
        return
    audit.record(f"{what} pause", campaign_id or tenant_id, tenant_id, reason.strip())
    click.echo(
        f"{subject} is paused: no outreach and no follow-up goes out; answers, confirmations and reminders do"
    )


def resume(tenant_id: str, campaign_id: str) -> None:
    """Let the outreach of a campaign, or of the tenant where it is empty, go on."""
    what, subject = _named(tenant_id, campaign_id)
    found = pauses.paused(tenant_id)
    if campaign_id not in found:
        click.echo(f"{subject} is not paused: nothing was changed")
    else:
        pauses.resume(tenant_id, campaign_id)
        audit.record(f"{what} resume", campaign_id or tenant_id, tenant_id)
        click.echo(f"{subject} goes on, within its hours and limits")
    if campaign_id and "" in found:
        click.echo(f"tenant {tenant_id} is {told(found[''])}: python -m ops tenant resume {tenant_id}")


def told(pause: Pause) -> str:
    """Return a pause in words: since when, by whom and why."""
    return f"paused since {moment(pause.since)} by {pause.by}: {pause.reason}"


def document(pause: Pause | None) -> dict[str, str] | None:
    """Return a pause as JSON has it; None for none."""
    return None if pause is None else {**pause._asdict(), "since": pause.since.isoformat()}


def _named(tenant_id: str, campaign_id: str) -> tuple[str, str]:
    if campaign_id:
        return "campaign", f"campaign {campaign_id} of tenant {tenant_id}"
    return "tenant", f"tenant {tenant_id}"
