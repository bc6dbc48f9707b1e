import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.common.rules.portuguese import clauses, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Não QUERO!", "nao quero !"),
        ("ñ qro + msg, obg", "nao quero mensagem , obrigado"),
        ("simmmm", "sim"),
        ("2ª opção", "2a opcao"),
        ("2️⃣", "2"),
        ("às 10h30, dia 25/11", "as 10h30 , dia 25/11"),
        ("às 10 hs", "as 10 horas"),
        ("segunda-feira", "segunda feira"),
        ("vinte e cinco de novembro às dez e meia", "25 de novembro as 10 e meia"),
        ("uma pessoa", "uma pessoa"),
        ("👍🏽 ok", "joinha ok"),
        ("e-mail", "email"),
        ("linha um\nlinha dois", "linha um . linha 2"),
        ("s/ interesse, c/ pressa, p/ mim não", "sem interesse , com pressa , para mim nao"),
        ("S.A.I.R", "sair"),
        ("p-a-r-a-r!", "parar !"),
        ("moro em S. Paulo, na Aurora S.A.", "moro em sao paulo , na aurora sa ."),
        ("não, não, não, não, não, não", "nao , nao , nao , nao"),
        ("sair sair sair sair sair agora", "sair sair sair agora"),
        ("11 98888-7777", "11 98888 7777"),
        ("", ""),
    ],
)
def test_a_text_is_reduced_to_plain_words(text: str, said: str) -> None:
    assert words(text) == said


def test_spellings_are_forgiven_by_the_list_only_so_that_no_negation_is_lost() -> None:
    assert words("ñ quero") == "nao quero"
    assert words("naa quero") == "naa quero"


@given(text=st.text(max_size=120))
@example(text="\N{BALINESE DIGIT ZERO}")
@settings(deadline=None, max_examples=150)
def test_words_are_plain_and_reading_them_again_changes_nothing(text: str) -> None:
    said = words(text)
    assert set(said) <= set("abcdefghijklmnopqrstuvwxyz0123456789 .,!?:/")
    assert words(said) == said


def test_clauses_end_at_marks_and_at_but() -> None:
    assert clauses("nao posso hoje mas quero , sim . ok") == ("nao posso hoje", "quero", "sim", "ok")
