"""The calendars of hosts through the calendar partner, whose secret is read when it is needed."""

from functools import partial

from handlers.common.storage import secrets
from handlers.meetings.partners.calendar import Calendar

CALENDAR = Calendar(partial(secrets.partner, "calendar"), partial(secrets.forget, "calendar"))
