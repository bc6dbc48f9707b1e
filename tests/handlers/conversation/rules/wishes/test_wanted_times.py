from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.conversation.rules.wishes.wanted_times import FARTHEST_DAYS, wished
from handlers.meetings.rules.times import Slot
from tests import lines

ZONE = ZoneInfo("America/Sao_Paulo")
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=ZONE)


def said(text: str) -> list[str]:
    """The spans that a text asks for, as ``Thu 26/11 08:00-12:00``."""
    return [
        f"{span.start.astimezone(ZONE):%a %d/%m %H:%M}-{span.end.astimezone(ZONE):%H:%M}"
        for span in wished(text, ZONE, THURSDAY)
    ]


@lines.over(
    ("text", "first", "count"),
    [
        ("só consigo quinta de manhã", "Thu 26/11 08:00-12:00", 5),
        ("só consigo quinta às 9h", "Thu 26/11 09:00-09:15", 5),
        ("nenhum desses serve, só consigo quinta de manhã", "Thu 26/11 08:00-12:00", 5),
        ("pode ser de tarde?", "Thu 26/11 12:00-19:00", 35),
        ("semana que vem", "Mon 30/11 08:00-20:00", 7),
        ("depois do dia 10", "Fri 11/12 08:00-20:00", 20),
        ("a partir do dia 10", "Thu 10/12 08:00-20:00", 21),
        ("até quarta", "Thu 26/11 08:00-20:00", 7),
        ("antes de quarta", "Thu 26/11 08:00-20:00", 6),
        ("só em dezembro", "Tue 01/12 08:00-20:00", 30),
        ("a partir das 15h", "Thu 26/11 15:00-20:00", 35),
        ("entre 14h e 16h", "Thu 26/11 14:00-16:00", 35),
        ("das 9 às 11 na quarta", "Wed 02/12 09:00-11:00", 5),
        ("dia 3/12 às 10h", "Thu 03/12 10:00-10:15", 1),
        ("Tenho interesse, mas só posso amanhã depois das 14h", "Fri 27/11 14:00-20:00", 1),
        ("segunda ou terça, à tarde", "Mon 30/11 12:00-19:00", 10),
        ("não consigo quinta, só sexta", "Fri 27/11 08:00-20:00", 5),
        ("quinta tenho médico, pode ser na sexta?", "Fri 27/11 08:00-20:00", 5),
        ("de manhã não posso", "Thu 26/11 12:00-20:00", 35),
        ("esta semana não consigo", "Mon 30/11 08:00-20:00", 31),
        ("qualquer dia menos segunda", "Thu 26/11 08:00-20:00", 30),
        ("remarcar de quinta para sexta às 14h", "Fri 27/11 14:00-14:15", 5),
        ("11h em vez das 10h", "Thu 26/11 11:00-11:15", 35),
        ("em vez de quinta pode ser sexta?", "Fri 27/11 08:00-20:00", 5),
        ("Friday instead of Thursday", "Fri 27/11 08:00-20:00", 5),
        ("quiero el viernes en vez del jueves", "Fri 27/11 08:00-20:00", 5),
        ("only thursday morning works", "Thu 26/11 08:00-12:00", 5),
        ("depois do dia 15/12", "Wed 16/12 08:00-20:00", 15),
        ("después del 15 de diciembre", "Wed 16/12 08:00-20:00", 15),
        ("after December 15", "Wed 16/12 08:00-20:00", 15),
        ("depois do Natal", "Sat 26/12 08:00-20:00", 5),
        ("daqui a duas semanas", "Mon 07/12 08:00-20:00", 7),
        ("in two weeks", "Mon 07/12 08:00-20:00", 7),
        ("two weeks from now", "Mon 07/12 08:00-20:00", 7),
        ("antes do ano novo", "Thu 26/11 08:00-20:00", 29),
        ("before new year", "Thu 26/11 08:00-20:00", 29),
        ("daqui a 15 dias", "Tue 08/12 08:00-20:00", 7),
        ("daqui a um mês", "Mon 14/12 08:00-20:00", 17),
        ("esse mês não dá", "Tue 01/12 08:00-20:00", 30),
        ("só em janeiro", "Fri 01/01 08:00-20:00", 10),
        ("only in January", "Fri 01/01 08:00-20:00", 10),
        ("solo en enero", "Fri 01/01 08:00-20:00", 10),
        ("só ano que vem", "Fri 01/01 08:00-20:00", 10),
        ("depois das festas", "Fri 01/01 08:00-20:00", 10),
        ("esse mês tá impossível. Pode me chamar em janeiro?", "Fri 01/01 08:00-20:00", 10),
        ("sexta bem cedo", "Fri 27/11 08:00-10:00", 5),
        ("na sexta, logo no primeiro horário", "Fri 27/11 08:00-10:00", 5),
        ("segunda no final do dia", "Mon 30/11 16:00-19:00", 5),
        ("só posso na hora do almoço", "Thu 26/11 12:00-12:15", 35),
        ("sexta depois do expediente", "Fri 27/11 18:00-20:00", 5),
        ("fim da semana que vem pra mim é melhor", "Thu 03/12 08:00-20:00", 2),
        ("no meio da semana que vem", "Tue 01/12 08:00-20:00", 3),
        ("the end of next week is better", "Thu 03/12 08:00-20:00", 2),
        ("depois do fim do mês", "Tue 01/12 08:00-20:00", 30),
        ("começo do mês que vem", "Tue 01/12 08:00-20:00", 10),
        ("segunda quinzena de dezembro", "Wed 16/12 08:00-20:00", 15),
        ("na terceira semana", "Tue 15/12 08:00-20:00", 7),
        ("só às sextas", "Fri 27/11 08:00-20:00", 5),
        ("tem algo mais perto das 9?", "Thu 26/11 09:00-09:15", 35),
        ("none of these work, only mornings", "Thu 26/11 08:00-12:00", 35),
        ("only afternoons work for me", "Thu 26/11 12:00-19:00", 35),
        ("Friday works, but not before 4pm", "Fri 27/11 16:00-20:00", 5),
        ("só posso de 15 em 15 dias, a próxima é dia 8", "Tue 08/12 08:00-20:00", 1),
        ("surgiu uma cirurgia na sexta, consigo na segunda de manhã", "Mon 30/11 08:00-12:00", 5),
        ("apareceu uma viagem na sexta, na segunda eu consigo", "Mon 30/11 08:00-20:00", 5),
        ("sexta é formatura do meu filho, segunda às onze dá?", "Mon 30/11 11:00-11:15", 5),
        ("vi que sexta é meu aniversário kkk pode ser segunda às 11?", "Mon 30/11 11:00-11:15", 5),
        (
            "eu vi errado sexta eu tenho a festa da minha filha pode ser segunda às 11",
            "Mon 30/11 11:00-11:15",
            5,
        ),
        ("caiu uma reunião de condomínio na sexta e só posso segunda", "Mon 30/11 08:00-20:00", 5),
        ("minha sogra opera na sexta, pode ser na segunda?", "Mon 30/11 08:00-20:00", 5),
        ("não consigo sexta posso segunda", "Mon 30/11 08:00-20:00", 5),
        ("surgiu um imprevisto, pode ser segunda?", "Mon 30/11 08:00-20:00", 5),
    ],
)
def test_the_times_that_somebody_asks_for_are_read(text: str, first: str, count: int) -> None:
    spans = said(text)
    assert (spans[0], len(spans)) == (first, count)


