"""Turns: what a person writes within a few seconds is read as one reply, whatever comes between."""

import itertools
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import handle_replies
from handlers.common.rules import buttons
from handlers.common.rules.address import Address
from handlers.common.rules.model import Event, Intent, MeetingStatus, State
from handlers.common.storage import clients, configuration, contacts, dynamo, keys
from handlers.conversation import classifying
from handlers.conversation.inbound import Batch
from handlers.conversation.rules.inbound.turns import MOST_AT_ONCE, MOST_FRAGMENTS, Closing, joined
from handlers.conversation.rules.reading import turn_readings
from handlers.conversation.rules.replies import Context
from handlers.conversation.storage import inbound, replies, turns
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.times import Slot
from handlers.meetings.storage import meetings
from tests.handlers.conversation.test_handle_replies import (
    away_until,
    booked,
    note_written,
    offered,
    request,
    written_to,
)
from tests.handlers.conversation.test_inbound import (
    LINE,
    channel_secret,
    dead_letters,
    message,
    reasons,
    text,
)
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import CONTEXT, NOW, TENANT, CrashError, World, world

PHONE = "+5592987654321"
SECONDS = 20
ZONE = ZoneInfo("America/Sao_Paulo")
TODAY = datetime(2026, 11, 26, 15, tzinfo=UTC)
SLOTS = tuple(
    Slot(start, start + timedelta(hours=1))
    for start in (datetime(2026, 12, day, hour, tzinfo=ZONE) for day, hour in ((1, 10), (2, 15), (3, 10)))
)
"""On a Tuesday, a Wednesday and a Thursday."""


class Conversation:
    """A person who writes by WhatsApp, and the inbound queue."""

    def __init__(self, here: World, sent: list[dict[str, int]]) -> None:
        self.here = here
        self.sent = sent
        self.began = datetime.now(UTC)
        self._numbers = 0

    def writes(self, *lines: str) -> list[str]:
        """Let each line come in a batch of its own, a second after the last one; their ids."""
        ids = []
        for line in lines:
            self._numbers += 1
            ids.append(f"w{self._numbers}")
            assert self.receives(text(line, ids[-1], at=self._numbers - 60)) == []
        return ids

    def receives(self, *bodies: dict[str, Any] | str, after: float = 0) -> list[str]:
        """Run a batch; the records that are to come again."""
        texts = [each if isinstance(each, str) else json.dumps(each) for each in bodies]
        records = [{"messageId": str(number), "body": body} for number, body in enumerate(texts)]
        at = self.began + timedelta(seconds=after)
        with dynamo.reading_ahead():
            answer = Batch(at, lambda reports, _: []).run(records)
        return [each["itemIdentifier"] for each in answer["batchItemFailures"]]

    def closings(self) -> list[str]:
        """The closing messages that are on their way, in the order in which they were sent."""
        return [body for each in self.sent for body in each]

    def pauses(self) -> None:
        """Let all closing messages come, one after the other."""
        for body in self.closings():
            assert self.receives(body, after=SECONDS) == []
        self.sent.clear()


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    queue = clients.sqs().create_queue(QueueName=f"dead-{datetime.now(UTC).timestamp()}".replace(".", "-"))
    monkeypatch.setenv("INBOUND_DLQ_URL", queue["QueueUrl"])
    channel_secret(monkeypatch, endpoint="https://partner.example", apiKey="k")
    configuration.forget()
    made = world(monkeypatch)
    configuration.put_tenant(
        TENANT.model_copy(update={"phoneNumberId": LINE, "turnSeconds": SECONDS}),
    )
    yield made
    configuration.forget()
    clients.sqs().delete_queue(QueueUrl=queue["QueueUrl"])


