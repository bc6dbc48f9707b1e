"""Silence: when a contact who says nothing is followed up, and when nothing more is expected of it.

Days are working days of the contact's place (docs/system.md, "Pace: follow-ups").
"""

from datetime import date, datetime
from typing import NamedTuple

from handlers.common.rules.contact import Place
from handlers.common.rules.holidays import DaysOff, UnknownYearError
from handlers.common.rules.hours import Workdays
from handlers.common.rules.steps import SILENCE, Step
from handlers.common.rules.tenants import Campaign, Tenant

WITHOUT_FOLLOW_UPS = 3
"""Working days of silence after which a contact is given up that is not followed up."""


class Wait(NamedTuple):
    """The next step for a contact who stays silent, and the instant from which it is due."""

    step: Step
    due: datetime


class Patience(NamedTuple):
    """The days of silence that a campaign waits before each follow-up, and the working days of a contact."""

    days: tuple[int, ...]
    workdays: Workdays

    @classmethod
    def of(cls, tenant: Tenant, campaign: Campaign, place: Place) -> "Patience":
        """The patience with a contact at that place: the campaign's own days, else the tenant's."""
        days = tenant.followUpDays if campaign.followUpDays is None else campaign.followUpDays
        off = _DaysOffKnown(place.uf, tenant.holidays, tenant.hours.holidays)
        return cls(days, Workdays(tenant.hours.weekdays, off, place.zone))

    def after(self, step: Step, sent: datetime) -> Wait:
        """The wait after an outreach or a follow-up: for the next follow-up, or for the end after the last one."""
        done = step.follow_ups_done
        if done < len(self.days):
            return Wait(Step.follow_up(done + 1), self.workdays.later(sent, self.days[done]))
        return Wait(SILENCE, self._end(sent))

    def behind(self, step: Step, back: datetime) -> datetime:
        """The instant from which a step is due for a contact who is back at ``back``.

        Who comes back has as long to answer as after the last message.
        """
        return self._end(back) if step == SILENCE else back

    def _end(self, since: datetime) -> datetime:
        return self.workdays.later(since, self.days[-1] if self.days else WITHOUT_FOLLOW_UPS)


class _DaysOffKnown(DaysOff):
    """The days off as far as the holidays are known; what comes to be due is held by its hours all the same."""

    def __contains__(self, day: object) -> bool:
        try:
            return super().__contains__(day)
        except UnknownYearError:
            return isinstance(day, date) and day in self.own
