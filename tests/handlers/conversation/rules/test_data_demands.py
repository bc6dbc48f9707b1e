"""Which opt-outs are demands about the person's own data, too."""

import pytest

from handlers.conversation.rules import data_demands


@pytest.mark.parametrize(
    "text",
    [
        "Solicito a eliminação dos meus dados",
        "Com base na LGPD, parem de me escrever",
        "Apaguem os dados que vocês têm de mim",
        "delete my data and stop writing",
        "borren mis datos, por favor",
    ],
)
def test_an_opt_out_that_speaks_of_the_persons_data_is_a_demand(text: str) -> None:
    assert data_demands.is_made(text)


@pytest.mark.parametrize("text", ["SAIR", "não quero mais receber mensagens", "me tira da lista", ""])
def test_another_opt_out_is_none(text: str) -> None:
    assert not data_demands.is_made(text)
