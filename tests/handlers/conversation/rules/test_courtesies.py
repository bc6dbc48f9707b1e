import pytest

from handlers.conversation.rules import courtesies

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


@pytest.mark.parametrize("text", ALWAYS)
def test_thanks_wishes_and_emoji_are_courtesies_whatever_stands(text: str) -> None:
    assert courtesies.are_all(text)
    assert courtesies.end_it(text)


@pytest.mark.parametrize("text", AT_THE_END)
def test_words_that_end_it_are_courtesies_only_where_nothing_stands(text: str) -> None:
    assert courtesies.end_it(text)
    assert not courtesies.are_all(text)


@pytest.mark.parametrize("text", NEVER)
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
