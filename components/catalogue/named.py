"""The short names of what a stack makes, by kind: those whose length AWS bounds so that a prefix can be too long."""

from collections.abc import Iterable

from components.catalogue.events import notices, rules, schedules
from components.catalogue.intake import INTAKE
from components.catalogue.mail import INBOUND
from components.catalogue.queues import queues
from components.specs import FunctionSpec


def named(functions: Iterable[FunctionSpec], environment: str) -> dict[str, list[str]]:
    """Return kind of resource to short names, of a stack with these functions."""
    raised = [*rules(""), *notices("")]
    started = [f"{schedule.function}-schedule" for schedule in schedules(environment)]
    return {
        "role": [*(spec.name for spec in functions), *started],
        "rule": [spec.name for spec in raised],
        "queue": [spec.name for spec in queues(raised)],
        "bucket": [INTAKE, INBOUND],
    }
