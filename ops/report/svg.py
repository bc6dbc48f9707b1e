"""Drawings whose places are shares of their width and whose letters keep their size, on a phone as on a wide screen."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ops.report.data import Bar, Span
from ops.report.figures import local
from ops.report.html import Html, el, join

HEIGHT, TOP, BASE = 236, 26, 204
"""Pixels: of a chart over time, and of the top and the base of its plot."""
BEYOND = 3
"""A limit more than so many times the longest bar is said and not drawn: its chart would be a flat line."""
_STEPS = (
    *(timedelta(seconds=each) for each in (5, 10, 15, 30)),
    *(timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30)),
    *(timedelta(hours=each) for each in (1, 2, 3, 6, 12)),
    *(timedelta(days=each) for each in (1, 2, 7, 14, 28, 56, 91)),
)
MOST_TICKS = 6


class Mark(NamedTuple):
    """A mark of the axis of time."""

    at: datetime
    label: str


def percent(value: float) -> str:
    """Return a place or a length as a share of the drawing's width; ``value`` from 0 to 1."""
    return f"{100 * min(1.0, max(0.0, value)):.3f}%".replace(".000", "")


def bar(part: float, whole: float, kind: str = "fill") -> Html:
    """Return a horizontal bar that is the share ``part`` of ``whole`` long. What it shows stands beside it."""
    width = part / whole if whole else 0.0
    track = el("rect", class_="track", width="100%", height="100%", rx="4")
    filled = el("rect", class_=kind, width=percent(width), height="100%", rx="4") if part else None
    return el("svg", track, filled, class_="bar", aria_hidden="true", focusable="false")


def spark(runs: Sequence[tuple[float, int, int]], width: float) -> Html:
    """Return little bars of ``(place, all, wrong)``, places and ``width`` from 0 to 1; the wrong ones are hatched."""
    most = max((every for _, every, _ in runs), default=0)
    drawn = []
    for place, every, wrong in runs:
        high, bad = 100 * every / most, 100 * wrong / most
        at = {"x": percent(place), "width": percent(max(width * 0.8, 0.012))}
        drawn.append(el("rect", class_="fill", y=f"{100 - high:.1f}%", height=f"{high - bad:.1f}%", **at))
        if wrong:
            drawn.append(el("rect", class_="wrong", y=f"{100 - bad:.1f}%", height=f"{bad:.1f}%", **at))
    return el("svg", *drawn, class_="spark", aria_hidden="true", focusable="false")


def ticks(span: Span, seconds: float) -> timedelta:
    """Return the time between two marks of an axis; never less than a unit of so many ``seconds``."""
    whole = span.end - span.start
    fitting = (step for step in _STEPS if whole / step <= MOST_TICKS and step.total_seconds() >= seconds)
    return next(fitting, timedelta(days=182))


def timeline(
    span: Span,
    unit: timedelta,
    bars: Sequence[Bar],
    limit: int,
    limit_label: str,
    open_hours: Iterable[Span],
    marks: Iterable[Mark],
    title: str,
    description: str,
) -> Html:
    """Return the chart of messages over time, with the limit as a line and the open hours as shades."""
    whole = (span.end - span.start).total_seconds() or 1.0

    def place(moment: datetime) -> float:
        return (min(max(moment, span.start), span.end) - span.start).total_seconds() / whole

    highest = max((each.paced + each.other for each in bars), default=0)
    drawn_limit = bool(highest) and limit <= BEYOND * highest
    top = _round_up(max(highest, limit if drawn_limit else 0, 1))
    width = unit.total_seconds() / whole

    def height(value: float) -> float:
        return (BASE - TOP) * value / top

    shades = [
        el("rect", class_="open", x=percent(place(each.start)), y=TOP, height=BASE - TOP,
           width=percent(place(each.end) - place(each.start)))
        for each in open_hours
    ]  # fmt: skip
    grid = [_line(BASE - height(value), "grid", f"{value:,.0f}") for value in (top / 2, top)]
    columns = [_column(each, place(each.start), width, height) for each in bars]
    axis = [_tick(each, place(each.at), odd) for odd, each in enumerate(marks)]
    line = _line(BASE - height(limit), "limit", limit_label, right=True) if drawn_limit else None
    ground = el("line", class_="base", x1="0", x2="100%", y1=BASE, y2=BASE)
    return el(
        "svg", el("title", title), el("desc", description), shades, grid, columns, ground, line, axis,
        class_="time", role="img", width="100%", height=HEIGHT, focusable="false",
    )  # fmt: skip


def _column(each: Bar, at: float, width: float, height: Callable[[float], float]) -> Html:
    paced, other = height(each.paced), height(each.other)
    place = {"x": percent(at + width * 0.08), "width": percent(width * 0.84)}
    lower = el("rect", class_="fill", y=f"{BASE - paced:.1f}", height=f"{paced:.1f}", **place)
    upper = el("rect", class_="other", y=f"{BASE - paced - other:.1f}", height=f"{other:.1f}", **place)
    return join(lower if each.paced else None, upper if each.other else None)


def _line(y: float, kind: str, label: str, right: bool = False) -> Html:
    # Labels of the grid stand beside the plot, that of the limit on its line.
    at = {"x": "100%"} if right else {"x": "-8"}
    return join(
        el("line", class_=kind, x1="0", x2="100%", y1=f"{y:.1f}", y2=f"{y:.1f}"),
        el(
            "text",
            label,
            class_=f"{kind}-label",
            y=f"{y - 6 if right else y + 4:.1f}",
            text_anchor="end",
            **at,
        ),
    )


def _tick(mark: Mark, at: float, place: int) -> Html:
    anchor = "start" if at < 0.04 else "end" if at > 0.96 else "middle"
    return el(
        "text", mark.label, class_="tick minor" if place % 2 else "tick", x=percent(at), y=BASE + 20,
        text_anchor=anchor,
    )  # fmt: skip


def _round_up(value: float) -> int:
    """Return the next even figure that is easily read."""
    size = 1
    while size * 10 < value:
        size *= 10
    return next(int(step * size) for step in (2, 4, 6, 8, 10) if step * size >= value)


def marks(span: Span, unit: timedelta, zone: str) -> list[Mark]:
    """Return the marks of an axis of time, at round times by the clock of a zone."""
    step = ticks(span, unit.total_seconds())
    first = local(span.start, zone)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    pattern = (
        "%-d %b" if step >= timedelta(days=1) else "%H:%M:%S" if step < timedelta(minutes=1) else "%H:%M"
    )
    at, found = midnight, list[Mark]()
    while at <= local(span.end, zone):
        if at >= first:
            label = (
                f"{at:%a %-d}"
                if step < timedelta(days=1) and at.time() == midnight.time()
                else f"{at:{pattern}}"
            )
            found.append(Mark(at, label))
        at += step
    return found
