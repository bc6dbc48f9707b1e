"""Words that confirm a meeting, and no interest in whatever else was written."""

import pytest

from handlers.conversation.rules.dialogue import confirming


@pytest.mark.parametrize(
    "text",
    [
        "confirmo presença",
        "Confirmado!",
        "sim, confirmado",
        "pode confirmar",
        "estarei lá",
        "vou sim",
        "conte comigo",
        "já tenho reunião marcada",
        "tudo certo",
        "tá de pé",
        "nos vemos amanhã",
    ],
)
def test_who_comes_or_has_a_meeting_confirms_one(text: str) -> None:
    assert confirming.confirms(text)


@pytest.mark.parametrize(
    "text", ["sim", "pode ser", "quero sim", "tenho interesse", "pode mandar", "não confirmo", "não vou sim"]
)
def test_an_assent_and_a_denial_confirm_none(text: str) -> None:
    assert not confirming.confirms(text)


def test_a_parting_until_the_meeting_is_told_from_a_confirmation() -> None:
    assert confirming.parts("obrigado, até lá")
    assert not any(map(confirming.parts, ("confirmado", "obrigado", "até lá, e a 2")))
