from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.tenants import Host, Hours, Tenant
from handlers.meetings.rules import after_meeting

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def local(day: int, hour: int, zone: ZoneInfo = SAO_PAULO) -> datetime:
    """In November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, tzinfo=zone)


def answered_by(end: datetime, **changes: object) -> datetime:
    host = Host(hostId="ana", name="Ana", email="a@x.example", calendarId="ana").model_copy(update=changes)
    tenant = Tenant(tenantId="acme", name="Acme", hosts=(host,))
    return after_meeting.answered_by(end, tenant, host)


@pytest.mark.parametrize(
    ("end", "until"),
    [
        (local(23, 11), local(24, 18)),
        (local(23, 18), local(24, 18)),
        (local(27, 11), local(30, 18)),
        # The 20th is a holiday, Consciência Negra.
        (local(19, 11), local(23, 18)),
    ],
)
def test_a_host_has_until_the_end_of_the_next_working_day(end: datetime, until: datetime) -> None:
    assert answered_by(end) == until


def test_the_host_s_own_days_hours_and_zone_count() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    assert answered_by(local(23, 23), timezone="Asia/Tokyo") == local(25, 18, tokyo)
    always = Hours(opens=time(0), closes=time(0), weekdays=frozenset(range(1, 8)), holidays=True)
    assert answered_by(local(27, 11), hours=always) == local(29, 0)
