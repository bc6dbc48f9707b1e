"""The typed entries of a dashboard: sections of graphs, notes and the state of alarms, as data. Pure."""

from dataclasses import dataclass

from components.metrics import Metric
from components.specs import Statistic

MINUTE, HOUR = 60, 3_600
"""Seconds of the periods in which what changes fast, and what is added up over a day, is shown."""


@dataclass(frozen=True)
class Series:
    """A line of a graph: one metric, counted in each period."""

    metric: Metric
    """The metric."""
    label: str
    """The name of the line."""
    statistic: Statistic = "Sum"
    """The statistic of each period."""
    factor: float | None = None
    """The number that multiplies each value, as where milliseconds become GB-seconds."""


@dataclass(frozen=True)
class Line:
    """A straight line across a graph, such as a limit."""

    label: str
    """The name of the line."""
    value: float
    """The value at which it stands."""


@dataclass(frozen=True)
class Graph:
    """A graph of several metrics over time."""

    title: str
    """The title."""
    series: tuple[Series, ...]
    """The lines, the first at the bottom where they are stacked."""
    lines: tuple[Line, ...] = ()
    """Limits and thresholds."""
    period: int = 300
    """Seconds of one period; longer where the console shows a long time."""
    stacked: bool = False
    """True if the lines stand on one another, so that their sum can be read."""
    unit: str = ""
    """The unit of the values, at the axis."""


@dataclass(frozen=True)
class Section:
    """A heading, with graphs in rows of three under it."""

    title: str
    """The heading."""
    note: str
    """One or two sentences in Markdown on what is shown and where to read on."""
    graphs: tuple[Graph, ...]
    """The graphs."""
