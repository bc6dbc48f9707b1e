from datetime import date

import pytest

from handlers.conversation.rules.absences import return_day

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "returns"),
    [
        ("Estarei ausente até 10 de dezembro", date(2026, 12, 11)),
        ("Estou fora do escritório até quinta, 10 de dezembro", date(2026, 12, 10)),
        ("retornarei em 10 de dezembro", date(2026, 12, 10)),
        ("I'm on leave, back in five weeks", date(2026, 12, 29)),
        ("estoy de vacaciones por seis semanas", date(2027, 1, 5)),
        ("Estou fora até 10.12", date(2026, 12, 11)),
        ("Ausente de 30-11-2026 a 04-12-2026", date(2026, 12, 4)),
        ("retorno a partir de 1º/12", date(2026, 12, 1)),
        ("Out of office until December 10", date(2026, 12, 11)),
        ("I will be back on Dec 10th", date(2026, 12, 10)),
        ("Estoy fuera de la oficina hasta el 10 de diciembre", date(2026, 12, 11)),
        ("Retorno: 11/03/2027", date(2027, 3, 11)),
        ("de licença até 10 de março de 2027", date(2027, 3, 11)),
        ("estou de férias por 30 dias", date(2026, 12, 24)),
        ("estou de férias por duas semanas", date(2026, 12, 8)),
        ("volto em 2 semanas", date(2026, 12, 8)),
        ("de férias até janeiro", date(2027, 1, 1)),
        ("de férias até meados de dezembro", date(2026, 12, 16)),
        ("de férias até o fim do mês", date(2026, 12, 1)),
        ("estou de férias em dezembro", date(2027, 1, 1)),
        ("só volto em janeiro", date(2027, 1, 1)),
        ("volto no mês que vem", date(2026, 12, 1)),
        ("fora até sexta", date(2026, 11, 28)),
        ("só respondo na segunda", date(2026, 11, 30)),
        ("viajando até sexta da semana que vem", date(2026, 12, 5)),
        ("back on Monday", date(2026, 11, 30)),
        ("só volto depois do carnaval", date(2027, 2, 10)),
        ("Estamos em recesso até depois do Carnaval", date(2027, 2, 10)),
        ("de férias até a Páscoa", date(2027, 3, 29)),
        ("volto após o Natal", date(2026, 12, 26)),
        ("em recesso, voltamos só depois do ano novo", date(2027, 1, 2)),
        ("retorno passado o réveillon", date(2027, 1, 2)),
        ("estaremos de vuelta, volvemos después de las fiestas", date(2027, 1, 2)),
        ("I'm away and will be back after Christmas", date(2026, 12, 26)),
    ],
)
def test_a_return_is_named_by_date_month_weekday_or_by_how_long_it_lasts(text: str, returns: date) -> None:
    assert return_day.days(text, TODAY).returns == returns


@pytest.mark.parametrize(
    "text",
    [
        "Nosso horário de atendimento é de segunda a sexta, das 8h às 18h",
        "Funcionamos de seg a sex. Retornaremos em breve.",
        "estou de férias",
        "Estou de férias até 31/02",
        "Estou de férias até 31/12/9999",
        "férias de 1/1/9999 a 31/12/9999",
        "Lei 13.709/2018, ramal 214",
        "Estou de férias. Feliz Natal e um ótimo ano novo!",
        "Moro em Natal e estou de folga",
    ],
)
def test_hours_numbers_and_wishes_name_no_return(text: str) -> None:
    assert return_day.days(text, TODAY) == (None, None)


def test_a_day_that_has_just_passed_is_not_next_years() -> None:
    assert return_day.days("Em férias de 16/11 a 04/12", TODAY) == (None, date(2026, 12, 4))
    assert return_day.days("Estou de férias até 20/11", TODAY).returns is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("entro de férias sexta", date(2026, 11, 27)),
        ("Estou de férias a partir de 27/11", date(2026, 11, 27)),
        ("Estarei ausente de 27/11 a 05/12", date(2026, 11, 27)),
        ("Estarei de férias entre 07/12 e 20/12", date(2026, 12, 7)),
        ("saio de férias dia 27", date(2026, 11, 27)),
        ("a partir de segunda estou de férias", date(2026, 11, 30)),
        ("estou de férias em dezembro", date(2026, 12, 1)),
        ("viajo dia 28 e volto dia 5", date(2026, 11, 28)),
        ("estou de férias até 04/12", None),
        ("saí de férias sexta, volto dia 7", None),
    ],
)
def test_an_absence_may_be_still_to_come(text: str, begins: date | None) -> None:
    assert return_day.days(text, TODAY).begins == begins
