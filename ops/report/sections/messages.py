"""The messages over time, against limits and hours."""

from datetime import datetime, timedelta

from ops.report.data import Bar, ReportData, Timeline, Unit
from ops.report.figures import clock, counted, instant, local, share
from ops.report.html import Html, el, join, more, said, table
from ops.report.sections import Section, empty, section
from ops.report.svg import BEYOND, marks, timeline

LENGTH: dict[Unit, timedelta] = {
    "5 seconds": timedelta(seconds=5),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
LIMITED: dict[Unit, str] = {"5 seconds": "a minute", "minute": "a minute", "hour": "an hour", "day": "a day"}
MOST_ROWS = 48
MOST_TENANTS = 8


def messages(data: ReportData) -> Section:
    """Return a chart for each tenant, and how near it came to its limits."""
    lead = (
        "Hours and limits bind first messages and follow-ups. Answers, confirmations and reminders are not held back: "
        "somebody waits for them."
    )
    busy = [each for each in data.timelines if each.bars]
    shown = busy[:MOST_TENANTS]
    quiet = [each.tenant for each in data.timelines if not each.bars]
    parts: list[object] = [_tenant(each) for each in shown]
    if quiet:
        parts.append(empty(f"Nothing went out for {', '.join(quiet[:MOST_TENANTS])}."))
    parts.append(more(len(busy) - len(shown), "tenants"))
    if not data.timelines:
        parts.append(empty("No message has gone out yet."))
    return section("messages", "Messages over time", lead, *parts)


def _tenant(line: Timeline) -> Html:
    paced, other = sum(each.paced for each in line.bars), sum(each.other for each in line.bars)
    length = LENGTH[line.unit]
    highest = max(line.bars, key=lambda each: each.paced + each.other)
    limit = f"limit {line.limit:,} {LIMITED[line.unit]}"
    description = (
        f"{counted(paced, 'paced message')} and {other:,} others from {instant(line.span.start, line.zone)} to "
        f"{instant(line.span.end, line.zone)}, most in the {line.unit} from {_start(highest, line)}: "
        f"{highest.paced + highest.other:,}. The {limit}."
    )
    title = f"Messages of {line.tenant} {_steps(line.unit)}"
    drawn = timeline(
        line.span, length, line.bars, line.limit, limit, line.open_hours,
        marks(line.span, length, line.zone), title, description,
    )  # fmt: skip
    beyond = line.limit > BEYOND * (highest.paced + highest.other)
    caption = el(
        "figcaption", _legend(line, paced, other), el("p", _hours(line, beyond, limit), class_="note")
    )
    head = el("h3", said(line.tenant), el("span", f" {_steps(line.unit)}, {line.zone}", class_="note"))
    return el("article", head, el("figure", drawn, caption), _peaks(line), _rows(line), class_="panel")


def _steps(unit: Unit) -> str:
    return f"in steps of {unit}" if unit == "5 seconds" else f"by {unit}"


def _legend(line: Timeline, paced: int, other: int) -> Html:
    entries = [
        ("fill", f"first messages and follow-ups: {paced:,}"),
        ("other", f"answers, confirmations, reminders: {other:,}"),
        ("limit", f"limit {LIMITED[line.unit]}: {line.limit:,}"),
        ("open", "hours in which paced messages may go out"),
    ]
    return el("ul", *(el("li", _swatch(kind), name) for kind, name in entries), class_="legend")


def _swatch(kind: str) -> Html:
    inner = (
        el("line", class_="limit", x1="0", x2="100%", y1="50%", y2="50%")
        if kind == "limit"
        else el("rect", class_=kind, width="100%", height="100%", rx="2")
    )
    return el("svg", inner, class_="swatch", aria_hidden="true", focusable="false")


def _hours(line: Timeline, beyond: bool, limit: str) -> str:
    parts = ["The hours are the tenant's; each contact's own clock decides."]
    if beyond:
        parts.append(f"The {limit} lies far above this chart.")
    if not line.open_hours:
        parts.append("All of this time is outside of the hours.")
    return " ".join(parts)


def _peaks(line: Timeline) -> Html:
    rows = [
        (
            peak.window,
            f"{peak.most:,}",
            f"{peak.limit:,}",
            share(peak.most, peak.limit),
            "–" if peak.at is None else _moment(peak.at, line.zone),
        )
        for peak in line.peaks
    ]
    columns = ("window", "most", "limit", "used", "from")
    return table("Nearest to the limits (first messages and follow-ups)", columns, rows, numbers=(1, 2, 3))


def _rows(line: Timeline) -> Html:
    rows = [
        (
            _start(each, line),
            f"{each.paced:,}",
            f"{each.other:,}",
            "over" if each.paced > line.limit else "within",
        )
        for each in line.bars[:MOST_ROWS]
    ]
    columns = (f"{line.unit} from", "paced", "others", "limit")
    whole = table(f"Messages {_steps(line.unit)}", columns, rows, numbers=(1, 2))
    left = more(len(line.bars) - len(rows), "rows")
    return el("details", el("summary", "The chart as a table"), join(whole, left))


def _moment(at: datetime, zone: str) -> str:
    return f"{local(at, zone):%-d %b}, {clock(at, zone)}"


def _start(each: Bar, line: Timeline) -> str:
    if line.unit == "day":
        return f"{local(each.start, line.zone):%a %-d %b %Y}"
    day = f"{local(each.start, line.zone):%a %-d %b}"
    return f"{day}, {clock(each.start, line.zone, seconds=line.unit == '5 seconds')}"