@pytest.mark.parametrize(
    "text",
    [
        "troca a de quinta por sexta às 15h",
        "troca quinta 10h por sexta 15h",
        "queria trocar o horário de quinta pelo de sexta às 15h",
        "joga a de quinta pra sexta às 15h",
        "tira de quinta e põe na sexta às 15h",
        "desmarca a de quinta e marca sexta às 15h",
        "desmarca quinta, marca sexta 15h",
        "cancela quinta e agenda pra sexta 15h",
        "desmarque a reunião de quinta e agende para sexta, 15h",
        "cancela a de quinta. pode ser sexta às 15h?",
        "swap thursday for friday 3pm",
        "cancel thursday and book friday at 3pm",
        "cambia el jueves por el viernes a las 15h",
    ],
)
def test_a_time_that_is_given_for_another_is_not_asked_for(text: str) -> None:
    assert said(text)[0] == "Fri 27/11 15:00-15:15"
    assert len(said(text)) == 5


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tira a quinta, não posso", "Fri 27/11 08:00-20:00"),
        ("quinta por volta das 15h", "Thu 26/11 15:00-15:15"),
        ("bota de manhã pra mim", "Thu 26/11 08:00-12:00"),
    ],
)
def test_words_that_give_no_time_for_another_tell_what_they_say(text: str, first: str) -> None:
    assert said(text)[0] == first


