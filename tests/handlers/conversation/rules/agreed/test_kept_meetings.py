"""Tests of what keeps a booked meeting for certain, of which nobody hears, and of what only resembles it."""

from datetime import timedelta

import pytest

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.agreed import kept_meetings, repeated_times
from handlers.conversation.rules.reading.stages import STAGES
from handlers.conversation.rules.replies import Context, Reading
from local.model.situations import MONDAY, OFFERS, SAO_PAULO

BOOKED = Context(SAO_PAULO, MONDAY, scheduled=True)
AGREED = OFFERS["B"][0]


def read(text: str) -> Reading:
    return STAGES.classify(text, BOOKED)


def keeps(text: str) -> bool:
    return read(text) == Reading(Intent.INTERESTED, certain=True)


@pytest.mark.parametrize(
    "text",
    [
        "não estarei disponível",
        "nao estarei disponivel",
        "não estarei lá",
        "estarei indisponível",
        "Estarei em viagem.",
        "no estaré disponible",
        "não está confirmado",
        "nao confirmada",
        "não tá confirmado não",
        "nunca confirmei",
        "sem confirmação",
        "desconfirmado",
        "no está confirmado",
        "it's not confirmed",
        "não está mais de pé",
        "não tá na minha agenda",
        "não tá combinado",
        "nada combinado",
        "não está ok",
        "não tá tudo certo",
        "não até amanhã",
        "não aceito",
        "não fica como está",
        "não quero que fique como está",
        "não, não fica",
        "ainda não foi confirmado",
        "não estaremos disponíveis",
    ],
)
def test_a_word_of_keeping_that_is_denied_keeps_nothing_for_certain(text: str) -> None:
    assert not keeps(text)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No.",
        "no!",
        "no no",
        "quis dizer sim",
        "era sim",
        "ops, era sim",
        "ops, sim",
        "errei, é sim",
        "cliquei errado, era sim",
        "sim na verdade",
        "não, sim",
        "i meant yes",
    ],
)
def test_a_bare_no_and_the_correction_of_one_end_nothing_and_are_a_humans(text: str) -> None:
    assert read(text).intent is Intent.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "não vou cancelar não, tá de pé",
        "não vou cancelar não tá de pé",
        "não quero desmarcar não, tá confirmado",
        "não, tá tudo certo",
        "não, pode manter",
        "por nada, até amanhã",
        "ok, no combinado",
        "desculpa não ter confirmado antes, estarei lá",
    ],
)
def test_a_no_to_something_else_leaves_the_word_of_keeping_as_it_is(text: str) -> None:
    assert keeps(text)


@pytest.mark.parametrize(
    "text",
    [
        "não me esqueci",
        "Não me esqueci.",
        "não esqueci da nossa reunião",
        "não vou esquecer",
        "i haven't forgotten",
        "tô lembrado",
        "estou ciente",
        "obrigado por me lembrar",
        "se precisar remarcar eu aviso",
        "pode deixar, se precisar eu aviso",
        "se eu precisar cancelar respondo aqui",
        "qualquer imprevisto eu aviso",
        "se não puder eu aviso",
        "precisando remarcar eu aviso",
        "não vou precisar remarcar",
        "por enquanto não preciso remarcar",
        "sem necessidade de remarcar",
        "remarcar não precisa",
        "nada a remarcar",
        "sem remarcar, amanhã estou aí",
        "I don't need to reschedule",
        "I'll let you know if I need to cancel",
        "no necesito reprogramar",
        "cualquier cosa aviso",
        "estou pronto",
        "tudo em cima",
        "ready",
        "serve",
        "esse serve",
        "funciona pra mim",
        "perfeito, esse horário é melhor",
        "pra mim é até melhor",
        "já alterei aqui",
        "works for me",
    ],
)
def test_what_plainly_keeps_the_meeting_needs_nobody(text: str) -> None:
    assert keeps(text)


@pytest.mark.parametrize(
    "text",
    [
        "se precisar remarcar eu aviso, mas já adianto que não dá",
        "não esqueci, mas não vou",
        "não quero remarcar, quero cancelar",
        "remarcar não, cancelar",
        "não serve",
        "esse não serve",
        "sexta serve",
        "serve?",
        "é melhor cancelar",
        "o outro é melhor",
        "não será necessário",
        "não vai precisar",
        "esqueci",
        "estou esperando",
    ],
)
def test_other_words_beside_them_are_left_to_the_other_stages(text: str) -> None:
    assert not keeps(text)


@pytest.mark.parametrize("text", ["", "oi", "bom dia", "ok", "e", ",", "🤔", "🙄"])
def test_the_grammars_need_a_word_of_their_own(text: str) -> None:
    assert not kept_meetings.is_kept(text)
    assert not kept_meetings.sets_out(text)
    assert not kept_meetings.is_denied(text)


@pytest.mark.parametrize(
    "text",
    ["a caminho", "tô indo", "tô chegando", "daqui a pouco", "sim, daqui 1 hora", "on my way", "en camino"],
)
def test_who_is_on_the_way_needs_nobody_shortly_before_the_meeting_alone(text: str) -> None:
    def is_on_the_way(before: timedelta) -> bool:
        return repeated_times.is_on_the_way(text, AGREED, SAO_PAULO, AGREED.start - before)

    assert is_on_the_way(timedelta(hours=1))
    assert not is_on_the_way(timedelta(days=1))
    assert not is_on_the_way(timedelta(minutes=-5))


@pytest.mark.parametrize(
    "text",
    [
        "Sounds good, see you then",
        "I wouldn't miss it for the world",
        "cancelar? jamais",
        "desmarcar? de jeito nenhum!",
        "e eu ia perder isso?",
        "Quem disse que eu ia furar? Tô firme",
        "nem pense em desmarcar",
        "I can make it after all",
        "al final sí puedo",
        "count me in",
        "I'm still in",
        "podem contar com a minha presença",
        "o doutor confirmou presença",
        "a secretária disse que ele vai",
        "no faltaré",
        "não vou furar com vocês",
        "desisti de cancelar",
        "Por favor, desconsiderem o pedido de cancelamento.",
        "minha viagem foi cancelada, então vou poder ir",
        "My flight was cancelled so I can come",
        "achei que não ia dar, mas vai dar",
        "mal posso esperar!",
        "Can't wait to meet you",
        "salvei aqui na agenda",
        "cuenten conmigo",
    ],
)
def test_words_of_coming_keep_the_meeting_and_need_no_answer(text: str) -> None:
    assert keeps(text)
    assert kept_meetings.is_kept(portuguese.words(text))


@pytest.mark.parametrize(
    "text",
    [
        "see you Friday",
        "cancelar? sim",
        "cancelar? como faço?",
        "I'm not in",
        "I can't make it after all",
        "al final no puedo",
        "desisti de participar",
        "minha viagem foi antecipada, então não vou poder ir",
        "o doutor não vai",
        "achei que ia dar, mas não vai dar",
        "mal posso falar, estou sem voz",
        "conto com a sua presença",
    ],
)
def test_what_resembles_words_of_coming_is_none(text: str) -> None:
    assert not kept_meetings.is_kept(portuguese.words(text))
