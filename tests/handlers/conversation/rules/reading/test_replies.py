"""The classifier in use against the labelled corpus, and the laws that hold for any reply.

local/model/corpus/README.md says what a line means. The weights were trained on these lines, so that the floors here
only hold what has been reached; docs/replies.md has the figures for authors that nothing was made from.
"""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.common.rules.model import Intent
from handlers.conversation.rules.intents.orders import IRREVERSIBLE
from handlers.conversation.rules.replies import Context, Reading
from handlers.meetings.rules.meeting import Slot
from local.model import corpus
from local.model.corpus import Line
from local.model.situations import MONDAY, OFFERS, SAO_PAULO, judged, position, read, situation
from tests import lines

STANDING = {
    "nothing": Context(SAO_PAULO, MONDAY),
    "offered": Context(SAO_PAULO, MONDAY, OFFERS["A"]),
    "scheduled": Context(SAO_PAULO, MONDAY, scheduled=True),
}


AUTHORS = corpus.authors()
LINES = [line for said in AUTHORS.values() for line in said]
UNLABELLED = {author for author, said in AUTHORS.items() if not any(line.order for line in said)}
"""The authors who did not say which refusals are plain orders."""
WITHOUT_ORDER = [
    line
    for author, said in AUTHORS.items()
    for line in said
    if not line.order and not (author in UNLABELLED and line.intent in IRREVERSIBLE)
]
SAMPLE = LINES[::32]
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "certain.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def readings() -> list[tuple[Line, Reading, bool]]:
    """Each line of the sample with its reading, and if that is right in intent and slot."""
    return judged(SAMPLE)


def test_nearly_every_reply_is_read_as_it_is_labelled(readings: list[tuple[Line, Reading, bool]]) -> None:
    assert mean([right for _, _, right in readings]) >= 0.96
    automatic = [
        reading.intent
        for line, reading, _ in readings
        if line.intent not in (Intent.QUESTION, Intent.UNKNOWN)
    ]
    assert mean([intent is Intent.UNKNOWN for intent in automatic]) <= 0.04


def test_an_opt_out_is_missed_by_nobody_and_certain_only_where_it_is_one(
    readings: list[tuple[Line, Reading, bool]],
) -> None:
    assert mean([right for line, _, right in readings if line.intent is Intent.OPT_OUT]) >= 0.985
    certain = [
        right for _, reading, right in readings if reading.intent is Intent.OPT_OUT and reading.certain
    ]
    assert mean(certain) == 1
    assert len(certain) >= 40


def test_a_slot_that_is_chosen_is_the_one_that_was_meant(readings: list[tuple[Line, Reading, bool]]) -> None:
    assert mean([right for line, _, right in readings if line.intent is Intent.SLOT_CHOICE]) >= 0.9
    assert mean([right for _, reading, right in readings if reading.intent is Intent.SLOT_CHOICE]) >= 0.99


def test_nothing_irreversible_is_certain_without_an_explicit_order(
    readings: list[tuple[Line, Reading, bool]],
) -> None:
    without_order = frozenset(WITHOUT_ORDER)
    wrong = [
        (line.text, line.standing, str(reading.intent))
        for line, reading, _ in readings
        if reading.certain and reading.intent in IRREVERSIBLE and line in without_order
    ]
    assert not wrong


@lines.over("case", CASES, ids=lambda case: case["text"][:40])
def test_a_reply_that_was_once_misread_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    context = STANDING[case["standing"]]
    if offer := case.get("offer"):
        context = replace(context, slots=OFFERS[offer])
    reading = read(case["text"], context)
    assert (str(reading.intent), position(reading, context)) == (case["intent"], case.get("slot"))
    if reading.intent in IRREVERSIBLE:
        assert reading.certain is case.get("certain", reading.certain)


@given(
    lines=st.lists(st.sampled_from(WITHOUT_ORDER), min_size=1, max_size=3),
    before=st.sampled_from(["", "Oi, tudo bem? ", "Prezada Aurora,\n\n", "Hi, "]),
    between=st.sampled_from(["\n", " ", ". "]),
    after=st.sampled_from(
        [
            "",
            " \N{CROSS MARK}",
            "\n\nAtenciosamente,\nJoão Modelo\nGerente Comercial",
            "\n\nEsta mensagem é confidencial. Se a recebeu por engano, apague este e-mail.",
            "\n\nPara cancelar a inscrição da newsletter, clique aqui.",
            "\n\nSe não deseja receber nossos informativos, responda REMOVER.",
            "\n\nEm seg., 23 de nov. de 2026 às 09:00, Ana <ana@exemplo.com.br> escreveu:\n> Responda SAIR.",
        ]
    ),
)
@settings(deadline=None, max_examples=150)
def test_no_sequence_of_replies_without_an_order_makes_a_certain_step_that_cannot_be_taken_back(
    lines: list[Line], before: str, between: str, after: str
) -> None:
    text = before + between.join(line.text for line in lines) + after
    reading = read(text, situation(lines[0]))
    assert not (reading.certain and reading.intent in IRREVERSIBLE)


def test_the_corpus_has_every_intent_and_no_reply_twice() -> None:
    assert min(Counter(line.intent for line in LINES)[intent] for intent in Intent) >= 100
    for said in AUTHORS.values():
        assert max(Counter((line.text, line.standing, line.offer) for line in said).values()) == 1


