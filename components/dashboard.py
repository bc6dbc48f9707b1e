"""The dashboard of a stack: the state of its alarms, and sections of graphs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import cloudwatch

from components.dashboard_specs import Graph, Section, Series
from components.names import PROJECT, Names

COLUMNS = 24
"""The width of a dashboard, in its own units."""
GRAPH = (8, 6)
"""Width and height of a graph: three in a row."""
HEADING = 2
"""The height of a section's heading."""
MOST_ALARMS = 100
"""CloudWatch shows the states of no more alarms in one widget."""
ALARMS_A_ROW, HEAD_OF_ALARMS = 6, 2
"""Alarms beside each other in a widget of the whole width, and the height of its title and state."""


@dataclass(frozen=True)
class DashboardArgs:
    """The arguments of ``Dashboard``."""

    names: Names
    """The physical names and ARNs of the stack."""
    sections: tuple[Section, ...]
    """The sections, from top to bottom."""
    alarms: tuple[str, ...] = ()
    """The alarms whose states stand on top: a hundred at the most."""
    thing: str = "overview"
    """The short name of the dashboard."""


class Dashboard(pulumi.ComponentResource):
    """A dashboard of CloudWatch. Its body is a plain string, known at preview."""

    TYPE = f"{PROJECT}:dashboard:Dashboard"

    url: str
    """The address of the dashboard in the console."""

    def __init__(self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        names, physical = args.names, args.names.physical(args.thing)
        cloudwatch.Dashboard(
            args.thing,
            dashboard_name=physical,
            dashboard_body=json.dumps(body(names, args.alarms, args.sections), ensure_ascii=False),
            opts=pulumi.ResourceOptions(parent=self),
        )
        console = f"https://{names.region}.console.aws.amazon.com/cloudwatch/home"
        self.url = f"{console}?region={names.region}#dashboards/dashboard/{physical}"
        self.register_outputs({"url": self.url})


def body(names: Names, alarms: Sequence[str], sections: Sequence[Section]) -> Mapping[str, Any]:
    """Return a dashboard's body: the states of the alarms, then the sections, each on rows of its own.

    ``ValueError`` for more alarms than a widget takes.
    """
    if len(alarms) > MOST_ALARMS:
        raise ValueError(
            f"a dashboard shows the states of {MOST_ALARMS} alarms, not of {len(alarms)}: name fewer"
        )
    return {"start": "-PT12H", "widgets": list(_widgets(names, alarms, sections))}


def _widgets(names: Names, alarms: Sequence[str], sections: Sequence[Section]) -> Iterator[dict[str, Any]]:
    top = 0
    if alarms:
        height = HEAD_OF_ALARMS + -(-len(alarms) // ALARMS_A_ROW)
        states = {"title": "Alarms", "alarms": [names.alarm_arn(alarm) for alarm in alarms]}
        yield _placed("alarm", (0, top), (COLUMNS, height), states)
        top += height
    for section in sections:
        text = {"markdown": f"## {section.title}\n{section.note}", "background": "transparent"}
        yield _placed("text", (0, top), (COLUMNS, HEADING), text)
        top += HEADING
        width, height = GRAPH
        in_row = COLUMNS // width
        for number, graph in enumerate(section.graphs):
            place = (number % in_row * width, top + number // in_row * height)
            yield _placed("metric", place, GRAPH, _graph(names, graph))
        top += -(-len(section.graphs) // in_row) * height


def _placed(
    kind: str, place: tuple[int, int], size: tuple[int, int], properties: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "type": kind,
        "x": place[0],
        "y": place[1],
        "width": size[0],
        "height": size[1],
        "properties": properties,
    }


def _graph(names: Names, graph: Graph) -> dict[str, Any]:
    metrics = [
        part for number, series in enumerate(graph.series) for part in _series(names, f"m{number}", series)
    ]
    axis = {"min": 0, "showUnits": False} | ({"label": graph.unit} if graph.unit else {})
    lines = [{"label": line.label, "value": line.value} for line in graph.lines]
    return {
        "title": graph.title,
        "view": "timeSeries",
        "stacked": graph.stacked,
        "region": names.region,
        "period": graph.period,
        "metrics": metrics,
        "yAxis": {"left": axis},
        **({"annotations": {"horizontal": lines}} if lines else {}),
    }


def _series(names: Names, name: str, series: Series) -> Iterator[list[Any]]:
    """Yield the rows of a metric; one that is multiplied is hidden, with its product beside it."""
    metric = series.metric
    dimensions = [part for pair in metric.dimensions(names).items() for part in pair]
    shown: dict[str, Any] = {"stat": series.statistic, "label": series.label}
    if series.factor is not None:
        yield [{"expression": f"{name} * {series.factor}", "id": f"{name}x", "label": series.label}]
        shown |= {"id": name, "visible": False}
    yield [metric.namespace, metric.name, *dimensions, shown]