@pytest.mark.parametrize(
    ("text", "first", "count"),
    [
        ("quarta e quinta não posso", "Fri 27/11 08:00-20:00", 25),
        ("na quarta e na quinta não posso, outro dia de manhã", "Fri 27/11 08:00-12:00", 25),
        ("quinta, sexta e segunda não rola", "Sat 28/11 08:00-20:00", 20),
        ("na quinta e na sexta tenho compromisso, outro dia por favor", "Sat 28/11 08:00-20:00", 25),
        ("quinta e sexta são feriado aqui, tem outra data?", "Sat 28/11 08:00-20:00", 25),
        ("segunda e sexta não consigo, tem terça?", "Tue 01/12 08:00-20:00", 5),
        ("não consigo nem quinta nem sexta, me passa outra data", "Sat 28/11 08:00-20:00", 25),
        ("qualquer dia menos quinta e sexta, de manhã", "Sat 28/11 08:00-12:00", 25),
        ("qualquer manhã menos a de quinta", "Fri 27/11 08:00-12:00", 30),
        ("any day except Thursday and Friday", "Sat 28/11 08:00-20:00", 25),
        ("ni jueves ni viernes", "Sat 28/11 08:00-20:00", 25),
        ("segunda e quinta são dias ruins pra mim", "Fri 27/11 08:00-20:00", 25),
        ("o horário da quinta e o da sexta não servem", "Sat 28/11 08:00-20:00", 25),
        ("quinta não posso, sexta sim", "Fri 27/11 08:00-20:00", 5),
        ("só segundas e quartas à tarde", "Mon 30/11 12:00-19:00", 10),
        ("nenhum, só atendo terças e quartas", "Tue 01/12 08:00-20:00", 10),
        ("terça ou quinta da semana que vem", "Tue 01/12 08:00-20:00", 2),
        ("solo puedo los martes y jueves por la tarde", "Thu 26/11 12:00-19:00", 10),
        ("a agenda de quinta e sexta está cheia", "Sat 28/11 08:00-20:00", 25),
    ],
)
def test_what_is_said_of_days_together_is_said_of_each(text: str, first: str, count: int) -> None:
    spans = said(text)
    assert (spans[0], len(spans)) == (first, count)


@pytest.mark.parametrize(
    ("text", "first", "count"),
    [
        ("só tenho a sexta, depois das 17h", "Fri 27/11 17:00-20:00", 5),
        ("só tenho sexta que vem depois das 17h", "Fri 04/12 17:00-20:00", 1),
        ("esses não consigo, tenho a quarta livre", "Wed 02/12 08:00-20:00", 5),
        ("nenhum serve, na quarta estou tranquilo", "Wed 02/12 08:00-20:00", 5),
        ("outro horário: estou no escritório na quarta de manhã", "Wed 02/12 08:00-12:00", 5),
        ("tenho só a quarta que vem, à tarde", "Wed 02/12 12:00-19:00", 1),
        ("tenho interesse, tenho a sexta de manhã livre", "Fri 27/11 08:00-12:00", 5),
        ("só trabalho às terças e quintas", "Thu 26/11 08:00-20:00", 10),
    ],
)
def test_when_somebody_is_free_is_a_wish(text: str, first: str, count: int) -> None:
    spans = said(text)
    assert (spans[0], len(spans)) == (first, count)


