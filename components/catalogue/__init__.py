"""The figures of this stack as data: tables, parameters, queues, functions with grants, rules, schedules, alarms, tags.

Only the program reads them; components are handed what they need of them.
"""

from components.catalogue.alarms import ALARMS
from components.catalogue.events import notices, rules, schedules
from components.catalogue.functions import FUNCTIONS, METRICS_NAMESPACE, WEBHOOK
from components.catalogue.intake import INTAKE, INTAKE_NOTIFICATIONS, INTAKE_OLD_VERSIONS_DAYS
from components.catalogue.parameters import PARAMETERS
from components.catalogue.queues import (
    FAILED_EVENTS,
    INBOUND_DLQ,
    INBOUND_QUEUE,
    SEND_DLQ,
    SEND_QUEUE,
    queues,
)
from components.catalogue.tables import TABLES
from components.catalogue.tags import tags

__all__ = [
    "ALARMS",
    "FAILED_EVENTS",
    "FUNCTIONS",
    "INBOUND_DLQ",
    "INBOUND_QUEUE",
    "INTAKE",
    "INTAKE_NOTIFICATIONS",
    "INTAKE_OLD_VERSIONS_DAYS",
    "METRICS_NAMESPACE",
    "PARAMETERS",
    "SEND_DLQ",
    "SEND_QUEUE",
    "TABLES",
    "WEBHOOK",
    "notices",
    "queues",
    "rules",
    "schedules",
    "tags",
]
