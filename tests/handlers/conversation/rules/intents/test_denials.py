"""Tests of steps that are spoken of only to deny them, and of what is like them and was never meant."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import kept_meetings
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, SAO_PAULO

BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)


def read(text: str, context: Context = BOOKED) -> Reading:
    return STAGES.classify(text, context)


@pytest.mark.parametrize(
    "text",
    [
        "I didn't cancel",
        "i didnt cancel anything",
        "they didn't cancel",
        "I shouldn't cancel",
        "mustn't cancel",
        "I wasn't going to cancel",
        "I haven't cancelled",
        "we aren't cancelling",
        "nobody cancelled anything",
        "nadie cancela nada",
        "nadie canceló",
        "no he cancelado",
        "no debería cancelar",
        "jamás cancelaría",
        "can't miss it",
        "no me la pierdo",
    ],
)
def test_a_cancelling_that_is_denied_keeps_the_meeting(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.certain) == (Intent.INTERESTED, True)


@pytest.mark.parametrize(
    "text", ["I can't cancel", "couldn't cancel it", "cannot cancel", "no pude cancelarla"]
)
def test_a_cancelling_that_cannot_be_done_is_nobodys_wish_for_certain(text: str) -> None:
    assert kept_meetings.is_denied(text.lower().replace("'", " "))
    reading = read(text)
    assert reading.intent is Intent.INTERESTED
    assert not reading.certain


@pytest.mark.parametrize(
    "text",
    [
        "cancelé otra reunión para ir",
        "cancelé mi otra reunión",
        "cancelé otra",
        "ya cancelé lo otro",
        "me cancelaron otra reunión",
        "they canceled my other meeting",
        "I canceled something else",
        "la otra vez cancelé, perdón",
        "cancelé la vez pasada",
        "la última vez cancelaron",
        "I cancelled last time, sorry",
    ],
)
def test_a_cancelling_of_something_else_or_of_another_time_is_a_humans(text: str) -> None:
    assert read(text).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "can't make it please cancel",
        "I didn't get the link, cancel the meeting",
        "nobody can come, please cancel",
        "nadie puede, cancela",
        "otra vez tengo problemas, cancelen la reunión",
        "salió otra cosa, cancela por favor",
    ],
)
def test_an_order_to_cancel_beside_a_denial_of_something_else_stands(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.certain) == (Intent.CANCEL, True)


@pytest.mark.parametrize(
    "text",
    [
        "mañana no, gracias",
        "not tomorrow, thanks",
        "ya no, muchas gracias",
        "I'll pass, thanks",
        "quinta não, valeu",
    ],
)
def test_a_refusal_with_thanks_behind_it_keeps_nothing_for_certain(text: str) -> None:
    assert read("no, gracias").certain
    assert not read(text).certain


@pytest.mark.parametrize("text", ["cambié de opinión", "some other time", "no faltaba más"])
def test_another_mind_or_time_is_no_opt_out(text: str) -> None:
    assert read(text, Context(SAO_PAULO, MONDAY)).intent is not Intent.OPT_OUT
