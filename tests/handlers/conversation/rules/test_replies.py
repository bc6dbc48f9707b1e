"""The classifier against a part of the labelled corpus, local/model/corpus/05.jsonl.

local/model/corpus/README.md says what its lines mean; the slots on offer are those of offer A.
"""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules import reply_texts
from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import RULES, Context, Reading
from handlers.meetings.rules.meeting import Slot
from local.model import corpus

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SAO_PAULO)


def slot(day: int, hour: int) -> Slot:
    start = datetime(2026, 11, day, hour, tzinfo=SAO_PAULO)
    return Slot(start, start + timedelta(hours=1))


TUESDAY_9, THURSDAY_14, MONDAY_10 = OFFER = (slot(24, 9), slot(26, 14), slot(30, 10))
STANDING = {
    "nothing": Context(SAO_PAULO, MONDAY),
    "offered": Context(SAO_PAULO, MONDAY, OFFER),
    "scheduled": Context(SAO_PAULO, MONDAY, scheduled=True),
}


def read(text: str, context: Context) -> Reading:
    """The reading of a reply as it arrives, quotations and all."""
    return RULES.classify(reply_texts.own_words(text), context)


CORPUS: list[dict[str, Any]] = [
    json.loads(line) for line in (corpus.FOLDER / "05.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("intent", Intent)
def test_every_reply_of_the_corpus_is_read_as_it_is_labelled(intent: Intent) -> None:
    misread = []
    for line in (line for line in CORPUS if line["intent"] == intent):
        reading = read(line["text"], STANDING[line["standing"]])
        chosen = OFFER.index(reading.slot) + 1 if reading.slot else None
        if (reading.intent, chosen) != (intent, line.get("slot")):
            misread.append((line["text"], line["standing"], str(reading.intent), chosen))
    assert not misread


def test_the_corpus_is_large_has_every_intent_and_no_reply_twice() -> None:
    assert len(CORPUS) >= 700
    assert min(Counter(line["intent"] for line in CORPUS)[intent] for intent in Intent) >= 12
    assert max(Counter((line["text"], line["standing"]) for line in CORPUS).values()) == 1


@given(
    line=st.sampled_from(CORPUS), how=st.sampled_from([str.upper, str.lower, "  {}\n".format, "{} ".format])
)
@settings(deadline=None, max_examples=60)
def test_case_and_surrounding_space_change_nothing(line: dict[str, Any], how: Any) -> None:
    context = STANDING[line["standing"]]
    assert read(how(line["text"]), context) == read(line["text"], context)


@given(
    line=st.sampled_from([line for line in CORPUS if line["intent"] != Intent.OPT_OUT]),
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
def test_what_is_quoted_below_an_answer_is_not_the_answer(line: dict[str, Any], quote: str) -> None:
    context = STANDING[line["standing"]]
    text = line["text"] + quote.format("Para não receber mais mensagens, responda SAIR.")
    assert read(text, context) == read(line["text"], context)


@given(
    line=st.sampled_from([line for line in CORPUS if "\n" not in line["text"]]),
    order=st.sampled_from(
        ["Não me mande mais mensagens", "Me tira da lista", "Não quero mais receber mensagens"]
    ),
)
@settings(deadline=None, max_examples=80)
def test_an_order_to_stop_wins_over_whatever_is_said_before_it(line: dict[str, Any], order: str) -> None:
    text = f"{line['text']}. {order}."
    assert read(text, STANDING[line["standing"]]).intent is Intent.OPT_OUT


@given(text=st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_any_text_has_a_reading_and_a_slot_only_if_it_chooses_one(text: str) -> None:
    for context in STANDING.values():
        reading = read(text, context)
        assert (reading.slot is not None) == (reading.intent is Intent.SLOT_CHOICE)


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
