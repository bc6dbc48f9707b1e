import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Context
from local.model.situations import MONDAY, OFFERS, SAO_PAULO, read


def of_offer(offer: str) -> Context:
    return Context(SAO_PAULO, MONDAY, OFFERS[offer])


@pytest.mark.parametrize(
    ("offer", "text"),
    [
        ("C", "wait for my ok on the 1st dec, need to find a babysitter first"),
        ("C", "the 11 o clock one, is that ur time or dubai time?"),
        ("B", "Thursday looks likely, but I wait for the client's OK before I promise anything."),
        ("B", "fri is prob ok but dont book yet"),
        ("B", "Friday 9:30 suits, please do not confirm anything until I write again"),
        ("A", "Two of the dates are fine, the Tuesday isn't. Your pick."),
        ("C", "thursday's good i think?? dont hold me to it"),
        ("A", "Marca duas: terça comigo e dia 30 com o pessoal do RH"),
        ("C", "Try me again after Easter, till then every Friday is spoken for"),
        ("C", "Viernes me parece, aunque primero tengo que ver lo del turno médico de mi viejo"),
        ("B", "quinta pode ser, mas antes preciso ver com a minha irmã"),
        ("B", "If you can get me the price list beforehand, then Friday could work"),
    ],
)
def test_what_waits_for_something_or_is_left_to_us_is_not_booked(offer: str, text: str) -> None:
    reading = read(text, of_offer(offer))
    assert reading.slot is None
    assert reading.intent not in (Intent.INTERESTED, Intent.RESCHEDULE)


@pytest.mark.parametrize(
    ("offer", "text"),
    [
        ("B", "If you send me the invite for Friday 9:30 I'll be there"),
        ("B", "Friday 9:30, don't forget to send the link"),
        ("C", "Friday it is, your choice of platform"),
        ("A", "option 2 please, I need to get the kids first but will be back"),
        ("A", "pode ser a 2, mas tenho que sair às 15h"),
    ],
)
def test_a_choice_with_a_remark_of_the_kind_is_booked(offer: str, text: str) -> None:
    assert read(text, of_offer(offer)).slot is not None
