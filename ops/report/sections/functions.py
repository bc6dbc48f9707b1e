"""The functions' invocations, durations and errors."""

from datetime import timedelta

from ops.report.data import ReportData
from ops.report.figures import counted, milliseconds
from ops.report.html import Html, el, join, table
from ops.report.operation import FunctionUse
from ops.report.sections import Section, empty, section
from ops.report.svg import bar, spark

MOST_BARS = 60


def functions(data: ReportData) -> Section:
    """Return a row for each function."""
    lead = "As CloudWatch counted them. Metrics of the last minutes may still be on their way."
    ordered = sorted(data.functions, key=lambda each: (-each.invocations, each.name))
    used = [each for each in ordered if each.invocations or each.throttles]
    if not used:
        return section(
            "functions", "Functions", lead, empty("CloudWatch knows of no invocation in this time.")
        )
    longest = max((each.longest_ms or 0 for each in used), default=0)
    rows = [_row(each, longest, data) for each in used]
    columns = ("function", "invocations", "errors", "average", "longest", "", "throttled", "over time")
    whole = table("Functions by their work", columns, rows, numbers=(1, 2, 3, 4, 6))
    idle = [each.name for each in ordered if each not in used]
    rest = el("p", f"Not invoked: {', '.join(idle)}.", class_="note") if idle else None
    return section("functions", "Functions", lead, whole, rest)


def _row(each: FunctionUse, longest: float, data: ReportData) -> list[object]:
    errors: object = f"{each.errors:,}"
    if each.errors:
        errors = el("span", el("span", "✕ ", aria_hidden="true"), f"{each.errors:,}", class_="bad")
    memory = el("span", f" {each.memory:,}\N{NO-BREAK SPACE}MB", class_="note") if each.memory else None
    return [
        join(each.name, memory),
        f"{each.invocations:,}",
        errors,
        milliseconds(each.average_ms),
        milliseconds(each.longest_ms),
        bar(each.longest_ms or 0, longest),
        f"{each.throttles:,}",
        _spark(each, data),
    ]


def _spark(each: FunctionUse, data: ReportData) -> Html:
    whole = (data.span.end - data.span.start) or timedelta(seconds=1)
    bars = [[0, 0] for _ in range(MOST_BARS)]
    for run in each.runs:
        place = min(MOST_BARS - 1, max(0, int((run.start - data.span.start) / whole * MOST_BARS)))
        bars[place][0] += run.invocations
        bars[place][1] += run.errors
    drawn = [(place / MOST_BARS, every, wrong) for place, (every, wrong) in enumerate(bars) if every]
    told = el("span", f"{counted(len(each.runs), 'period')} with invocations", class_="hidden")
    return join(spark(drawn, 1 / MOST_BARS), told)
