"""An addition to a stack, as one entry of its catalogue. Pure."""

from dataclasses import dataclass

from components.specs import AlarmSpec, FunctionSpec, TableSpec


@dataclass(frozen=True, kw_only=True)
class Extension:
    """An addition to a stack, such as a function with its table and alarm."""

    functions: tuple[FunctionSpec, ...] = ()
    """The functions; each has an alarm on its errors without being asked."""
    tables: tuple[TableSpec, ...] = ()
    """The tables; each has an alarm on its throttles without being asked."""
    alarms: tuple[AlarmSpec, ...] = ()
    """Further alarms."""