@pytest.fixture
def person(here: World, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    sent: list[dict[str, int]] = []
    monkeypatch.setattr(inbound, "put_back", lambda bodies: sent.append(dict(bodies)))
    return Conversation(here, sent)


def waiting() -> list[str]:
    return [each.reply.text for each in turns.find("acme", PHONE).fragments]


def seen(message_id: str) -> replies.Seen:
    found = replies.marked("acme", PHONE, message_id)
    assert found is not None
    return found


def test_what_is_written_within_a_few_seconds_is_one_reply_under_the_last_ones_id(
    person: Conversation,
) -> None:
    written_to(person.here)
    ids = person.writes("oi", "tenho interesse", "me manda os horários?")
    assert person.here.raised == []
    assert contacts.read("c1").state is State.CONTACTED
    person.pauses()
    assert (
        len(person.here.raised_of(Event.SCHEDULE_REQUESTED)) == person.here.counted("reply_interested") == 1
    )
    (kept,) = replies.of_contact("c1")
    assert kept["text"] == "oi\ntenho interesse\nme manda os horários?"
    assert [seen(each).turn for each in ids] == [ids[-1]] * 3
    assert all(seen(each).understanding.done for each in ids)
    assert seen(ids[-1]).joined is None
    assert waiting() == []


def test_each_fragment_asks_to_be_looked_after_when_the_turn_may_be_over(person: Conversation) -> None:
    written_to(person.here)
    person.writes("não", "consigo")
    assert [list(each.values()) for each in person.sent] == [[SECONDS], [SECONDS]]
    first, last = (json.loads(body) for body in person.closings())
    assert (first["kind"], first["messageId"], last["messageId"]) == ("turn", "w1", "w2")


def test_a_closing_message_does_nothing_while_something_newer_waits(person: Conversation) -> None:
    written_to(person.here)
    person.writes("tenho interesse", "quer dizer")
    assert person.receives(person.closings()[0], after=SECONDS) == []
    assert person.here.raised == []
    assert waiting() == ["tenho interesse", "quer dizer"]


@pytest.mark.parametrize("lines", [("quero", "parar", "pra pensar"), ("sair", "de casa agora")])
def test_no_fragment_books_or_opts_out_by_itself(person: Conversation, lines: Sequence[str]) -> None:
    offered(person.here)
    person.writes(*lines)
    person.pauses()
    assert person.here.raised_of(Event.MEETING_CONFIRMED) == []
    assert person.here.state() not in (State.OPTED_OUT, State.UNSUCCESSFUL)
    assert person.here.meeting().status is MeetingStatus.PROPOSED


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("não", "consigo", "terça", "só quarta"), 1),
        (("não", "consigo", "terça"), None),
        (("a 1", "ops, não, a 2"), 1),
        (("quarta", "não", "quinta"), 2),
        (("não consigo quarta", "aliás, quinta"), 2),
        (("não consigo quarta", "ops, quinta"), None),
        (("quarta não dá pra mim", "digo, quinta"), None),
        (("a 1", "a 2"), None),
        (("a 1", "não, a 2"), 1),
        (("a 1", "não a 2"), None),
        (("só", "quarta"), 1),
        (("a", "2"), 1),
        (("pode", "ser", "a segunda", "opção"), 1),
        (("não", "dá", "quarta"), None),
        (("não posso", "quarta"), None),
        (("bom dia", "pode ser quarta as 15", "obrigado"), 1),
        (("opa", "deixa eu ver", "quarta", "15h", "pode ser"), 1),
        (("oi", "deixa eu olhar", "a 3", "isso"), 2),
        (("boa tarde", "a 1", "opa", "perai", "a 2 é melhor"), 1),
        (("oi", "vi aqui", "quarta", "às 15", "fechado"), 1),
        (("deixa eu ver", "quarta", "15h"), None),
        (("deixa eu ver", "quarta 15h", "te falo"), None),
        (("oi", "não", "quarta", "15h", "pode ser"), None),
        (("oi", "quarta não", "dá", "pode ser"), None),
        (("a 1", "a 2", "pode ser"), None),
        (("a 1", "perai", "a 2 não"), None),
    ],
)
def test_a_slot_is_chosen_by_a_turn_only_where_its_readings_agree(
    lines: Sequence[str], place: int | None
) -> None:
    context = Context(ZONE, TODAY, SLOTS)
    read = turn_readings.read(
        lines, partial(classifying.classify, context=context), partial(classifying.chosen, context=context)
    )
    assert read.slot == (None if place is None else SLOTS[place])
    assert (read.intent is Intent.SLOT_CHOICE) == (place is not None)


