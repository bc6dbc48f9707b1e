import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.meeting import Slot
from tests.handlers.conversation.rules.offer_of_tuesday import NOW, OFFER, SAO_PAULO, heard


def read(text: str, slots: tuple[Slot, ...] = OFFER) -> Reading:
    return heard(text, Context(SAO_PAULO, NOW, slots))


@pytest.mark.parametrize(
    "text",
    [
        "quinta ou sexta",
        "a 1 ou a 3",
        "1 e 2",
        "1, 2",
        "quinta e sexta servem",
        "tanto faz, quinta ou sexta",
        "tanto faz",
        "qualquer uma",
        "qualquer um desses dias",
        "todas servem",
        "as três me atendem",
        "o que for melhor pra vocês",
        "segunda",
        "2ª",
        "menos sexta",
        "exceto a 2",
        "quinta não dá, tenho médico",
        "só não pode ser sexta",
        "Thursday or Friday, whichever suits you",
        "not the Friday one",
        "jueves o viernes",
        "cualquiera de los dos primeros",
    ],
)
def test_who_leaves_several_slots_is_asked_which_it_is(text: str) -> None:
    reading = read(text)
    assert (reading.intent, reading.slot, reading.is_open_choice) == (Intent.UNKNOWN, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "quinta ou sexta, vou ver com meu sócio e te aviso",
        "a 1 ou a 2, te digo amanhã",
        "quinta, se meu chefe me liberar",
        "quinta ou sexta, ela que decide",
        "acho que quinta, mas não sei",
        "a 2 ou a 3, depende do frete",
        "Thursday or Friday, let me check with my boss",
        "El jueves o el viernes, lo consulto y les aviso",
        "qualquer coisa eu aviso",
        "pra mim tanto faz, quem decide é minha esposa",
    ],
)
def test_who_has_still_to_decide_is_a_humans_and_is_not_pressed(text: str) -> None:
    assert not read(text).is_open_choice


@pytest.mark.parametrize("text", ["quinta ou sexta", "segunda", "tanto faz", "qualquer uma"])
def test_without_an_offer_there_is_nothing_to_choose(text: str) -> None:
    assert not read(text, ()).is_open_choice


@pytest.mark.parametrize(
    "text", ["quinta ou sexta, e depois não me mandem mais nada", "nenhuma, chega de mensagem", "SAIR", "a 2"]
)
def test_what_orders_or_chooses_is_no_open_choice(text: str) -> None:
    assert not read(text).is_open_choice
