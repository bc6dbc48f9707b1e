"""What somebody has added to the catalogue: the entries that no test writes out a second time, and their resources.

What is written out must be there to the letter; what is added must be exactly what its entry says.
"""

from collections.abc import Collection, Iterator, Set
from math import ceil

from components import catalogue
from components.specs import AlarmSpec, FunctionSpec, TableSpec

Resource = tuple[str, str]
"""Type and logical name."""

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
FUNCTIONS_AN_ALARM = 10
"""The functions whose throttles one alarm watches."""


def functions(written: Collection[str]) -> list[FunctionSpec]:
    return [spec for spec in catalogue.FUNCTIONS if spec.name not in written]


def tables(written: Collection[str]) -> list[TableSpec]:
    return [spec for spec in catalogue.TABLES if spec.name not in written]


def alarms(written: Collection[str]) -> list[AlarmSpec]:
    """Those that are in the catalogue itself, not those that a function or table has without being asked."""
    own = [spec for spec in catalogue.alarms(catalogue.FUNCTIONS) if spec.name not in written]
    return [spec for spec in own if spec.name not in {f"{each.name}-errors" for each in catalogue.FUNCTIONS}]


def throttle_alarms(count: int) -> int:
    """The number of alarms that watch the throttles of so many functions."""
    return ceil(count / FUNCTIONS_AN_ALARM)


def resources(
    written: Collection[str], tables_written: Collection[str], alarms_written: Collection[str]
) -> Set[Resource]:
    """The resources of everything that was added to the functions, tables and alarms that are written out."""
    added = functions(written)
    found = {each for spec in added for each in _of_function(spec)}
    found |= {("aws:dynamodb/table:Table", spec.name) for spec in tables(tables_written)}
    found |= {(ALARM, f"dynamodb-throttles-{spec.name}") for spec in tables(tables_written)}
    found |= {(ALARM, spec.name) for spec in alarms(alarms_written)}
    before, now = throttle_alarms(len(written)), throttle_alarms(len(written) + len(added))
    return found | {(ALARM, f"lambda-throttles-{number}") for number in range(before + 1, now + 1)}


def _of_function(spec: FunctionSpec) -> Iterator[Resource]:
    yield "aws:lambda/function:Function", spec.name
    yield "aws:cloudwatch/logGroup:LogGroup", f"{spec.name}-logs"
    yield ROLE, f"{spec.name}-role"
    yield ROLE_POLICY, f"{spec.name}-policy"
    yield ALARM, f"{spec.name}-errors"
    if spec.asynchronous:
        yield "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", f"{spec.name}-invocations"
    if spec.source:
        yield "aws:lambda/eventSourceMapping:EventSourceMapping", f"{spec.name}-mapping"
