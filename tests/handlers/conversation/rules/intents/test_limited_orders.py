"""Tests of orders to stop that are not about everything: none of them closes an address at once."""

import pytest

from handlers.common.rules.model import Attention, Intent
from handlers.conversation.rules.beside import asked_beside, further_wishes
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

NOTHING = Context(SAO_PAULO, MONDAY)
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["C"])


def read(text: str, context: Context) -> Reading:
    return STAGES.classify(text, context)


@pytest.mark.parametrize(
    "text",
    [
        "a reunião de quinta ok, mas sobre a outra empresa não quero receber mais nada",
        "quinta tá ok, mas não me mandem mais nada da outra campanha",
        "pode ser quinta, só não me mande mais nada por e-mail",
        "reunião ok. e por favor não me mandem mais nada no número da minha esposa",
        "ok reunião sexta. quanto à outra marca, parem de me escrever",
        "a de sexta eu vou. já sobre o curso não quero receber mais nada",
    ],
)
def test_an_order_with_a_bound_beside_what_keeps_the_meeting_is_a_humans(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Me descadastrei da lista, mas a reunião de quinta continua.",
        "me descadastrei da lista mas a reunião de quinta está de pé, ok?",
        "Cancelei a inscrição nos e-mails, mas vou à reunião de quinta.",
        "Pedi para sair da lista, mas vou à reunião de quinta.",
        "pedi descadastro dos e-mails, nos vemos quinta",
        "Me di de baja de la lista, pero la reunión del jueves sigue en pie.",
    ],
)
def test_who_tells_to_have_left_a_list_and_keeps_the_meeting_is_a_humans(text: str) -> None:
    assert read(text, BOOKED).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "Me descadastrei da lista, mas a reunião continua. Não me mandem mais mensagens.",
        "Confirmadíssimo. Já bloqueei a agenda e desliguei o telefone. Não me mande mais mensagens.",
        "combinado, até quinta! não me mandem mais mensagens",
    ],
)
def test_an_order_beside_what_is_told_and_kept_is_asked_back(text: str) -> None:
    reading = read(text, BOOKED)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, False)


@pytest.mark.parametrize(
    ("text", "is_ordered"),
    [
        ("Me descadastrei da lista", False),
        ("já pedi pra sair da lista", False),
        ("Me descadastrei e continuo recebendo, parem de mandar mensagem", True),
        ("já pedi pra sair da lista! me tirem da lista agora", True),
    ],
)
def test_to_tell_of_having_left_a_list_calls_off_no_meeting(text: str, is_ordered: bool) -> None:
    assert (read(text, BOOKED).intent is Intent.OPT_OUT and read(text, BOOKED).certain) is is_ordered


@pytest.mark.parametrize(
    "text",
    [
        "a 2, mas sobre a outra empresa não quero receber mais nada",
        "sexta 15h ok, mas não quero receber mais mensagens da outra marca de vocês",
        "sexta às 15h. só parem de mandar coisa pro celular da minha mãe",
    ],
)
def test_an_order_with_a_bound_beside_a_choice_is_a_humans(text: str) -> None:
    assert read(text, OFFERED).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("combinado, até sexta! não me mandem mais mensagens", BOOKED),
        ("ok, e me tira da lista de e-mail por favor", BOOKED),
        ("show, quinta então. mas para de me mandar propaganda", BOOKED),
        ("não quero mais receber mensagens da outra campanha", BOOKED),
        ("não quero mais receber nada da loja, só da clínica", NOTHING),
        ("não me mande mais nada da outra empresa", NOTHING),
    ],
)
def test_an_order_with_a_bound_or_beside_a_consent_is_asked_back(text: str, context: Context) -> None:
    reading = read(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, False)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("ok, não me mande mais mensagens", BOOKED),
        ("ok, me tira da lista", BOOKED),
        ("não quero mais mensagens de vocês nem da outra empresa", NOTHING),
        ("já contratei outra empresa, parem de mandar mensagem", NOTHING),
        ("sexta não vou, me tira da lista", BOOKED),
        ("me tira da lista de e-mail por favor", NOTHING),
        ("de momento no nos interesa. por favor dennos de baja", NOTHING),
        ("We're not interested at the moment. Please take us off your list.", NOTHING),
    ],
)
def test_an_order_without_a_bound_is_followed_at_once(text: str, context: Context) -> None:
    reading = read(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)


def test_a_wish_to_be_left_out_of_something_beside_a_meeting_is_heard() -> None:
    text = "confirmado. me tira só do grupo de ofertas por favor"
    assert further_wishes.reason(text) is Attention.UNCLEAR_REPLY
    assert asked_beside.asks("sexta às 15h pode ser, mas me descadastra do e-mail marketing")
    assert not asked_beside.asks("me tira da quinta e me põe na sexta")


def test_a_bound_of_something_else_bounds_no_order() -> None:
    said = "só na semana que vem, então dia 30. Não me mande mais mensagens."
    assert read(said, Context(SAO_PAULO, MONDAY, OFFERS["A"])).intent is Intent.OPT_OUT


@pytest.mark.parametrize("context", [BOOKED, OFFERED])
@pytest.mark.parametrize(
    "text",
    [
        "stop calling me",
        "stop emailing me",
        "stop sending emails",
        "stop the emails",
        "no more emails",
        "no me llamen más",
        "dejen de mandarme correos",
        "parem de me ligar",
        "parem de mandar e-mail",
        "não me liguem mais",
    ],
)
def test_the_end_of_one_channel_beside_a_meeting_or_an_offer_is_followed_only_once_asked(
    text: str, context: Context
) -> None:
    reading = read(text, context)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, False)
    alone = read(text, NOTHING)
    assert alone.intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "stop calling me and stop writing to me",
        "Scrap the call and stop emailing me",
        "parem de me mandar mensagem",
        "stop contacting me",
    ],
)
def test_the_end_of_more_than_one_channel_is_followed_at_once(text: str) -> None:
    reading = read(text, BOOKED)
    assert (reading.intent, reading.certain) == (Intent.OPT_OUT, True)


@pytest.mark.parametrize(
    "text",
    [
        "I didn't unsubscribe",
        "didn't opt out",
        "I haven't unsubscribed",
        "I never opted out",
        "no me escriban, llámenme",
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OFFERED, BOOKED])
def test_an_opt_out_that_is_denied_or_wants_a_call_instead_is_none(text: str, context: Context) -> None:
    assert read(text, context).intent is not Intent.OPT_OUT
