import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents import called_later
from handlers.conversation.rules.replies import Reading

LIKELY = Reading(Intent.NOT_INTERESTED)


@pytest.mark.parametrize(
    "text",
    [
        "agora tá corrido demais, fim de ano sabe como é. me chama em janeiro?",
        "agora não dá, me procura em fevereiro",
        "estamos em obra, volta a falar comigo em março",
        "depois do carnaval a gente conversa",
        "agora não, me chama semana que vem",
        "Interesse temos, mas o orçamento de 2026 já foi fechado. Retornem em fevereiro.",
        "passada a safra a gente conversa",
        "em março me liga",
        "vamos conversar mais pra frente",
        "call me in january",
        "Escríbame en marzo, ahora no",
    ],
)
def test_a_wish_to_be_called_later_is_no_refusal(text: str) -> None:
    assert called_later.considered(LIKELY, text) == Reading(Intent.UNKNOWN)
    assert called_later.considered(Reading(Intent.NOT_INTERESTED, certain=True), text) == Reading(
        Intent.UNKNOWN
    )


def test_what_resembles_an_order_to_stop_is_none_where_a_call_is_wished_for() -> None:
    text = "Favor retomar o contato no próximo ano."
    assert called_later.considered(Reading(Intent.OPT_OUT), text) == Reading(Intent.UNKNOWN)
    assert called_later.considered(Reading(Intent.OPT_OUT, certain=True), text).intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "esse ano não, obrigado",
        "quem sabe ano que vem",
        "não me chama em março nem nunca",
        "não me procurem mais depois do que fizeram",
        "já pedi em outubro pra não me procurarem",
        "vocês me escreveram em agosto e eu disse não",
        "já fechei o orçamento de janeiro",
    ],
)
def test_a_refusal_that_wishes_for_no_call_stays_one(text: str) -> None:
    assert called_later.considered(LIKELY, text) == LIKELY


@pytest.mark.parametrize("intent", [Intent.INTERESTED, Intent.RESCHEDULE, Intent.CANCEL, Intent.QUESTION])
def test_what_is_no_refusal_is_read_as_it_was(intent: Intent) -> None:
    assert called_later.considered(Reading(intent), "me chama em janeiro").intent is intent