def test_a_reply_below_a_long_quotation_and_a_long_reply_are_read() -> None:
    quotation = "\n> Posso te mostrar em uma conversa?" * 600
    assert read(f"SAIR\n{quotation}", STANDING["nothing"]) == read("SAIR", STANDING["nothing"])
    story = "A loja abriu em 1981 e o movimento nunca parou. " * 200
    assert read(f"{story}\nNão me mandem mais mensagens.", STANDING["nothing"]).intent is Intent.OPT_OUT


@given(
    line=st.sampled_from(LINES), how=st.sampled_from([str.upper, str.lower, "  {}\n".format, "{} ".format])
)
@settings(deadline=None, max_examples=60)
def test_case_and_surrounding_space_change_nothing(line: Line, how: Any) -> None:
    context = situation(line)
    assert read(how(line.text), context) == read(line.text, context)


@given(
    line=st.sampled_from([line for line in LINES if line.intent is not Intent.OPT_OUT]),
    quote=st.sampled_from(
        [
            "\n\nEm seg., 23 de nov. de 2026 às 09:00, Ana <ana@exemplo.com.br> escreveu:\n{}",
            "\n\nOn Mon, Nov 23, 2026 at 9:00 AM Ana <ana@exemplo.com.br>\nwrote:\n{}",
            "\n\n-----Mensagem original-----\n{}",
            "\n________________________________\nDe: Ana\nAssunto: Olá\n{}",
            "\n> {}",
        ]
    ),
)
@settings(deadline=None, max_examples=60)
def test_what_is_quoted_below_an_answer_is_not_the_answer(line: Line, quote: str) -> None:
    context = situation(line)
    text = line.text + quote.format("Para não receber mais mensagens, responda SAIR.")
    assert read(text, context) == read(line.text, context)


@given(
    line=st.sampled_from([line for line in LINES if "\n" not in line.text]),
    order=st.sampled_from(
        ["Não me mande mais mensagens", "Me tira da lista", "Não quero mais receber mensagens"]
    ),
)
@settings(deadline=None, max_examples=80)
def test_an_order_to_stop_wins_over_whatever_is_said_before_it(line: Line, order: str) -> None:
    text = f"{line.text}. {order}."
    assert read(text, situation(line)).intent is Intent.OPT_OUT


@pytest.mark.parametrize("standing", STANDING.values())
def test_an_order_to_stop_in_the_midst_of_a_text_that_is_too_long_to_be_read_is_asked_back(
    standing: Context,
) -> None:
    long = "Segue a ata da assembleia de ontem, com as contas do mês. " * 90
    assert read(f"{long}\nParem de me mandar mensagens.\n{long}", standing) == Reading(Intent.OPT_OUT)
    assert read(f"{long}\nParem de me mandar mensagens.", standing).intent is Intent.OPT_OUT
    assert read(long + long, standing).intent is not Intent.OPT_OUT


@given(text=st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_has_a_reading_and_a_slot_only_if_it_chooses_one(text: str) -> None:
    for context in STANDING.values():
        reading = read(text, context)
        assert (reading.slot is not None) == (reading.intent is Intent.SLOT_CHOICE)


@given(
    day=st.integers(1, 9),
    hour=st.integers(9, 17),
    phrase=st.sampled_from(
        ["pode ser {}", "quero {}", "prefiro {}", "consigo {}", "pode ser na {}", "{} então"]
    ),
)
@example(day=4, hour=15, phrase="quero {}")
@settings(deadline=None, max_examples=60)
def test_a_day_and_an_hour_of_any_offer_choose_its_slot(day: int, hour: int, phrase: str) -> None:
    chosen = MONDAY.replace(hour=hour) + timedelta(days=day + 2 * (day > 4))
    others = [chosen + timedelta(days=1, hours=1), chosen + timedelta(days=2, hours=2)]
    slots = tuple(Slot(start, start + timedelta(hours=1)) for start in (chosen, *others))
    weekday = ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo")[chosen.weekday()]
    reading = read(phrase.format(f"{weekday} às {hour}h"), Context(SAO_PAULO, MONDAY, slots))
    assert (reading.intent, reading.slot) == (Intent.SLOT_CHOICE, slots[0])


def test_a_reply_in_a_hurry_is_urgent() -> None:
    nothing = STANDING["nothing"]
    assert read("tenho interesse, pode ser hoje", nothing).urgent
    assert not read("tenho interesse", nothing).urgent


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Estou de férias, retorno dia 10", date(2026, 12, 10)),
        ("Estou de férias até o dia 10", date(2026, 12, 11)),
        ("Estou de férias de 23/11 a 04/12", date(2026, 12, 4)),
        ("Estarei ausente. Retorno em 05/01.", date(2027, 1, 5)),
        ("Estou de férias", None),
        ("Estou de férias, volto dia 31/02", None),
    ],
)
def test_an_absence_notice_tells_the_day_of_return(text: str, day: date | None) -> None:
    reading = read(text, STANDING["nothing"])
    assert (reading.intent, reading.returns) == (Intent.OUT_OF_OFFICE, day)