@pytest.mark.parametrize(
    ("lines", "certain"),
    [
        (("pode ser quarta", "SAIR"), True),
        (("tenho interesse", "SAIR"), True),
        (("outro horário", "STOP"), True),
        (("outro horário", "sair"), False),
        (("quanto custa?", "SAIR"), False),
        (("não posso", "SAIR"), False),
        (("SAIR", "pode ser quarta"), False),
    ],
)
def test_a_command_within_a_turn_is_an_opt_out_whatever_else_is_said(
    lines: Sequence[str], certain: bool
) -> None:
    context = Context(ZONE, TODAY, SLOTS)
    read = turn_readings.read(
        lines, partial(classifying.classify, context=context), partial(classifying.chosen, context=context)
    )
    assert (read.intent, read.certain) == (Intent.OPT_OUT, certain)


NOTICE = "Agradecemos sua mensagem. Não estamos disponíveis no momento, mas responderemos assim que possível."


@pytest.mark.parametrize("lines", [(NOTICE, "pode ser a opção 2"), ("2", NOTICE)])
def test_the_notice_of_a_program_takes_nothing_from_what_the_person_says(
    person: Conversation, lines: Sequence[str]
) -> None:
    offered(person.here)
    person.writes(*lines)
    person.pauses()
    assert len(person.here.raised_of(Event.MEETING_CONFIRMED)) == 1
    (kept,) = replies.of_contact("c1")
    assert kept["text"] == "\n".join(lines)


@pytest.mark.parametrize(
    ("lines", "called"),
    [
        ((NOTICE,), []),
        ((NOTICE, "Nosso horário de atendimento é de segunda a sexta, das 8h às 18h."), []),
        ((NOTICE, "minha mãe faleceu"), ["unclear_reply"]),
        (("Estamos em férias coletivas até 10/12.", "qual o link?"), ["unclear_reply"]),
    ],
)
def test_words_beside_an_absence_are_a_humans(
    person: Conversation, lines: Sequence[str], called: list[str]
) -> None:
    written_to(person.here)
    person.writes(*lines)
    person.pauses()
    assert reasons(person.here) == called


def test_an_absence_beside_other_words_still_puts_off_what_silence_would_bring(person: Conversation) -> None:
    written_to(person.here, backlog="acme#spring#0", backlogOrder="0#later", nextStep="follow_up#1")
    person.writes("Estou de férias até 10/12", "minha esposa é quem cuida disso")
    person.pauses()
    assert reasons(person.here) == ["unclear_reply"]
    assert "backlog" in contact_item("c1")
    assert away_until() > person.began


def test_a_meeting_is_not_cancelled_by_lines_that_together_keep_it(person: Conversation) -> None:
    booked(person.here)
    person.writes("não", "quero", "cancelar", "a reunião")
    person.pauses()
    assert person.here.meeting().status is MeetingStatus.CONFIRMED
    assert person.here.state() == State.SCHEDULED


@pytest.mark.parametrize(
    "lines",
    [("Não quero", "cancelar a reunião"), ("teve corte aqui", "não tem mais projeto", "cancela por favor")],
)
def test_what_lines_cancel_and_their_sentence_keeps_is_asked_back(lines: Sequence[str]) -> None:
    context = Context(ZONE, TODAY, (), scheduled=True)
    read = turn_readings.read(
        lines, partial(classifying.classify, context=context), partial(classifying.chosen, context=context)
    )
    assert (read.intent, read.certain) == (Intent.CANCEL, False)


@pytest.mark.parametrize(
    "lines", [("oi", "Não quero\ncancelar a reunião"), ("oi", "todas menos\na 2"), ("não quero\nSAIR", "oi")]
)
def test_a_break_within_a_message_of_a_turn_ends_no_sentence(lines: Sequence[str]) -> None:
    for context in (Context(ZONE, TODAY, SLOTS), Context(ZONE, TODAY, (), scheduled=True)):
        read = turn_readings.read(
            lines,
            partial(classifying.classify, context=context),
            partial(classifying.chosen, context=context),
        )
        assert read.slot is None
        assert not (read.certain and read.intent in (Intent.OPT_OUT, Intent.CANCEL))


