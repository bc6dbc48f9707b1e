"""The terminal of the conversation: what is written, and what is shown."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from local.campaign.stand_ins.offers import Button
from local.cloud import ToldTime
from local.errors import LocalError
from local.loop import people
from local.loop.chat import COMMANDS, Chat
from local.loop.conversation import Call, Heard
from local.loop.log_lines import Line
from local.loop.mailbag import Mail
from local.loop.screen import Screen
from local.loop.telephone import Message, Telephone

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
OFFER = Message(
    1, "wamid.1", NOW, "Qual horário?", "list", (Button("s.1", "Opção 1", "quinta, 10h"), Button("s.2", "B"))
)


class Silent(Telephone):
    """A telephone without a stand-in: it keeps what is said."""

    def __init__(self) -> None:
        self.number, self.said = "5511987654321", []
        self.messages, self.contents = [OFFER], list[tuple[Mapping[str, Any], str | None]]()

    def _say(self, content: Mapping[str, Any], quoted: str | None = None, *, amends: bool = False) -> None:
        self.contents.append((content, quoted))
        if not amends:
            self.said.append(f"own-{len(self.said) + 1}")


class Talk:
    """A conversation without a cloud."""

    def __init__(self, clock: ToldTime) -> None:
        self.clock, self.telephone = clock, Silent()
        self.tenant = SimpleNamespace(timezone="America/Sao_Paulo", name="Aurora", tenantId="aurora")
        self.waiting: list[Heard] = []
        self.other_mails = 0
        self.waits: list[bool] = []
        self.item: Mapping[str, Any] = {}

    def settle(self, *, expecting: bool) -> None:
        self.waits.append(expecting)

    def heard(self) -> list[Heard]:
        new, self.waiting = self.waiting, []
        return new

    def leap(self, until: datetime) -> Iterator[datetime]:
        self.clock.leap_to(until.timestamp())
        yield until

    def contact(self) -> Mapping[str, Any]:
        return self.item

    def history(self) -> list[Mapping[str, Any]]:
        return [{"what": "sent", "at": NOW.isoformat(), "from": "sending", "to": "contacted"}]

    def meetings(self) -> list[Mapping[str, Any]]:
        return [{"meetingId": "m" * 32, "status": "confirmed", "start": NOW.isoformat(), "hostId": "ana"}]

    def said_about(self) -> list[Line]:
        return [Line(NOW, "handle-replies", "reply read", "INFO", "c-1", fields={"intent": "question"})]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    clock = ToldTime(tmp_path / "ahead")
    clock.leap_to(NOW.timestamp())
    return Talk(clock)


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def say(talk: Talk, out: io.StringIO) -> Any:
    console = Console(file=out, highlight=False, width=100)
    chat = Chat(talk, Screen(console, "Aurora", "America/Sao_Paulo"), console)  # ty: ignore[invalid-argument-type]

    def say(*lines: str) -> str:
        chat.run(iter(lines))
        return out.getvalue()

    return say


def test_what_is_written_is_sent_and_what_is_heard_is_shown_each_in_its_form(talk: Talk, say: Any) -> None:
    talk.waiting = [
        OFFER,
        Mail("ana@aurora.example", "Reunião marcada", "Um\n\nDois\nTrês\nQuatro", "REQUEST"),
        Call("question", NOW),
    ]
    shown = say("Oi").splitlines()
    assert talk.telephone.contents == [({"type": "text", "text": {"body": "Oi"}}, None)]
    assert shown == [
        "#1 Aurora  ter 24/11 12:00",
        "│ Qual horário?",
        "  [1] Opção 1  quinta, 10h",
        "  [2] B",
        "✉ ana@aurora.example: Reunião marcada  + iCalendar REQUEST",
        "│ Um",
        "│ Dois",
        "│ Três",
        "│ …",
        "⚑ ter 24/11 12:00  a human is called: question",
    ]


def test_e_mails_about_other_people_are_counted_once(talk: Talk, say: Any) -> None:
    mail = Mail("ana@aurora.example", "Briefing: Maria", "+5511987654321")
    assert mail.is_about("Maria")
    assert mail.is_about("5511987654321")
    assert not mail.is_about("Rui")
    talk.other_mails = 2
    assert say("Oi", "Olá").count("2 e-mails about other people") == 1


def test_a_button_is_pressed_as_the_message_offers_it(talk: Talk, say: Any) -> None:
    assert "pressed: B" in say("/press 2")
    ((content, quoted),) = talk.telephone.contents
    assert content["interactive"]["list_reply"] == {"id": "s.2", "title": "B"}
    assert quoted == "wamid.1"


def test_all_that_a_telephone_can_do_is_done(talk: Talk, say: Any) -> None:
    say("/more Oi", "/edit Olá", "/delete", "/voice", "/react ❤️ 1", "/quote 1 esse")
    assert [content["type"] for content, _ in talk.telephone.contents] == [
        "text",
        "edit",
        "revoke",
        "audio",
        "reaction",
        "text",
    ]
    assert talk.telephone.contents[1][0]["edit"]["original_message_id"] == "own-1"
    assert talk.telephone.contents[-1][1] == "wamid.1"
    assert talk.waits == [True, False, True, False, True]


def test_the_time_moves_on_by_a_span_or_to_an_instant_and_never_back(talk: Talk, say: Any) -> None:
    shown = say("/later 2h", "/at 2026-12-01T10:00", "/at 2026-11-30T10:00", "/later soon")
    assert "it is ter 24/11 14:00; something fell due on ter 24/11 14:00" in shown
    assert "it is ter 01/12 10:00" in shown
    assert "seg 30/11 10:00 has passed: the time only moves on" in shown
    assert "soon is no span: write /later 2h" in shown
    assert abs(talk.clock.now() - datetime(2026, 12, 1, 13, tzinfo=UTC)) < timedelta(minutes=1)


def test_meetings_state_and_reasons_are_shown(talk: Talk, say: Any) -> None:
    assert "the contact is not in the table" in say("/state")
    talk.item = {"state": "scheduled", "phone": "+5511987654321"}
    shown = say("/meetings", "/state", "/why")
    assert "mmmmmmmm  confirmed  ter 24/11 12:00  ana" in shown
    assert "sending → contacted" in shown
    assert "reply read intent=question" in shown


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("/pres 1", "there is no /pres: did you mean press? /help lists them"),
        ("/press", "nothing is no number of a button"),
        ("/press 3", "there is no button 3: message 1 has 2"),
        ("/quote 2 sim", "there is no message 2: there are 1"),
        ("/quote 1", "the words are missing"),
        ("/edit x", "nothing was written yet"),
    ],
)
def test_what_cannot_be_done_is_told_and_the_conversation_goes_on(
    talk: Talk, say: Any, line: str, refusal: str
) -> None:
    assert refusal in say(line, "Oi")
    assert len(talk.telephone.contents) == 1


def test_nothing_is_done_after_the_end_and_help_names_every_command(talk: Talk, say: Any) -> None:
    shown = say("/help", "/quit", "Oi")
    assert all(f"/{name}" in shown for name in COMMANDS)
    assert talk.telephone.contents == []


@pytest.mark.parametrize("phone", ["11 98765-4321", "(11) 98765-4321", "+5511987654321"])
def test_a_mobile_number_is_taken_as_people_write_it(phone: str) -> None:
    assert people.digits(phone) == "5511987654321"


def test_a_number_that_is_no_mobile_one_is_refused_and_somebodys_is_one() -> None:
    with pytest.raises(LocalError, match="PHONE=1133334444 is no mobile number: write one as 11 98765-4321"):
        people.digits("1133334444")
    with pytest.raises(LocalError, match="PHONE=abc"):
        people.digits("abc")
    for _ in range(50):
        number = people.somebody()
        assert people.digits(f"+{number}") == number
