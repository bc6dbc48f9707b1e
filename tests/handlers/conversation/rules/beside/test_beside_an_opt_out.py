"""What an opt-out, or the repeat of one, says beside it that a human has to hear."""

import pytest

from handlers.conversation.rules.beside.beside_an_opt_out import says_more, threatens


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "SAIR. e tira o número da minha esposa também 11 98888-7777",
        "pode tirar meu sócio também? 11 98888-7777",
        "parem de mandar mensagem, e me digam quem é o responsável",
        "não me mandem mais nada. exijo falar com o gerente",
        "stop calling my wife",
    ],
)
def test_a_third_person_and_a_demand_for_an_answer_are_more_than_an_opt_out(text: str, again: bool) -> None:
    assert says_more(text, again=again)


@pytest.mark.parametrize(
    "text",
    [
        "vou processar vcs",
        "espero que cumpram senão vou no procon",
        "pedi pra parar e ligaram hoje!",
        "vocês me mandaram email de novo, parem",
        "já pedi para sair, continuam mandando",
        "chegou outra mensagem de vocês hoje",
        "eu já disse que não quero",
        "vocês não entenderam?",
        "you emailed me again, stop",
    ],
)
def test_a_complaint_a_threat_and_a_question_are_more_than_the_repeat_of_one(text: str) -> None:
    assert says_more(text, again=True)
    assert not says_more(text, again=False)


@pytest.mark.parametrize(
    "text",
    [
        "mas a reunião de quinta eu mantenho, só não quero propaganda",
        "quero ir na reunião, só não quero receber propaganda",
        "não quero mais mensagens, mas na reunião eu vou",
        "só não quero propaganda, quinta eu vou",
        "me tira da lista, mas era pra manter o encontro de quinta",
        "no quiero más mensajes, pero a la reunión voy",
        "I'll be at the meeting, just no more messages please",
    ],
)
def test_who_counts_on_a_meeting_says_more_than_the_repeat_of_one(text: str) -> None:
    assert says_more(text, again=True)
    assert not says_more(text, again=False)


@pytest.mark.parametrize(
    "text",
    [
        "não quero reunião nem mensagem",
        "cancela a reunião e não me mande mais nada",
        "não quero reunião nenhuma",
        "parem de mandar mensagem sobre reunião",
        "não quero mais mensagens",
    ],
)
def test_who_refuses_the_meeting_too_only_repeats_it(text: str) -> None:
    assert not says_more(text, again=True)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("se mandarem mais uma mensagem vou denunciar no Procon", True),
        ("vou processar vocês por spam", True),
        ("parem ou registro boletim de ocorrência", True),
        ("se continuarem vou acionar meu advogado", True),
        ("tomarei as medidas judiciais cabíveis", True),
        ("I will report you to the authorities if you text me again", True),
        ("next time I'll sue you", True),
        ("voy a denunciarlos si siguen escribiendo", True),
        ("vou denunciar esse número como spam", False),
        ("parem com isso, vou bloquear", False),
        ("sou advogada e não preciso", False),
        ("trabalho na polícia civil, não quero", False),
        ("estamos em processo de mudança, parem", False),
    ],
)
def test_steps_with_the_law_are_a_threat_and_a_report_to_whatsapp_is_none(text: str, is_one: bool) -> None:
    assert threatens(text) is is_one


@pytest.mark.parametrize(
    "text",
    [
        "quero receber",
        "não quero parar",
        "não quis sair",
        "quiero recibir",
        "Desculpa, quero continuar recebendo as mensagens",
        "não, foi engano. quero receber",
        "I didn't want to unsubscribe",
    ],
)
def test_who_wants_messages_after_all_says_more_than_the_repeat_of_one(text: str) -> None:
    assert says_more(text, again=True)
    assert not says_more(text, again=False)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "SAIR",
        "não quero receber",
        "quero não receber",
        "quero parar de receber",
        "quero sair",
        "não quero continuar recebendo",
        "quero receber nada",
        "PARAR PARAR PARAR",
        "não quero mais mensagens",
        "não me mande mensagem de novo",
        "me tira da lista por favor, obrigado",
        "parem!!! que saco",
        "não quero mais, minha mulher fica brava",
        "no me escriban más",
        "",
    ],
)
def test_a_plain_opt_out_and_its_plain_repeat_say_nothing_more(text: str, again: bool) -> None:
    assert not says_more(text, again=again)
