import pytest

from handlers.conversation.rules.sentences import courtesies
from tests import lines

ALWAYS = (
    "obrigada",
    "valeu, sucesso",
    "ok",
    "combinado",
    "de nada!!",
    "imagina",
    "igualmente, boa semana",
    "obrigada pela compreensão",
    "Agradeço a atenção de vocês. Atenciosamente,",
    "Obrigada pelo retorno! Boas festas e um ótimo ano novo para todos",
    "desculpa o transtorno viu",
    "fica com Deus",
    "boa tarde, obrigado",
    "gracias, saludos",
    "thank you so much",
    "thanks for understanding",
    "kkk blz 🚀",
    "👍",
    "🙏🏻🙏🏽",
    "❤️",
    "ok 🙏 😊",
)
AT_THE_END = (
    "obrigada, desculpa",
    "ok obrigado, se precisar eu chamo",
    "valeu, fica pra próxima",
    "qualquer coisa te aviso",
    "se eu mudar de ideia procuro vocês",
    "ok, fico com o contato de vocês",
)
NEVER = (
    "",
    "...",
    ":)",
    "2",
    "ok 2",
    "ok?",
    "ok 👎",
    "ok 😡",
    "😢",
    "sim",
    "pode ser",
    "bom dia",
    "oi, boa tarde!",
    "não, obrigado",
    "obrigada, mas quero saber o preço",
    "obrigado. quando vocês ligam",
    "até quinta",
    "desculpa o atraso",
    "obrigada " * 30,
)


DECLINED = (
    "não, obrigado",
    "não precisa",
    "não quero marcar outro horário",
    "por enquanto não, depois eu marco",
    "se eu quiser aviso",
    "vou ver minha agenda e aviso",
    "mais adiante, quem sabe",
    "contato salvo",
    "não vou precisar não",
    "sorry about that",
    "no, gracias",
    "same to you",
)
NOT_DECLINED = (
    "não",
    "sim",
    "não quero mais",
    "não quero cancelar",
    "não precisa cancelar",
    "não quero perder a reunião",
    "não precisa, eu consigo ir",
    "pode deixar",
    "quero outro horário",
    "outro dia",
    "mais tarde",
    "não quero receber",
    "quando puder me liga",
    "amanhã eu marco",
)

ALWAYS_ABROAD = (
    "muchas gracias",
    "perfecto",
    "vale",
    "listo",
    "great",
    "perfect",
    "got it",
    "understood",
    "have a good day",
    "noted",
    "alright",
    "fine",
    "excellent",
    "genial",
    "súper",
    "estupendo",
    "chido",
    "muy amable",
    "enterado",
    "gracias por recordarme",
    "thanks for letting me know",
    "that's fine",
    "no worries",
    "cheers",
    "likewise",
    "éxitos",
    "que les vaya bien",
    "appreciate it",
    "chao",
    "de acuerdo, gracias",
    "ok, perfecto",
    "it's ok",
    "que tengas un buen día",
    "thanks a lot, have a great weekend",
    "mil gracias por avisar",
    "all good",
    "todo bien",
    "bueno, gracias",
    "perfecto, muchas gracias",
    "ok, got it. Thanks!",
    "vale, gracias por todo",
    "sin problemas",
    "great, thanks for the reminder",
    "buenísimo",
)
DECLINED_ABROAD = (
    "I'll let you know",
    "te aviso",
    "más adelante",
    "quizás más adelante",
    "ahora no",
    "cualquier cosa les escribo",
    "finally",
    "por fin",
    "apologies",
    "so sorry",
    "lo siento mucho",
    "mil disculpas",
    "perdón por las molestias",
    "sorry for the confusion",
    "perdón por la confusión",
    "my bad",
    "maybe later",
)
NEVER_ABROAD = (
    "sí, ahora no",
    "gracias por la baja",
    "sure",
    "yes",
    "sí",
    "sounds good",
    "buen día",
    "2",
    "great, the second",
    "perfecto, el jueves",
    "ok but not tomorrow",
    "not good",
    "not fine",
    "no perfecto",
    "listo para cancelar",
    "it's not ok",
    "fine, cancel it",
    "no está bien",
    "great, when?",
    "thanks for nothing",
    "gracias por la llamada de ayer pero no",
    "not great",
    "todo mal",
    "no thanks",
    "cool down",
)


@pytest.mark.parametrize("text", [*DECLINED, *DECLINED_ABROAD])
def test_who_is_at_the_end_declines_what_the_last_words_invited_to(text: str) -> None:
    assert courtesies.decline(text, is_farewell=False)
    assert courtesies.decline(text, is_farewell=True)


@pytest.mark.parametrize("text", NOT_DECLINED)
def test_who_may_want_something_declines_nothing(text: str) -> None:
    assert not courtesies.decline(text, is_farewell=False)


def test_pode_deixar_picks_up_a_farewell_and_may_let_a_meeting_stand() -> None:
    assert courtesies.decline("pode deixar", is_farewell=True)
    assert not courtesies.decline("pode deixar", is_farewell=False)


@lines.over("text", [*ALWAYS, *ALWAYS_ABROAD])
def test_thanks_wishes_and_emoji_are_courtesies_whatever_stands(text: str) -> None:
    assert courtesies.are_all(text)
    assert courtesies.end_it(text)


@pytest.mark.parametrize("text", AT_THE_END)
def test_words_that_end_it_are_courtesies_only_where_nothing_stands(text: str) -> None:
    assert courtesies.end_it(text)
    assert not courtesies.are_all(text)


@lines.over("text", [*NEVER, *NEVER_ABROAD])
def test_what_says_anything_else_is_none(text: str) -> None:
    assert not courtesies.end_it(text)
    assert not courtesies.are_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "valeu",
        "ok, aguardo",
        "fico no aguardo, obrigada",
        "no aguardo 🙏",
        "ótimo, aguardo o retorno de vocês",
        "sem pressa, quando puder",
        "I'll wait, thanks",
        "quedo a la espera",
    ],
)
def test_who_waits_and_thanks_awaits_an_answer(text: str) -> None:
    assert courtesies.await_an_answer(text)


@pytest.mark.parametrize(
    "text", ["sim", "2", "ok, a 2", "ainda aguardando", "espera", "aguardo até as 10", "ok?"]
)
def test_who_says_anything_else_does_not(text: str) -> None:
    assert not courtesies.await_an_answer(text)
