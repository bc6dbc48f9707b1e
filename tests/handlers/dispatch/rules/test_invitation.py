from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from handlers.common.rules.envelope import Invitation
from handlers.dispatch.rules import invitation

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=80,
)


def invite(version: int = 1, summary: str = "Reunião", name: str = "Zé", start: datetime = NOW) -> str:
    return invitation.request(
        meeting_id="m1",
        version=version,
        invited=Invitation(hostId="ana", start=start, end=start + timedelta(hours=1), stamp=NOW),
        summary=summary,
        host=("Ana", "ana@acme.example"),
        guest=(name, "ze@cliente.example"),
    )


@settings(deadline=None)
@given(texts, texts, st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), st.integers(1, 99))
def test_an_invitation_parses_back(summary: str, name: str, start: datetime, version: int) -> None:
    start = start.replace(microsecond=0, tzinfo=UTC)
    calendar = Calendar.from_ical(invite(version, summary, name, start))
    (event,) = calendar.events
    assert calendar["method"] == "REQUEST"
    assert event.start == start
    assert event.end == start + timedelta(hours=1)
    assert event["sequence"] == version
    assert str(event["summary"]) == summary
    assert str(event["attendee"]) == "mailto:ze@cliente.example"
    assert str(event["organizer"]) == "mailto:ana@acme.example"


def test_a_later_version_has_the_same_uid_and_a_higher_sequence() -> None:
    first, second = (Calendar.from_ical(invite(version)).events[0] for version in (1, 2))
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (1, 2)


def test_the_same_meeting_gives_the_same_text() -> None:
    assert invite() == invite()


def test_a_guest_without_a_name_is_invited_too() -> None:
    assert Calendar.from_ical(invite(name="")).events[0]["attendee"] == "mailto:ze@cliente.example"


def test_a_name_cannot_add_a_line() -> None:
    assert "\nX-EVIL" not in invite(name='Zé"\r\nX-EVIL:1', summary="a\r\nX-EVIL:1").replace("\r\n ", "")
