"""Tests of replies that name a slot on offer and set it apart: refused, excepted, a bound, or of something else."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Context
from tests import lines
from tests.handlers.conversation.rules.offer_of_tuesday import MOVING, OFFERED, chosen, heard


@pytest.mark.parametrize("context", [OFFERED, MOVING])
@pytest.mark.parametrize(
    "text",
    [
        "no friday",
        "no fryday",
        "no thursday please",
        "no jueves, gracias",
        "no en viernes",
        "no on friday",
        "no a las 3",
        "nada de sexta",
        "no, nada de viernes",
    ],
)
def test_a_slot_that_is_refused_by_a_no_before_it_is_not_chosen(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@pytest.mark.parametrize("context", [OFFERED, MOVING])
@pytest.mark.parametrize(
    "text",
    [
        "any but the first",
        "Any day but Friday, please.",
        "all but the third",
        "other than the first",
        "besides the first",
        "aside from thursday",
        "aparte del viernes",
        "distinto al viernes",
        "en vez del viernes",
        "en lugar del viernes",
        "em vez de sexta",
        "anything other than friday works",
    ],
)
def test_a_slot_that_is_excepted_is_not_chosen(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@lines.over("context", [OFFERED, MOVING])
@lines.over(
    "text",
    [
        "before friday",
        "After Friday.",
        "later than friday",
        "beyond monday",
        "from monday on",
        "from friday onwards",
        "monday onwards",
        "starting monday",
        "sometime before friday",
        "after the 27th",
        "earlier on friday",
        "first thing monday",
        "viernes más tarde",
        "antes del viernes",
        "después del viernes",
        "a partir del lunes",
        "desde el lunes",
        "antes de sexta",
        "depois de sexta",
        "sexta mais tarde",
        "a partir do dia 27",
        "until friday",
        "hasta el lunes",
    ],
)
def test_a_day_that_is_a_bound_chooses_neither_its_slot_nor_a_neighbour(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@pytest.mark.parametrize("context", [OFFERED, MOVING])
@pytest.mark.parametrize(
    "text",
    [
        "The first is too early.",
        "la primera es muy temprano",
        "the second is late for me",
        "la 2 es tarde",
        "la 3 está lejos",
        "lunes muy lejos",
        "demasiado tarde",
        "bad day friday",
        "mal día el viernes",
        "friday is tricky",
        "me queda mal el viernes",
        "a segunda opção é tarde",
        "the third one is far off",
    ],
)
def test_a_slot_that_is_found_wanting_is_not_chosen(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@pytest.mark.parametrize("context", [OFFERED, MOVING])
@pytest.mark.parametrize(
    "text",
    [
        "out friday",
        "I work friday",
        "friday I work",
        "lunes trabajo",
        "trabajo el lunes",
        "I travel friday",
        "dentist friday",
        "wedding on friday",
        "exam on monday",
        "me voy el viernes",
        "vou embora sexta",
    ],
)
def test_a_day_on_which_there_is_something_else_is_not_chosen(text: str, context: Context) -> None:
    assert heard(text, context).slot is None


@lines.over("context", [OFFERED, MOVING])
@lines.over(
    "text",
    [
        "call me friday",
        "ask me friday",
        "send me an email monday",
        "I'll reply on friday",
        "I'll confirm on friday",
        "let me see about friday",
        "escríbeme el lunes",
        "mándame un mail el viernes",
        "pregúntame el viernes",
        "les confirmo el lunes",
        "de vuelta el lunes",
        "me liga sexta",
        "me liga na sexta à tarde",
        "me chama na quinta de manhã",
        "call me friday afternoon",
        "call me at 3pm",
        "me liga às 15h",
        "me liga\nsexta à tarde",
        "me liga pra explicar melhor. sexta à tarde",
        "llámame. el viernes por la tarde",
        "me escreve na sexta",
        "me dá um retorno na sexta",
        "first the price",
        "first, what is this?",
        "first I need a quote",
        "primero hablo con mi socio",
        "primero el precio",
        "primeiro me passa o valor",
        "2 of us",
        "vamos a ser 2",
        "só nós 2",
        "first quarter",
        "la segunda quincena",
        "third time you write",
        "second message already",
        "on second thought",
        "last question",
        "un seg",
        "só um seg",
    ],
)
def test_what_is_about_something_else_is_a_humans(text: str, context: Context) -> None:
    reading = heard(text, context)
    assert (reading.slot, reading.is_open_choice) == (None, False)
    assert reading.intent in (Intent.UNKNOWN, Intent.QUESTION) or not reading.certain


@pytest.mark.parametrize("text", ["las tres", "los 3", "las dos", "la próxima", "en 2 días", "en 3 días"])
def test_what_may_be_several_slots_or_another_day_chooses_none(text: str) -> None:
    assert chosen(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("friday works", 2),
        ("no, friday", 2),
        ("no problem, friday", 2),
        ("not thursday, friday", 2),
        ("friday, no monday", 2),
        ("friday instead of thursday", 2),
        ("the first is too early, friday works", 2),
        ("la primera es muy temprano, mejor la 3", 3),
        ("el 27", 2),
        ("no 27", 2),
        ("friday at 3", 2),
        ("call me friday at 3", 2),
        ("me liga na sexta às 15h", 2),
        ("me liga. a 2", 2),
        ("me liga. quinta às 10h", 1),
        ("sexta às 15h pode me ligar", 2),
        ("see you friday", 2),
        ("hablamos el viernes", 2),
        ("sexta depois das 14h", 2),
        ("friday after lunch", 2),
        ("la de después del viernes", 3),
        ("depois de amanhã", 1),
        ("i work thursday so friday", 2),
        ("trabajo el jueves y el viernes, el lunes sí", 3),
        ("primero", 1),
        ("first please", 1),
        ("first time slot", 1),
        ("primero me viene bien", 1),
        ("las 3 de la tarde", 2),
        ("la 2", 2),
        ("second option", 2),
        ("vamos con la 2", 2),
    ],
)
def test_a_slot_that_is_named_to_be_taken_is_chosen(text: str, number: int) -> None:
    assert chosen(text) == number


def test_no_long_row_of_bounds_is_searched() -> None:
    assert chosen("after friday " * 100) is None