@pytest.mark.parametrize(
    "text",
    [
        "só de manhã, de tarde eu atendo",
        "de tarde eu atendo paciente, só de manhã",
        "de tarde fico na loja, só consigo de manhã",
        "de tarde dou aula, de manhã consigo",
        "trabalho de tarde, de manhã é melhor",
        "I work in the afternoons, only mornings work for me",
        "I'm with patients in the afternoon, mornings are better",
        "afternoons are busy, mornings work",
        "por la tarde atiendo, solo por la mañana",
    ],
)
def test_the_part_of_a_day_in_which_somebody_works_is_no_wish_beside_another(text: str) -> None:
    assert {span[-11:] for span in said(text)} == {"08:00-12:00"}


def test_an_hour_is_wished_for_beside_the_duties_before_it() -> None:
    spans = said("de manhã levo as crianças na escola, depois das 14h eu consigo")
    assert {span[-11:] for span in spans} == {"14:00-20:00"}


def test_when_somebody_works_is_a_wish_where_no_other_time_is() -> None:
    assert said("de tarde eu atendo")[0] == "Thu 26/11 12:00-19:00"


@pytest.mark.parametrize(
    "text",
    [
        "Thursday no longer works. Next week?",
        "something came up on Thursday. Could we do it next week instead?",
        "I have a conflict on Thursday, next week?",
        "Thursday got busy, could we do next week?",
        "surgió algo el jueves, ¿podemos la próxima semana?",
        "el jueves se me complicó, ¿la próxima semana?",
        "a quinta complicou, semana que vem pode?",
        "quinta encheu minha agenda, pode ser semana que vem?",
    ],
)
def test_a_day_with_an_obstacle_is_not_that_of_the_week_that_is_wished_for(text: str) -> None:
    spans = said(text)
    assert spans[0] == "Mon 30/11 08:00-20:00"
    assert not any(span.startswith("Thu") for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "tenho a quinta cheia",
        "minha agenda na quinta está cheia",
        "quinta tenho dentista",
        "trabalho na quinta",
        "quinta estou viajando",
        "na quinta estou em reunião",
        "quinta tenho call",
        "quinta tenho uma reunião",
    ],
)
def test_what_somebody_has_on_a_day_is_an_excuse(text: str) -> None:
    assert said(text)[0].startswith("Fri 27/11")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tenho interesse!",
        "boa tarde, quero agendar",
        "preciso remarcar",
        "preciso remarcar a reunião de quinta",
        "nenhuma das três",
        "a 2 não dá",
        "outro horário mais tarde",
        "não consigo nesses horários",
        "\U0001f44d",
        "tem algo mais cedo?",
        "nosso contrato com o fornecedor vence em março, quero conhecer",
        "quero sair do sistema atual até março, vamos conversar",
        "segunda, dia 1",
    ],
)
def test_words_that_name_no_time_to_come_ask_for_none(text: str) -> None:
    assert said(text) == []


