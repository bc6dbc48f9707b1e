from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.contact import Place
from handlers.common.rules.hours import LONGEST_SEARCH, Workdays
from handlers.common.rules.silence import Patience, Wait
from handlers.common.rules.steps import OUTREACH, SILENCE, Step
from handlers.common.rules.tenants import Campaign, Host, Tenant

HOST = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
TENANT = Tenant(tenantId="acme", name="Acme", hosts=(HOST,))
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="algo")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
PLACE = Place(SAO_PAULO, "SP")


def patience(tenant: tuple[int, ...] = (3,), campaign: tuple[int, ...] | None = None) -> Patience:
    return Patience.of(
        TENANT.model_copy(update={"followUpDays": tenant}),
        CAMPAIGN.model_copy(update={"followUpDays": campaign}),
        PLACE,
    )


def local(*when: int) -> datetime:
    return datetime(*when, tzinfo=SAO_PAULO)


def test_one_follow_up_after_three_working_days_is_the_default_and_the_end_comes_as_many_later() -> None:
    assert Patience.of(TENANT, CAMPAIGN, PLACE).days == (3,)
    # Thursday; Friday, Monday and Tuesday are working days.
    assert patience().after(OUTREACH, local(2026, 11, 26, 10)) == (Step.follow_up(1), local(2026, 12, 1, 10))
    assert patience().after(Step.follow_up(1), local(2026, 12, 1, 10)) == (SILENCE, local(2026, 12, 4, 10))


def test_each_follow_up_waits_for_its_own_days_and_the_end_for_those_of_the_last() -> None:
    waits = patience((1, 2))
    assert waits.after(OUTREACH, local(2026, 12, 1, 9)).due == local(2026, 12, 2, 9)
    assert waits.after(Step.follow_up(1), local(2026, 12, 2, 9)) == Wait(
        Step.follow_up(2), local(2026, 12, 4, 9)
    )
    assert waits.after(Step.follow_up(2), local(2026, 12, 4, 9)) == (SILENCE, local(2026, 12, 8, 9))


def test_who_is_not_followed_up_is_given_up_after_three_working_days() -> None:
    assert patience(()).after(OUTREACH, local(2026, 12, 7, 9)) == (SILENCE, local(2026, 12, 10, 9))


@pytest.mark.parametrize(("campaign", "days"), [(None, (3,)), ((), ()), ((5, 5), (5, 5))])
def test_a_campaigns_own_days_win_over_its_tenants(
    campaign: tuple[int, ...] | None, days: tuple[int, ...]
) -> None:
    assert patience((3,), campaign).days == days


def test_holidays_of_the_contacts_state_and_of_the_tenant_are_no_working_days() -> None:
    # 20 November is a holiday all over Brazil, and a Friday.
    assert patience((1,)).after(OUTREACH, local(2026, 11, 19, 9)).due == local(2026, 11, 23, 9)
    own = TENANT.model_copy(update={"holidays": frozenset({date(2026, 11, 27)}), "followUpDays": (1,)})
    assert Patience.of(own, CAMPAIGN, PLACE).after(OUTREACH, local(2026, 11, 26, 9)).due == local(
        2026, 11, 30, 9
    )


def test_the_days_are_those_of_the_contacts_own_clock() -> None:
    # Sunday evening in São Paulo is Monday in Lisbon.
    sunday = datetime(2026, 11, 30, 1, tzinfo=UTC)
    lisbon = Patience.of(TENANT, CAMPAIGN, Place(ZoneInfo("Europe/Lisbon"), ""))
    assert patience().after(OUTREACH, sunday).due.date() == date(2026, 12, 3)
    assert lisbon.after(OUTREACH, sunday).due.astimezone(ZoneInfo("Europe/Lisbon")).date() == date(
        2026, 12, 3
    )
    assert patience((1,)).after(OUTREACH, sunday).due == local(2026, 11, 30, 22)


def test_a_year_whose_holidays_are_not_known_stops_nothing() -> None:
    assert patience().after(OUTREACH, local(2031, 12, 30, 9)).due == local(2032, 1, 5, 9)


def test_who_comes_back_has_as_long_as_ever_to_answer() -> None:
    back = local(2026, 12, 7)
    assert patience().behind(Step.follow_up(1), back) == back
    assert patience().behind(SILENCE, back) == local(2026, 12, 10)


def test_days_that_are_all_off_end_the_search_after_a_year() -> None:
    never = Workdays(frozenset(), frozenset(), SAO_PAULO)
    assert never.later(local(2026, 1, 1), 1) == local(2026, 1, 1) + LONGEST_SEARCH
