"""What a person does or misses, and banter: none of it orders us to stop."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

NOTHING = Context(SAO_PAULO, MONDAY)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["C"])
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)


@pytest.mark.parametrize("context", [NOTHING, BOOKED])
@pytest.mark.parametrize(
    "text",
    [
        "Dejé de recibir sus mensajes",
        "dejamos de recibir sus correos",
        "deixei de receber suas mensagens",
        "parei de receber seus e-mails, podem reenviar?",
        "não recebi mais mensagem de vocês",
        "não recebo mais suas mensagens",
        "ya no recibo sus mensajes",
        "I haven't received any more messages",
        "we stopped getting your texts",
    ],
)
def test_who_gets_our_messages_no_more_is_a_humans(text: str, context: Context) -> None:
    reading = STAGES.classify(text, context)
    assert reading.intent in (Intent.UNKNOWN, Intent.QUESTION, Intent.INTERESTED)
    assert reading.intent is not Intent.INTERESTED or not reading.certain


@pytest.mark.parametrize("context", [NOTHING, BOOKED])
@pytest.mark.parametrize(
    "text",
    [
        "não perturbo vocês mais, amanhã falo",
        "não incomodo mais, obrigado",
        "não encho mais o saco, aguardo",
        "não quero incomodar mais, aguardo os horários",
        "paro de mandar mensagem, aguardo vocês",
        "I'll stop texting you now, talk tomorrow",
        "I won't bother you any more, thanks",
        "ya no los molesto más, espero los horarios",
        "no molesto más, gracias",
        "não perturbo mais, até sexta",
    ],
)
def test_who_writes_no_more_wants_no_end_of_our_writing(text: str, context: Context) -> None:
    assert STAGES.classify(text, context).intent not in (Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED)


@pytest.mark.parametrize(
    "text",
    [
        "oh stop it",
        "aww, stop",
        "stop it, you're making me laugh",
        "stop, you're killing me",
        "stop! take my money",
        "I'm going to block this number for spam callers, not you",
        "me tire dessa dúvida",
        "me esqueci de responder",
        "chega mais kkk",
    ],
)
def test_banter_stops_nothing(text: str) -> None:
    assert STAGES.classify(text, NOTHING).intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("me tira dessa", NOTHING),
        ("me tira dessa", BOOKED),
        ("nenhum, me tira dessa", OFFERED),
        ("me tira disso", BOOKED),
        ("me tira desse negócio", BOOKED),
        ("não, obrigado. não insista", NOTHING),
        ("nenhum. não insista", OFFERED),
        ("no insistan, gracias", NOTHING),
    ],
)
def test_what_names_neither_list_nor_messages_is_asked_back(text: str, context: Context) -> None:
    reading = STAGES.classify(text, context)
    assert reading.intent in (Intent.OPT_OUT, Intent.NOT_INTERESTED)
    assert not reading.certain


@pytest.mark.parametrize(
    "text",
    [
        "quiero dejar de recibir sus mensajes",
        "quero deixar de receber suas mensagens",
        "não quero receber mais mensagens",
        "não me perturbem mais",
        "no molesten más",
        "parem de me perturbar",
        "stop bothering me",
        "please stop it",
        "não insistam mais",
        "me tira disso",
        "não insista por favor. remova meu contato",
        "deixei de receber as outras, parem de mandar mensagem",
    ],
)
def test_the_same_verbs_as_orders_are_followed(text: str) -> None:
    reading = STAGES.classify(text, NOTHING)
    assert reading.intent is Intent.OPT_OUT
    assert reading.certain