def test_a_plain_order_over_several_messages_is_followed_at_once(person: Conversation) -> None:
    booked(person.here)
    person.writes("bom dia", "quero cancelar a reunião", "obrigado")
    person.pauses()
    assert person.here.meeting().status is MeetingStatus.CANCELLED


@pytest.mark.parametrize("when", ["waiting", "done"])
def test_a_repeated_fragment_counts_once(person: Conversation, when: str) -> None:
    written_to(person.here)
    person.writes("tenho interesse")
    again = text("tenho interesse", "w1", at=-59)
    if when == "waiting":
        person.receives(again, again)
        assert len(person.closings()) == 2, "the closing message may have been lost"
    person.pauses()
    person.receives(again)
    person.pauses()
    assert (
        len(person.here.raised_of(Event.SCHEDULE_REQUESTED)) == person.here.counted("reply_interested") == 1
    )
    assert waiting() == []


def test_fragments_that_come_in_one_batch_and_in_any_order_are_read_as_they_were_written(
    person: Conversation,
) -> None:
    written_to(person.here)
    lines = [text("a reunião", "w3", at=-1), text("não", "w1", at=-9), text("marca", "w2", at=-5)]
    person.receives(*lines)
    assert len(person.sent) == 1, "one request sends them all"
    person.pauses()
    (kept,) = replies.of_contact("c1")
    assert kept["text"] == "não\nmarca\na reunião"


@pytest.mark.parametrize("step", ["move", "raise"])
def test_a_turn_whose_run_was_cut_short_is_completed_whole_by_the_next_delivery(
    person: Conversation, step: str
) -> None:
    written_to(person.here)
    person.writes("oi", "tenho interesse")
    person.here.crash_at = step
    (last,) = person.closings()[-1:]
    with pytest.raises(CrashError):
        person.receives(last, after=SECONDS)
    assert seen("w2").joined is not None
    assert person.receives(last, after=SECONDS + 180) == []
    assert (
        len(person.here.raised_of(Event.SCHEDULE_REQUESTED)) == person.here.counted("reply_interested") == 1
    )
    assert seen("w2").understanding.done
    assert seen("w2").joined is None


def test_a_human_who_is_called_by_a_completed_turn_sees_all_of_it(person: Conversation) -> None:
    written_to(person.here)
    person.writes("uma dúvida", "quanto custa?")
    person.here.crash_at = "raise"
    (last,) = person.closings()[-1:]
    with pytest.raises(CrashError):
        person.receives(last, after=SECONDS)
    person.receives(last, after=SECONDS + 180)
    (detail,) = person.here.raised_of(Event.HUMAN_ATTENTION_NEEDED)
    assert detail["text"] == "uma dúvida\nquanto custa?"


def test_a_turn_that_is_under_way_is_asked_after_again_by_a_repeat_of_any_fragment(
    person: Conversation,
) -> None:
    written_to(person.here)
    person.writes("oi", "tenho interesse")
    person.here.crash_at = "raise"
    with pytest.raises(CrashError):
        person.receives(person.closings()[-1], after=SECONDS)
    person.sent.clear()
    person.receives(text("tenho interesse", "w2"), after=SECONDS + 60)
    person.pauses()
    assert len(person.here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_two_runs_at_once_act_on_a_turn_once(person: Conversation) -> None:
    written_to(person.here)
    person.writes("oi", "tenho interesse")
    (last,) = person.closings()[-1:]

    def run(_: int) -> Any:
        batch = Batch(person.began + timedelta(seconds=SECONDS), lambda reports, at: [])
        return batch.run([{"messageId": "1", "body": last}])["batchItemFailures"]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(run, range(4))) == [[]] * 4, "none waits for the queue to bring it again"
    assert len({str(each) for each in person.here.raised_of(Event.SCHEDULE_REQUESTED)}) == 1
    assert person.here.counted("reply_interested") == 1


