"""Tests of English replies in words that are no stock phrases, each kind with near ones that mean something else."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

APPROACHED = Context(SAO_PAULO, MONDAY)
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)


def read(text: str, context: Context) -> Reading:
    return STAGES.classify(text, context)


def chosen(text: str, offer: str) -> int | None:
    slot = read(text, Context(SAO_PAULO, MONDAY, OFFERS[offer])).slot
    return None if slot is None else OFFERS[offer].index(slot) + 1


@pytest.mark.parametrize(
    "text",
    [
        "I do appreciate the persistence. But this inbox needs to come off your outreach for good.",
        "This number must come off whatever list you have.",
        "I revoke any authorization for you people to use my whatsapp",
        "I withdraw any authorisation to use my phone",
        "You're going in my spam folder, but do me the courtesy of deleting my contact on your end as well.",
        "I'd appreciate you removing my contact on your end.",
    ],
)
def test_an_order_to_stop_in_fresh_words_is_at_least_asked_back(text: str) -> None:
    assert read(text, APPROACHED).intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "Interested, but stop using this e-mail, I never open it. WhatsApp me the details instead.",
        "The old supplier needs to come off our list for good, so yes, I'm interested.",
        "Silence on my side doesn't mean no, we had auditors in for two weeks. Still keen.",
    ],
)
def test_interest_beside_such_words_is_interest(text: str) -> None:
    assert read(text, APPROACHED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    ("text", "offer", "slot"),
    [
        ("Please take Thursday off the list, I can't then. Tuesday at nine is ok.", "A", 1),
        ("Take Friday off the list please. Wednesday at ten works.", "B", 1),
        ("Please scratch Wednesday off the list, I'm at a trade fair. Friday is perfect.", "B", 3),
        ("Take the first one off the list. Number two is good.", "B", 2),
        ("two 👌", "B", 2),
        ("👍 two", "B", 2),
        ("one 👍🏼", "C", 1),
        ("three ✅", "C", 3),
        ("two it is 👌", "B", 2),
        ("thursdy at 4 is perfekt", "B", 2),
        ("fryday 9.30 is perfct", "B", 3),
        ("wensday at 10 is grate", "B", 1),
        ("teusday is perfekt", "A", 1),
        ("We would both be available on 27 November. Please note that I have a hard stop at 10:30.", "B", 3),
        ("1 December suits us, month-end will be behind us by then.", "C", 3),
        ("26 November is convenient for both of us.", "B", 2),
        ("Midweek one for me, end of the week we are loading containers", "B", 1),
        ("The midweek one please, Friday we load trucks", "B", 1),
        ("The one in the middle of the week, end of the week we are full", "B", 1),
        ("la de mitad de semana", "B", 1),
        ("a do meio da semana", "B", 1),
        ("Wednesday, I decide that myself", "B", 1),
    ],
)
def test_a_slot_is_chosen_in_fresh_words(text: str, offer: str, slot: int) -> None:
    assert chosen(text, offer) == slot


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("I'd say Wednesday, but ask Tobias, he decides", "B"),
        ("Thursday sounds good to me but Petra decides", "C"),
        ("Number two for me, but it's my partner's decision", "C"),
        ("Thursday, but the final say is with Karin", "B"),
        ("I'd pick Friday but it is up to my director", "B"),
        ("Friday works unless customs turns up again, I'll know on Wednesday", "C"),
        ("Thursday at four, unless the vet calls me in", "B"),
        ("Option 1, unless we get the delivery that day", "B"),
    ],
)
def test_what_somebody_else_decides_or_may_come_to_nothing_is_a_humans(text: str, offer: str) -> None:
    reading = read(text, Context(SAO_PAULO, MONDAY, OFFERS[offer]))
    assert (reading.intent, reading.is_open_choice) == (Intent.UNKNOWN, False)


@pytest.mark.parametrize(
    "text", ["two of us 👌", "We would both be available on 2 December.", "midweek works for me"]
)
def test_what_merely_resembles_a_choice_is_none(text: str) -> None:
    assert chosen(text, "B") is None


@pytest.mark.parametrize(
    "text",
    [
        "no change on my end",
        "nothing has changed on my side",
        "stop worrying, I haven't forgotten you :)",
        "I've not forgotten!",
        "in the waiting room, no rush",
        "be there in 5, sorry",
        "I thought I'd have to cancel but the strike's been called off, so we're on",
        "we thought we would have to call it off, but the trip was cancelled so it stands",
        "Please remove Dieter from the invite, he is on parental leave. The rest of us will be there.",
    ],
)
def test_who_comes_all_the_same_keeps_the_meeting(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.INTERESTED


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I have to cancel our slot but please give me a new one", Intent.RESCHEDULE),
        ("We have to cancel the call. Please send new slots.", Intent.RESCHEDULE),
        ("Our MD is called to Delhi. Kindly give fresh date.", Intent.RESCHEDULE),
        ("we request a fresh date", Intent.RESCHEDULE),
        ("I have to cancel our meeting, please don't give me a new one", Intent.CANCEL),
        ("I have to cancel our slot, I have a new job", Intent.CANCEL),
        ("I thought we were on but I have to cancel", Intent.CANCEL),
        ("My director wants me to cancel. I'm not sure he's right. I'll let you know.", Intent.UNKNOWN),
        ("Silke will take this over from me, I've given her your number.", Intent.UNKNOWN),
        ("I'm handing this over to Peter, he has your details", Intent.UNKNOWN),
        ("I am in hospital till the weekend, but cannot answer anything until then", Intent.OUT_OF_OFFICE),
    ],
)
def test_beside_a_meeting_a_new_time_a_successor_and_a_hospital_are_told_apart(
    text: str, intent: Intent
) -> None:
    assert read(text, BOOKED).intent is intent
