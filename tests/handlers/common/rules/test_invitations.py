from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from handlers.common.rules import invitations
from handlers.common.rules.invitations import Appointment, Person

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=80,
)


ANA = Person("Ana", "ana@acme.example")


def appointment(
    version: int = 1, summary: str = "Reunião", start: datetime = NOW, place: str = ""
) -> Appointment:
    return Appointment("m1", version, start, start + timedelta(hours=1), NOW, summary, place)


def invite(
    version: int = 1, summary: str = "Reunião", name: str = "Zé", start: datetime = NOW, place: str = ""
) -> str:
    guests = [Person(name, "ze@cliente.example")]
    return invitations.request(appointment(version, summary, start, place), ANA, guests)


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
    assert str(event["summary"]) == summary.replace("\\", "/")
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


@settings(deadline=None)
@given(texts)
@example("Sala\\Norte")
@example("bloco\\novo")
def test_a_place_parses_back_and_is_no_link(place: str) -> None:
    (event,) = Calendar.from_ical(invite(place=place)).events
    assert str(event["location"]) == place.replace("\\", "/")
    assert ("url" in event) == place.startswith(("https://", "http://"))


def test_the_link_of_a_conference_is_where_programs_look_for_one() -> None:
    (event,) = Calendar.from_ical(invite(place="https://meet.example/abc")).events
    assert (event["location"], event["url"]) == ("https://meet.example/abc", "https://meet.example/abc")
    assert "location" not in Calendar.from_ical(invite()).events[0]


def test_a_withdrawal_is_of_the_same_meeting_and_takes_it_out_of_calendars() -> None:
    guests = [ANA, Person("Zé", "ze@cliente.example")]
    withdrawn = Calendar.from_ical(invitations.cancel(appointment(3), ANA, guests))
    (event,) = withdrawn.events
    assert (withdrawn["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 3)
    assert event["uid"] == Calendar.from_ical(invite()).events[0]["uid"]
    assert [str(each) for each in event.attendees] == [
        "mailto:ana@acme.example",
        "mailto:ze@cliente.example",
    ]