def test_what_comes_while_a_turn_is_being_read_is_not_lost(
    person: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_to(person.here)
    person.writes("tenho interesse")
    (closing,) = person.closings()
    classify = classifying.classify

    def meanwhile(words: str, context: Context) -> Any:
        monkeypatch.setattr(classifying, "classify", classify)
        person.writes("mas só em março")
        return classify(words, context)

    monkeypatch.setattr(classifying, "classify", meanwhile)
    assert person.receives(closing, after=SECONDS) == [], "the newer one's own closing message is on its way"
    assert person.here.raised == []
    person.pauses()
    (kept,) = replies.of_contact("c1")
    assert kept["text"] == "tenho interesse\nmas só em março"


def test_an_edit_and_a_deletion_change_what_waits(person: Conversation) -> None:
    written_to(person.here)
    person.writes("quero cancelar", "tenho interesse")
    anew = {"original_message_id": "w1", "message": {"type": "text", "text": {"body": "bom dia"}}}
    person.receives(message({"type": "edit", "edit": anew}, "e1", at=-5))
    assert person.receives(text("quero cancelar", "w1", at=-59)) == [], "its first wording comes once more"
    person.writes("apague isso")
    person.receives(message({"type": "revoke", "revoke": {"original_message_id": "w3"}}, "d1", at=-1))
    person.pauses()
    (kept,) = replies.of_contact("c1")
    assert kept["text"] == "bom dia\ntenho interesse"
    assert reasons(person.here) == []
    assert [seen(each).worded_by for each in ("w1", "w3")] == ["e1", "d1"]


def test_an_edit_that_comes_before_its_message_stands(person: Conversation) -> None:
    written_to(person.here)
    anew = {"original_message_id": "w1", "message": {"type": "text", "text": {"body": "tenho interesse"}}}
    person.receives(message({"type": "edit", "edit": anew}, "e1", at=-5))
    person.receives(text("não tenho interesse", "w1", at=-9))
    person.pauses()
    assert len(person.here.raised_of(Event.SCHEDULE_REQUESTED)) == 1


def test_a_turn_of_which_all_was_taken_back_says_nothing(person: Conversation) -> None:
    written_to(person.here)
    person.writes("SAIR")
    person.receives(message({"type": "revoke", "revoke": {"original_message_id": "w1"}}, "d1"))
    person.pauses()
    assert person.here.raised == []
    assert person.here.state() == State.CONTACTED
    assert seen("w1").understanding.done


def test_a_button_acts_at_once_and_what_waits_is_read_afterwards(person: Conversation) -> None:
    offered(person.here)
    person.writes("quanto custa?")
    choice = {"id": buttons.SlotButton("m1", 1, 2).id, "title": "2"}
    pressed = {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": choice}}
    person.receives(message(pressed, "b1"))
    assert len(person.here.raised_of(Event.MEETING_CONFIRMED)) == 1
    assert reasons(person.here) == []
    person.pauses()
    assert reasons(person.here) == ["question"]


def test_whoever_never_pauses_is_answered_after_five_times_as_long(person: Conversation) -> None:
    written_to(person.here)
    person.writes("tenho", "muito", "interesse")
    first, *_ = person.closings()
    assert person.receives(first, after=4 * SECONDS) == []
    assert person.here.raised == []
    person.receives(first, after=5 * SECONDS)
    assert len(person.here.raised_of(Event.SCHEDULE_REQUESTED)) == 1
    assert waiting() == []


def test_a_turn_that_is_full_is_read_at_once(person: Conversation) -> None:
    written_to(person.here)
    person.writes(*["tenho interesse"] * MOST_FRAGMENTS)
    assert [delay for each in person.sent for delay in each.values()] == [SECONDS] * (MOST_FRAGMENTS - 1) + [
        0
    ]
    assert person.receives(person.closings()[-1]) == []
    assert waiting() == []


def test_a_flood_is_read_in_parts_of_which_none_is_lost(person: Conversation) -> None:
    written_to(person.here)
    number = MOST_AT_ONCE + 7
    for first in range(0, number, 10):
        batch = [text("oi", f"w{n}", at=n - 90) for n in range(first, min(first + 10, number))]
        assert person.receives(*batch) == []
    (last,) = person.closings()[-1:]
    person.sent.clear()
    assert person.receives(last) == []
    assert len(waiting()) == 7
    person.pauses()
    assert waiting() == []
    assert sum(len(each["text"].split("\n")) for each in replies.of_contact("c1")) == number


def test_a_quote_in_any_fragment_counts(person: Conversation) -> None:
    written_to(person.here)
    person.receives(text("essa", "w1", at=-9, context={"id": "wamid.7"}), text("primeira", "w2", at=-5))
    fragments = turns.find("acme", PHONE).fragments
    assert joined(fragments).context == "wamid.7"


def test_what_is_no_text_an_e_mail_or_a_machines_does_not_wait(person: Conversation) -> None:
    written_to(person.here)
    person.receives(message({"type": "audio", "audio": {"id": "1", "voice": True}}, "v1"))
    assert reasons(person.here) == ["not_text"]
    assert waiting() == []
    assert person.sent == []


def test_what_waits_for_a_tenant_who_is_gone_opts_out_or_is_kept(
    person: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_to(person.here)
    person.writes("SAIR")
    closings = person.closings()
    monkeypatch.setattr(configuration, "tenant", lambda _: None)
    assert person.receives(*closings, after=SECONDS) == []
    assert person.here.state() == State.OPTED_OUT


def test_a_batch_of_ten_people_waits_with_three_requests(
    person: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = dynamo.client()
    called: list[str] = []
    configuration.tenant("acme")
    send = client._make_api_call
    monkeypatch.setattr(
        client, "_make_api_call", lambda name, given: (called.append(name), send(name, given))[1]
    )
    bodies = [text("oi", f"w{n}", sender=f"55929876500{n:02}") for n in range(10, 20)]
    assert person.receives(*bodies) == []
    tables_called = [name for name in called if name not in ("GetItem", "Query")]
    assert tables_called == ["BatchGetItem", "BatchExecuteStatement"]
    assert [len(each) for each in person.sent] == [10]


def test_a_direct_invocation_answers_with_the_reading_so_far_and_the_instant(person: Conversation) -> None:
    written_to(person.here)
    answer: Any = handle_replies.handler(request("tenho interesse"), CONTEXT)
    acts_at = datetime.fromisoformat(answer.pop("actsAt"))
    assert answer == {"intent": "interested", "duplicate": False, "contactId": "c1"}
    assert timedelta(seconds=SECONDS - 5) < acts_at - person.began < timedelta(minutes=5)
    assert person.here.raised == []
    again: Any = handle_replies.handler(request("tenho interesse"), CONTEXT)
    assert again["duplicate"] is True
    more: Any = handle_replies.handler(request("na verdade não, quanto custa?", "r2"), CONTEXT)
    assert more["duplicate"] is False
    person.pauses()
    done: Any = handle_replies.handler(request("tenho interesse"), CONTEXT)
    assert (done["duplicate"], "actsAt" in done) == (True, False)
    assert len(list(replies.of_contact("c1"))) == 1


def test_a_direct_invocation_of_a_mail_or_a_button_is_answered_at_once(person: Conversation) -> None:
    written_to(person.here)
    told: Any = handle_replies.handler(request("SAIR") | {"button": buttons.OPT_OUT}, CONTEXT)
    assert (told["intent"], "actsAt" in told) == ("opt_out", False)
    assert contact_item("c1")["state"] == State.OPTED_OUT


def test_a_closing_message_that_names_nothing_does_nothing(person: Conversation) -> None:
    written_to(person.here)
    assert person.receives(Closing("acme", PHONE, "w9").body) == []
    assert person.receives({"version": 1, "kind": "turn", "tenantId": "acme"}) == []
    assert person.here.raised == []
    assert dead_letters() != []


def test_a_stranger_calls_a_human_once_for_a_turn(person: Conversation) -> None:
    person.writes("oi", "quem é você?")
    person.pauses()
    assert reasons(person.here) == ["unknown_sender"]


# Nothing in these is an order, and what looks like one is taken back by the very next message.
WORDS = (
    *(
        "não",
        "consigo",
        "terça",
        "só quarta",
        "pra pensar",
        "mais tarde",
        "obrigado",
        "ok",
        "depois",
        "vou ver",
    ),
    *(
        "nesse dia",
        "talvez",
        "preciso",
        "quero",
        "oi",
        "bom dia",
        "é que",
        "na semana",
        "de manhã",
        "já tenho o link",
    ),
)
NO_ORDERS = (
    "parar\npra pensar",
    "sair\nde casa agora",
    "parar\no carro",
    "não\nquero\ncancelar\na reunião",
    "vou\nsair",
    "não quero\nSAIR",
)


@st.composite
def fragments(draw: st.DrawFn) -> list[str]:
    """Messages of a person who orders nothing."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
    place = draw(st.integers(0, len(words)))
    unit = draw(st.sampled_from((*NO_ORDERS, ""))).split("\n")
    return [each for each in (*words[:place], *unit, *words[place:]) if each]


@settings(max_examples=60, deadline=None)
@given(fragments())
def test_no_turn_without_an_order_ends_a_booked_meeting_or_opts_anybody_out(lines: list[str]) -> None:
    for context in (Context(ZONE, TODAY, SLOTS), Context(ZONE, TODAY, (), True), Context(ZONE, TODAY)):
        read = turn_readings.read(
            lines,
            partial(classifying.classify, context=context),
            partial(classifying.chosen, context=context),
        )
        ends = {Intent.OPT_OUT, Intent.CANCEL, *([Intent.NOT_INTERESTED] if context.scheduled else [])}
        assert not (read.certain and read.intent in ends), read


EXAMPLES = itertools.count(1)


def with_a_meeting(here: World, number: int) -> str:
    """A contact with a number and an agreed meeting of their own; the number as WhatsApp knows it."""
    start = NOW.replace(minute=0, second=0) + timedelta(days=1, hours=2 * number)
    contact_id, wa_id = f"c{number}", f"5592987{number:06}"
    meeting = rules.proposed(
        meeting_id=f"m{number}",
        tenant_id="acme",
        campaign_id="spring",
        contact_id=contact_id,
        host_id="ana",
        slots=(Slot(start, start + timedelta(hours=1)),),
        request_id="e0",
        now=NOW,
    )
    meetings.save(None, meeting)
    meetings.save(meeting, rules.confirmed(meeting, meeting.slots[0], 15, "e1", NOW, ()))
    phone = f"+{wa_id}"
    here.contact(contact_id, State.SCHEDULED, phone=phone, channel="whatsapp", meetingId=f"m{number}")
    note_written(contact_id, phone)
    return wa_id


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(st.lists(fragments(), min_size=1, max_size=3))
def test_no_sequence_of_turns_without_an_order_ends_anything(
    person: Conversation, spoken: list[list[str]]
) -> None:
    number = next(EXAMPLES)
    sender = with_a_meeting(person.here, number)
    for turn, lines in enumerate(spoken):
        bodies = [text(line, f"{turn}-{n}", sender, n - 60) for n, line in enumerate(lines)]
        for body in bodies:
            assert person.receives(body) == []
        person.pauses()
    meeting = meetings.get(f"m{number}")
    assert meeting is not None
    assert meeting.status is MeetingStatus.CONFIRMED
    assert person.here.state(f"c{number}") == State.SCHEDULED


def test_what_waits_to_be_read_is_noted_with_the_address_until_it_has_been(person: Conversation) -> None:
    written_to(person.here)
    person.writes("quero saber", "quanto custa")
    known = Address.of(
        dynamo.read_item(contacts.table(), keys.address_pk("acme", PHONE), keys.ADDRESS_SK) or {}
    )
    assert known.unread_until == milliseconds(person.began + timedelta(seconds=5 * SECONDS, minutes=5))


def test_a_stranger_leaves_no_address_behind(person: Conversation) -> None:
    person.writes("quero saber")
    assert dynamo.read_item(contacts.table(), keys.address_pk("acme", PHONE), keys.ADDRESS_SK) is None


def milliseconds(at: datetime) -> datetime:
    return datetime.fromisoformat(keys.instant(at))
