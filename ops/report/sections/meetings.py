"""The meetings of a week, host by host."""

from collections.abc import Sequence
from datetime import date, timedelta

from ops.report.data import HostCalendar, MeetingEntry, ReportData
from ops.report.figures import clock, counted, local, words
from ops.report.html import Html, el, more, said, table
from ops.report.sections import Section, empty, section

SLOT = 15
"""Minutes of a row of the grid."""
MOST_WEEKS = 3
MOST_LISTED = 40
MOST_HOSTS = 12
HELD = {"confirmed": "booked", "completed": "held", "no_show": "nobody came"}
"""Statuses of meetings that have a place in the week, and the words for them."""
WEEK = timedelta(days=7)


def meetings(data: ReportData) -> Section:
    """Return each host's weeks from that of the report, or of the span that was asked for, and what else there is."""
    lead = "By each host's own clock: what is booked, what was held, and where nobody came."
    busy = [each for each in data.calendars if each.meetings]
    if not busy:
        return section("meetings", "Meetings of the week", lead, empty("No meeting has been booked yet."))
    parts = [_host(each, data) for each in busy[:MOST_HOSTS]]
    return section("meetings", "Meetings of the week", lead, *parts, more(len(busy) - len(parts), "hosts"))


def _host(calendar: HostCalendar, data: ReportData) -> Html:
    standing = [each for each in calendar.meetings if each.status in HELD]
    others = [each for each in calendar.meetings if each.status not in HELD]
    weeks: dict[date, list[MeetingEntry]] = {}
    for each in standing:
        weeks.setdefault(_monday(each, calendar.zone), []).append(each)
    first = data.made_at if data.whole else data.span.start
    shown = _chosen(sorted(weeks), _monday_of(local(first, calendar.zone).date()))
    hidden = sum(len(found) for week, found in weeks.items() if week not in shown) + calendar.more
    head = el(
        "h3", said(calendar.host),
        el("span", f" {calendar.tenant}, {calendar.zone}: {counted(len(standing), 'meeting')}", class_="note"),
    )  # fmt: skip
    grids = [_week(week, weeks[week], calendar.zone) for week in shown]
    off = None
    if others:
        rows = [
            (f"{local(each.start, calendar.zone):%a %-d %b}, {clock(each.start, calendar.zone)}",
             words(each.status), said(each.who), each.campaign)
            for each in others[:MOST_LISTED]
        ]  # fmt: skip
        listed = table(
            "Not in the calendar any more, or not yet", ("when", "status", "contact", "campaign"), rows
        )
        off = el("details", el("summary", counted(len(others), "other meeting")), listed,
                 more(len(others) - len(rows), "meetings"))  # fmt: skip
    return el("article", head, grids, more(hidden, "meetings in other weeks"), off, class_="panel")


def _chosen(weeks: Sequence[date], first: date) -> list[date]:
    """Return the weeks to show: from the first one on, else the last one."""
    coming = [week for week in weeks if week >= first]
    return coming[:MOST_WEEKS] if coming else list(weeks[-1:])


def _week(monday: date, entries: Sequence[MeetingEntry], zone: str) -> Html:
    days = [monday + timedelta(days=offset) for offset in range(7)]
    by_day: dict[date, list[MeetingEntry]] = {day: [] for day in days}
    for each in sorted(entries):
        by_day[local(each.start, zone).date()].append(each)
    shown = [day for day in days if by_day[day] or day.isoweekday() < 6]
    opens = min(local(each.start, zone).hour for each in entries)
    closes = max(_ends(each, zone) for each in entries)
    labels = [
        el("span", f"{hour:02}:00", class_=f"r{(hour - opens) * 4 + 1}") for hour in range(opens, closes)
    ]
    columns = [_day(day, by_day[day], zone, opens, closes) for day in shown]
    end = days[-1]
    caption = el("h4", f"Week of {monday:%-d %b} to {end:%-d %b %Y}")
    hours = el("div", *labels, class_=f"hours h{closes - opens}", aria_hidden="true")
    return el(
        "div", caption, el("div", hours, el("ol", *columns, class_=f"days d{len(shown)}"), class_="week")
    )


def _day(day: date, entries: Sequence[MeetingEntry], zone: str, opens: int, closes: int) -> Html:
    listed = el("ol", *(_entry(each, zone, opens) for each in entries), class_=f"slots h{closes - opens}")
    title = el("h5", el("span", f"{day:%a}"), f" {day:%-d %b}")
    return el("li", title, listed, class_=None if entries else "free")


def _entry(each: MeetingEntry, zone: str, opens: int) -> Html:
    start = local(each.start, zone)
    row = ((start.hour - opens) * 60 + start.minute) // SLOT + 1
    rows = max(1, -(-int((each.end - each.start).total_seconds()) // (60 * SLOT)))
    until = _ends(each, zone) * 60
    rows = min(rows, max(1, (until - start.hour * 60 - start.minute) // SLOT))
    return el(
        "li",
        el("span", f"{clock(each.start, zone)}–{clock(each.end, zone)}", class_="when"),
        el("span", said(each.who), class_="who"),
        el("span", HELD[each.status], class_="status"),
        class_=f"meeting {each.status} r{row} s{rows}",
    )


def _ends(each: MeetingEntry, zone: str) -> int:
    """Return the hour in which a meeting ends, rounded up; midnight for one that goes on into the next day."""
    start, end = local(each.start, zone), local(each.end, zone)
    return 24 if end.date() > start.date() else max(start.hour + 1, end.hour + bool(end.minute))


def _monday(each: MeetingEntry, zone: str) -> date:
    return _monday_of(local(each.start, zone).date())


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rules() -> str:
    """Return the style rules that give rows and heights of the grid their places."""
    rows = 24 * 60 // SLOT
    places = "".join(f".r{row}{{grid-row-start:{row}}}" for row in range(1, rows + 1))
    spans = "".join(f".s{rows}{{grid-row-end:span {rows}}}" for rows in range(1, 17))
    spans += f".meeting:not({','.join(f'.s{each}' for each in range(1, 17))}){{grid-row-end:span 16}}"
    heights = "".join(f".h{hours}{{--rows:{hours * 60 // SLOT}}}" for hours in range(1, 25))
    columns = "".join(f".d{days}{{--days:{days}}}" for days in range(1, 8))
    # On a phone the grid is a list.
    return f"{heights}{columns}@media (min-width:48rem),print{{{places}{spans}}}"
