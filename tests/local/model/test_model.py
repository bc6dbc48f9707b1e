"""The model of replies that is shipped: that it is the corpus's, as its report says, and what it gives."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.model import Intent
from handlers.conversation.rules.reading import offer_words, reply_features, reply_model
from handlers.conversation.rules.replies import STANDINGS, Context, Reading
from local.model import corpus, floors, report, situations
from local.model.situations import MONDAY, OFFERS, SAO_PAULO, Judged
from tests import sampling

TARGET = Path(reply_model.__file__).with_suffix(".bin")

SITUATIONS = {
    "nothing": Context(SAO_PAULO, MONDAY),
    "offered": Context(SAO_PAULO, MONDAY, OFFERS["A"]),
    "scheduled": Context(SAO_PAULO, MONDAY, scheduled=True),
}


def test_each_situation_has_its_standing() -> None:
    assert tuple(context.standing for context in SITUATIONS.values()) == STANDINGS


def test_the_weights_that_are_shipped_are_those_of_the_corpus() -> None:
    cure = "the corpus or the features have changed: run `make model` and commit what it writes"
    assert reply_model.model().corpus == corpus.digest(), cure


@pytest.fixture(scope="module")
def judged() -> Mapping[str, Sequence[Judged]]:
    """The readings of a twelfth of the held-out replies, by what their authors were asked for."""
    return {
        kind: situations.judged(lines[:: sampling.step(12, 6)]) for kind, lines in corpus.held_out().items()
    }


def test_an_author_of_whom_nothing_was_seen_is_read_as_well_as_it_takes(
    judged: Mapping[str, Sequence[Judged]],
) -> None:
    # Figures alone: nobody is to look at these lines while rules or weights are made, in a traceback neither.
    told = report.figures([each for found in judged.values() for each in found])
    if short := floors.shortfalls(told, report.Figures(0.93, 0.96, 0.97, 0.88, 0.985, 0, 1)):
        pytest.fail(f"of a part {'; '.join(short)}", pytrace=False)


def test_a_kind_of_reply_that_is_read_worse_and_a_page_of_other_functions_are_told(
    judged: Mapping[str, Sequence[Judged]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the model says of them alone, which takes seconds, is a part of the page like any other.
    monkeypatch.setattr(report, "held_out", tuple)
    page = report.on_held_out(judged)
    worst = {
        kind: [(line, Reading(Intent.CANCEL, certain=True), False) for line, *_ in found]
        for kind, found in judged.items()
    }
    told = floors.faults(worst, page)
    assert len(told) == 1 + len(floors.FLOORS)
    assert "make docs" in told[0]
    for said, floor in zip(told[1:], floors.FLOORS, strict=True):
        assert said.startswith(f"{', '.join(floor.kinds)}: right is 0.0000, not {floor.least.right}; ")
        assert "without_order is " in said
    best = {
        kind: [(line, Reading(line.intent), True) for line, *_ in found] for kind, found in judged.items()
    }
    assert not floors.faults(best, report.on_held_out(best))


def test_each_feature_has_a_weight_for_each_intent_and_the_file_is_small() -> None:
    model = reply_model.model()
    assert len(model.hashes) > 10_000
    assert all(one < next_ for one, next_ in pairwise(model.hashes))
    assert len(model.weights) == len(reply_model.INTENTS) * len(model.hashes)
    assert TARGET.stat().st_size < 2_000_000


@given(text=st.text(max_size=400), standing=st.sampled_from(STANDINGS))
@settings(deadline=None, max_examples=60)
def test_the_probabilities_of_any_text_add_up_to_one(text: str, standing: str) -> None:
    told = reply_model.probabilities(text, SITUATIONS[standing])
    assert set(told) == set(Intent)
    assert min(told.values()) >= 0
    assert sum(told.values()) == pytest.approx(1)


@given(
    text=st.sampled_from([line.text for line in corpus.read(corpus.FOLDER / "01.jsonl")]),
    how=st.sampled_from([str.upper, str.lower, "  {}\n".format, "\u200b{}".format]),
)
@settings(deadline=None, max_examples=60)
def test_case_surrounding_space_and_invisible_characters_change_nothing(text: str, how) -> None:
    told, plain = (reply_model.probabilities(each, SITUATIONS["nothing"]) for each in (how(text), text))
    assert told == plain


@pytest.mark.parametrize(
    ("text", "standing", "intent"),
    [
        ("para de me mandar mensagem", "nothing", Intent.OPT_OUT),
        ("no me escriban más por favor", "nothing", Intent.OPT_OUT),
        ("tenho interesse, vamos marcar", "nothing", Intent.INTERESTED),
        ("não tenho interesse, obrigado", "nothing", Intent.NOT_INTERESTED),
        ("pode ser na quinta às 14h", "offered", Intent.SLOT_CHOICE),
        ("preciso remarcar a reunião", "scheduled", Intent.RESCHEDULE),
        ("quanto custa?", "nothing", Intent.QUESTION),
        ("Estou de férias e retorno no dia 5 de dezembro", "nothing", Intent.OUT_OF_OFFICE),
    ],
)
def test_what_is_plain_is_probable(text: str, standing: str, intent: Intent) -> None:
    assert reply_model.probabilities(text, SITUATIONS[standing])[intent] > 0.8


def test_the_same_words_mean_something_else_where_a_meeting_stands() -> None:
    before, after = (
        reply_model.probabilities("não, obrigado", SITUATIONS[each]) for each in ("nothing", "scheduled")
    )
    assert before[Intent.NOT_INTERESTED] > 0.5 > after[Intent.NOT_INTERESTED]


def test_of_a_text_without_end_the_beginning_and_the_end_are_read() -> None:
    def groups(text: str) -> tuple[frozenset[int], ...]:
        return reply_features.features(text, SITUATIONS["nothing"])

    beginning, end = "quanto custa? " * 200, "me tira da lista " * 200
    assert groups(beginning + "oi " * 90_000 + end) == groups(beginning + "tchau " * 9 + end)
    assert groups(beginning + end) != groups(beginning)


@pytest.mark.parametrize(
    ("offer", "text", "said"),
    [
        # A is Tuesday 24 at 9, Thursday 26 at 14 and Monday 30 at 10; B has Wednesday 25 at 10.
        ("A", "quinta às 14h está ótimo", "<1> esta otimo"),
        ("A", "quinta às 16h está ótimo", "<0> esta otimo"),
        ("A", "quarta não dá, terça sim", "<0> nao da , <1> sim"),
        ("B", "terça não dá, quarta sim", "<0> nao da , <1> sim"),
        ("A", "de manhã é melhor", "<2> e melhor"),
        ("A", "em novembro", "em <all>"),
        ("A", "somos 35 na equipe", "somos # na equipe"),
        (None, "quinta às 14h está ótimo", "<> esta otimo"),
    ],
)
def test_the_model_reads_what_a_time_is_of_the_offer(offer: str | None, text: str, said: str) -> None:
    slots = OFFERS[offer] if offer else ()
    assert " ".join(offer_words.marked(text, slots, SAO_PAULO, MONDAY)) == said
