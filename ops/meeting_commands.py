"""The commands for meetings: ``python -m ops meetings``."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings as stored
from ops import known, meetings
from ops.arguments import ONE_OR_ALL
from ops.default_command import ListingGroup
from ops.explanations import explained
from ops.meetings import Wanted
from ops.nearest import refuse_unknown
from ops.tables import AS_JSON, print_json, show

DAY = click.DateTime(["%Y-%m-%d"])


@click.group("meetings", cls=ListingGroup)
def meetings_group() -> None:
    """Meetings with contacts.

    Without a command: list.
    """


@meetings_group.command("list")
@ONE_OR_ALL
@click.option("--week", is_flag=True, help="Those of this week, Monday to Sunday in the tenant's zone.")
@click.option("--from", "first", type=DAY, help="Those from this day on, YYYY-MM-DD in the tenant's zone.")
@click.option("--to", "last", type=DAY, help="Those up to this day.")
@click.option("--host", "host_id", help="Those of one host.")
@click.option(
    "--status", type=click.Choice([str(status) for status in MeetingStatus]), help="Those that are so."
)
@AS_JSON
def meetings_list(
    tenant_id: str | None,
    week: bool,
    first: datetime | None,
    last: datetime | None,
    host_id: str | None,
    status: str | None,
    as_json: bool,
) -> None:
    """Print the meetings of a tenant, or of all, by their time; while slots are on offer, by the first of them."""
    if week and (first or last):
        raise click.UsageError("--week is a span of its own: leave out --from and --to")
    with explained():
        tenants = [known.tenant(tenant_id)] if tenant_id else _all()
        if host_id is not None:
            tenants = _with_host(tenants, host_id)
        found = [
            (tenant, meeting)
            for tenant in tenants
            for meeting in meetings.of(tenant, _wanted(tenant, week, first, last, host_id, status))
        ]
        if as_json:
            print_json([meetings.document(meeting) for _, meeting in found])
            return
    show(
        ("meeting", "when", "status", "tenant", "campaign", "host", "contact"),
        [_row(tenant, meeting) for tenant, meeting in found],
    )
    if not found:
        click.echo("there are no such meetings")


@meetings_group.command("show")
@click.argument("meeting_id", metavar="MEETING")
@click.option("--briefing", is_flag=True, help="Print the briefing, and nothing else.")
@AS_JSON
def meetings_show(meeting_id: str, briefing: bool, as_json: bool) -> None:
    """Print what is on record of a meeting: time, offers, reminders, history, and where its briefing is."""
    with explained():
        meeting = stored.get(meeting_id)
        if meeting is None:
            ids = [each.meeting_id for tenant in _all() for each in meetings.of(tenant, Wanted())]
            refuse_unknown("meeting", meeting_id, ids, "see python -m ops meetings")
        found = meetings.document(meeting)
        tenant = configuration.tenant(meeting.tenant_id)
    if briefing:
        if meeting.briefing is None:
            raise click.ClickException(f"meeting {meeting_id} has no briefing yet")
        click.echo(meeting.briefing)
        return
    if as_json:
        print_json(found)
        return
    zone = ZoneInfo(tenant.timezone if tenant else "UTC")
    lines = [
        (name, found[name]) for name in ("tenantId", "campaignId", "contactId", "hostId", "status", "version")
    ]
    lines.append(("agreed", _time(meeting.time.start, zone) if meeting.time else "no time yet"))
    lines += [
        (
            f"offer {offer.round}",
            f"{', '.join(_time(slot.start, zone) for slot in offer.slots)}; until {_time(offer.expires_at, zone)}",
        )
        for offer in meeting.offers
    ]
    lines += [(f"reminder {name}", str(outcome)) for name, outcome in meeting.reminders.items()]
    lines += [("calendar event", meeting.calendar_event_id), ("conference", meeting.conference_link)]
    if meeting.cancelled_by:
        lines.append(("cancelled by", str(meeting.cancelled_by)))
    where = f"kept with the meeting: python -m ops meetings show {meeting_id} --briefing"
    lines.append(("briefing", where if meeting.briefing else "not written yet"))
    show(("", f"meeting {meeting_id}"), lines)
    show(
        ("at (UTC)", "what", "detail"),
        [(each["at"], each["what"], each.get("detail")) for each in found["history"]],
    )


def _all() -> list[Tenant]:
    return [tenant for each in configuration.tenant_ids() if (tenant := configuration.tenant(each))]


def _with_host(tenants: list[Tenant], host_id: str) -> list[Tenant]:
    having = [tenant for tenant in tenants if any(host.hostId == host_id for host in tenant.hosts)]
    if not having:
        refuse_unknown("host", host_id, [host.hostId for tenant in tenants for host in tenant.hosts])
    return having


def _wanted(
    tenant: Tenant,
    week: bool,
    first: datetime | None,
    last: datetime | None,
    host_id: str | None,
    status: str | None,
) -> Wanted:
    begin, end = meetings.week(datetime.now(ZoneInfo(tenant.timezone)).date()) if week else (None, None)
    return Wanted(
        begin or (first.date() if first else meetings.FIRST),
        end or (last.date() if last else meetings.LAST),
        host_id,
        MeetingStatus(status) if status else None,
    )


def _row(tenant: Tenant, meeting: Meeting) -> tuple[object, ...]:
    when = _time(meeting.scheduled_at, ZoneInfo(tenant.timezone))
    offered = "" if meeting.time else " (offered)"
    return (
        meeting.meeting_id,
        when + offered,
        str(meeting.status),
        meeting.tenant_id,
        meeting.campaign_id,
        meeting.host_id,
        meeting.contact_id,
    )


def _time(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%a %Y-%m-%d %H:%M %Z}"
