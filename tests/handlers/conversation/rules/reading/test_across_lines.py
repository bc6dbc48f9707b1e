"""Messages of several lines, of which nobody knows where their sentences end."""

import pytest

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents.orders import IRREVERSIBLE
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

NOTHING = Context(SAO_PAULO, MONDAY)
OFFERED = Context(SAO_PAULO, MONDAY, OFFERS["C"])
BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)


def read(text: str, context: Context) -> Reading:
    return STAGES.classify(text, context)


@pytest.mark.parametrize(
    "text",
    [
        "Não quero\ncancelar a reunião",
        "Não quero\n\ncancelar a reunião",
        "não\nprecisa\ncancelar\na reunião",
        "Eu não disse que ia\ncancelar a reunião",
        "não vou\ndesmarcar",
        "meu sócio que queria\ncancelar a reunião\neu não",
        "Caso eu precise\ncancelar a reunião\naviso antes",
        "o que acontece se eu\ncancelar a reunião",
        "I don't want to\ncancel the meeting",
        "no quiero\ncancelar la reunión",
        "não faz sentido\ncancelar a reunião",
        "ninguém aqui quer\ncancelar a reunião",
        "jamais pensei em\ncancelar",
        "we never asked to\ncancel the meeting",
        "cancelar a reunião\neu não",
    ],
)
def test_nothing_is_cancelled_at_once_by_lines_whose_sentence_denies_it(text: str) -> None:
    reading = read(text, BOOKED)
    assert not (reading.certain and reading.intent in IRREVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "não quero\nparar de receber",
        "por favor não\nme tire da lista",
        "só não quero\nsair da lista",
        "não quero\nsair",
        "Não quero\nSAIR",
        "please don't\nstop sending me messages",
        "I don't want to\nunsubscribe",
        "nunca pedi pra\nsair da lista",
        "no quiero que\nme quiten de la lista",
        "nao disse q\nnão tenho interesse",
        "meu marido falou que\nnão tem interesse",
    ],
)
def test_nobody_is_left_at_once_for_lines_whose_sentence_denies_it(text: str) -> None:
    reading = read(text, NOTHING)
    assert not (reading.certain and reading.intent in IRREVERSIBLE)


@pytest.mark.parametrize(
    "text",
    [
        "todas menos\na 2",
        "menos a\nsegunda opção",
        "só não posso\nsexta às 15h",
        "Prezados, todas as datas me atendem menos a\nsegunda opção",
        "todas, exceto\na 2",
        "de segunda a sexta tudo menos\na 2",
        "a única que não dá é\na 2",
        "viajo\nsexta às 15h",
        "já tenho compromisso\nna 2",
        "na 2\neu tenho dentista",
        "can't do\nFriday 3pm",
        "any day except\nFriday at 3pm",
    ],
)
def test_a_slot_is_not_chosen_by_lines_whose_sentence_speaks_against_it(text: str) -> None:
    assert read(text, OFFERED).slot is None


@pytest.mark.parametrize(
    ("text", "context", "intent"),
    [
        ("SAIR\nJoão Modelo", NOTHING, Intent.OPT_OUT),
        ("Sair\n\nMarcelo Prates\nPrates Contabilidade", NOTHING, Intent.OPT_OUT),
        ("me tira da lista\nobg", NOTHING, Intent.OPT_OUT),
        ("não tenho interesse\nme tira da lista por favor", NOTHING, Intent.OPT_OUT),
        ("não tenho interesse\nparem de me mandar mensagem", NOTHING, Intent.OPT_OUT),
        ("Boa tarde\nnão tenho interesse\nobrigado", NOTHING, Intent.NOT_INTERESTED),
        ("cancela a reunião\npor favor", BOOKED, Intent.CANCEL),
        ("oi\ncancela\npfv", BOOKED, Intent.CANCEL),
        ("Bom dia, Ana\n\nPreciso cancelar a reunião de quinta.\n\nAtt,\nJoão", BOOKED, Intent.CANCEL),
    ],
)
def test_a_plain_order_in_lines_is_certain(text: str, context: Context, intent: Intent) -> None:
    reading = read(text, context)
    assert (reading.intent, reading.certain) == (intent, True)


@pytest.mark.parametrize(
    "text",
    [
        "Oi João\nsexta às 15h",
        "vi aqui\npode ser a 2",
        "obrigado pelo retorno\n\n2",
        "aqui é o Marcos da padaria\na 2",
        "falei com meu sócio aqui\na 2",
        "desculpe a demora, estava em reunião\na 2 por favor",
        "sem problema\na 2",
        "quinta não dá\nsexta sim",
        "terça nao da\nfica a sexta",
        "quinta tenho médico\nvamos de sexta",
        "sexta às 15h\nobrigado\nMarcos",
        "Prezada Ana,\n\nConfirmo a segunda opção.\n\nAtenciosamente,\nJoão",
        "Thanks for reaching out\nFriday at 3pm works",
    ],
)
def test_a_slot_is_chosen_below_what_is_a_sentence_of_its_own(text: str) -> None:
    assert read(text, OFFERED).slot == OFFERED.slots[1]


@pytest.mark.parametrize("text", ["não\nconfirmo", "não\nvou", "não quero\nmudar o horário"])
def test_nothing_is_kept_or_moved_by_lines_whose_sentence_denies_it(text: str) -> None:
    reading = read(text, BOOKED)
    assert not (reading.certain and reading.intent in (Intent.INTERESTED, Intent.RESCHEDULE))
