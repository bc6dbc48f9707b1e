"""The figures of this stack as data: tables, parameters, queues, functions with grants, rules, schedules, alarms,
dashboard, tags.

Only the program reads them; components are handed what they need of them.
"""

from components.catalogue.alarms import alarms
from components.catalogue.dashboard import dashboard
from components.catalogue.events import notices, rules, schedules
from components.catalogue.functions import FUNCTIONS, WEBHOOK, functions
from components.catalogue.intake import INTAKE, INTAKE_NOTIFICATIONS, INTAKE_OLD_VERSIONS_DAYS
from components.catalogue.mail import INBOUND, INBOUND_PREFIX, MAIL_REPORTS, RECEIVE_MAIL, inbound
from components.catalogue.metrics import METRICS_NAMESPACE
from components.catalogue.named import named
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
    "FAILED_EVENTS",
    "FUNCTIONS",
    "INBOUND",
    "INBOUND_DLQ",
    "INBOUND_PREFIX",
    "INBOUND_QUEUE",
    "INTAKE",
    "INTAKE_NOTIFICATIONS",
    "INTAKE_OLD_VERSIONS_DAYS",
    "MAIL_REPORTS",
    "METRICS_NAMESPACE",
    "PARAMETERS",
    "RECEIVE_MAIL",
    "SEND_DLQ",
    "SEND_QUEUE",
    "TABLES",
    "WEBHOOK",
    "alarms",
    "dashboard",
    "functions",
    "inbound",
    "named",
    "notices",
    "queues",
    "rules",
    "schedules",
    "tags",
]
