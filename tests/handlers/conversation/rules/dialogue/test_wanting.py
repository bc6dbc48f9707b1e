import pytest

from handlers.conversation.rules.dialogue import wanting


@pytest.mark.parametrize(
    "text",
    [
        "manda os horários então",
        "quero sim conversar",
        "não, quero continuar. me manda os horários",
        "pode ser quinta de manhã?",
        "tenho muito interesse",
        "quais horários vocês têm?",
        "na verdade gostaria de marcar",
        "pode mandar as datas",
        "sim, vamos marcar",
        "I'd love to talk",
    ],
)
def test_who_asks_to_meet_wants_to(text: str) -> None:
    assert wanting.asks_to_meet(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "pode ser",
        "obrigada, sucesso pra vocês!",
        "mas gostei da ideia viu",
        "seria ótimo",
        "não tenho interesse",
        "não, quero o contato do DPO",
        "não quero marcar nada",
        "adoro",
    ],
)
def test_who_agrees_thanks_or_refuses_does_not_ask_for_it(text: str) -> None:
    assert not wanting.asks_to_meet(text)