OFFERED = tuple(
    Slot(start, start + timedelta(hours=1))
    for start in (datetime(2026, 11, 30, 10, tzinfo=ZONE), datetime(2026, 12, 1, 15, tzinfo=ZONE))
)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("não tem nada mais cedo?", [(26, "08:00", "20:00"), (30, "08:00", "10:00")]),
        ("mais cedo, não mais tarde", [(26, "08:00", "20:00"), (30, "08:00", "10:00")]),
        ("anything earlier?", [(26, "08:00", "20:00"), (30, "08:00", "10:00")]),
        ("na segunda mais cedo", [(30, "08:00", "10:00"), (28, "08:00", "20:00")]),
        ("na segunda mais tarde", [(30, "10:15", "20:00"), (28, "08:00", "20:00")]),
        ("na quinta mais cedo", [(26, "08:00", "20:00"), (24, "08:00", "20:00")]),
        ("como eu disse mais cedo, segunda", [(30, "08:00", "20:00"), (28, "08:00", "20:00")]),
    ],
)
def test_earlier_and_later_are_so_than_what_was_offered(text: str, spans: list[tuple[int, str, str]]) -> None:
    read = wished(text, ZONE, THURSDAY, OFFERED)
    local = [(span.start.astimezone(ZONE), span.end.astimezone(ZONE)) for span in (read[0], read[-1])]
    assert [(start.day, f"{start:%H:%M}", f"{end:%H:%M}") for start, end in local] == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("mesmo horário, outro dia, pode ser?", 70),
        ("semana que vem, no mesmo horário", 14),
        ("same time next week", 14),
    ],
)
def test_the_same_hour_is_that_of_what_was_offered(text: str, spans: int) -> None:
    read = wished(text, ZONE, THURSDAY, OFFERED)
    assert len(read) == spans
    assert {span.start.astimezone(ZONE).hour for span in read} == {10, 15}


def test_the_same_hour_of_something_else_is_no_wish() -> None:
    assert wished("tenho outra reunião no mesmo horário, preciso de outro dia", ZONE, THURSDAY, OFFERED) == ()


_WORDS = [
    "quinta",
    "segunda",
    "de manhã",
    "às 9h",
    "não",
    "ou",
    "e",
    "dia 10",
    "depois",
    "até",
    "a 2",
    ",",
    "para",
    "em duas semanas",
    "3 weeks from now",
    "ano que vem",
    "mais cedo",
]


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join)))
def test_whatever_is_said_makes_spans_in_order_within_decent_hours(text: str) -> None:
    spans = wished(text, ZONE, THURSDAY)
    assert all(one.end < other.start for one, other in pairwise(spans))
    for span in spans:
        start, end = span.start.astimezone(ZONE), span.end.astimezone(ZONE)
        assert start.hour >= 8
        assert start < end <= start.replace(hour=20, minute=0)
        assert THURSDAY.date() <= start.date() < (THURSDAY + timedelta(days=FARTHEST_DAYS)).date()


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("sexta\nàs 15h\nnão posso", "Fri 27/11 15:00"),
        ("sexta às 15h, não posso", "Fri 27/11 15:00"),
        ("amanhã\nnão consigo", "Fri 27/11"),
        ("sexta?\nnão dá pra mim", "Fri 27/11"),
        ("quarta, quinta, não posso", "Wed 02/12"),
        ("Estaremos fechados nos dias 26 e 27/11", "Fri 27/11"),
        ("cancela quarta e quinta", "Wed 02/12"),
    ],
)
def test_a_time_that_is_refused_beside_its_name_is_not_wished_for(text: str, without: str) -> None:
    spans = said(text)
    assert spans
    assert not any(span.startswith(without) for span in spans)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("só quarta, não posso", "Wed 02/12 08:00-20:00"),
        ("quarta\nquinta não posso", "Wed 02/12 08:00-20:00"),
        ("quarta às 16h. não consigo antes", "Wed 02/12 16:00-16:15"),
        ("não posso\nsó quarta", "Wed 02/12 08:00-20:00"),
    ],
)
def test_a_refusal_of_other_times_refuses_none_that_is_wished_for(text: str, first: str) -> None:
    assert said(text)[0] == first


def test_beside_a_refusal_before_it_an_offered_time_is_not_wished_for_and_another_one_is() -> None:
    start = datetime(2026, 11, 27, 15, tzinfo=ZONE)
    offered = [Slot(start, start + timedelta(hours=1))]
    assert wished("não posso\nsexta às 15h", ZONE, THURSDAY, offered) == ()
    assert wished("não posso\nquarta às 16h", ZONE, THURSDAY, offered)
    assert wished("não dá. só às sextas", ZONE, THURSDAY, offered)
