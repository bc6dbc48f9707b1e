"""The model of replies that is shipped: that it is the corpus's, as its report says, and what it gives."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.model import Intent
from handlers.conversation.rules import reply_features, reply_model
from handlers.conversation.rules.reply_features import STANDINGS
from local.model import corpus, report
from local.model.situations import Judged

TARGET = Path(reply_model.__file__).with_suffix(".bin")


def test_the_weights_that_are_shipped_are_those_of_the_corpus() -> None:
    cure = "the corpus or the features have changed: run `make model` and commit what it writes"
    assert reply_model.model().corpus == corpus.digest(), cure


@pytest.fixture(scope="module")
def judged() -> Mapping[str, Sequence[Judged]]:
    """The readings of the held-out replies, by what their authors were asked for."""
    return report.judged_held_out()


def test_the_report_says_of_the_held_out_replies_what_the_functions_make_of_them(
    judged: Mapping[str, Sequence[Judged]],
) -> None:
    # No comparison that pytest explains: a difference of two pages is no use to anybody.
    if not report.PAGE.read_text("utf-8").endswith(report.on_held_out(judged)):
        pytest.fail("docs/replies.md is not of these functions: run `make docs` and commit what it writes")


@pytest.mark.parametrize(
    ("kinds", "least", "most_without_order"),
    [
        (("everyday", "short-lines"), (0.96, 0.985, 0.965, 0.94, 0.995), 3),
        (("close-to-others", "rarer-words", "english", "spanish"), (0.91, 0.93, 0.96, 0.83, 0.98), 2),
    ],
    ids=["ordinary", "hard"],
)
def test_an_author_of_whom_nothing_was_seen_is_read_as_the_documents_say(
    judged: Mapping[str, Sequence[Judged]],
    kinds: Sequence[str],
    least: Sequence[float],
    most_without_order: int,
) -> None:
    # Figures alone: nobody is to look at these lines while rules or weights are made.
    told = report.figures([each for kind in kinds for each in judged[kind]])
    reached = (told.right, told.opt_outs_found, told.opt_outs_meant, told.slots_found, told.slots_meant)
    assert [is_ >= asked for is_, asked in zip(reached, least, strict=True)] == [True] * len(least)
    assert told.without_order <= most_without_order


def test_each_feature_has_a_weight_for_each_intent_and_the_file_is_small() -> None:
    model = reply_model.model()
    assert len(model.hashes) > 10_000
    assert all(one < next_ for one, next_ in pairwise(model.hashes))
    assert len(model.weights) == len(reply_model.INTENTS) * len(model.hashes)
    assert TARGET.stat().st_size < 2_000_000


@given(text=st.text(max_size=400), standing=st.sampled_from(STANDINGS))
@settings(deadline=None, max_examples=60)
def test_the_probabilities_of_any_text_add_up_to_one(text: str, standing: str) -> None:
    told = reply_model.probabilities(text, standing)
    assert set(told) == set(Intent)
    assert min(told.values()) >= 0
    assert sum(told.values()) == pytest.approx(1)


@given(
    text=st.sampled_from([line.text for line in corpus.read(corpus.FOLDER / "01.jsonl")]),
    how=st.sampled_from([str.upper, str.lower, "  {}\n".format, "\u200b{}".format]),
)
@settings(deadline=None, max_examples=60)
def test_case_surrounding_space_and_invisible_characters_change_nothing(text: str, how) -> None:
    assert reply_model.probabilities(how(text), "nothing") == reply_model.probabilities(text, "nothing")


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
    assert reply_model.probabilities(text, standing)[intent] > 0.8


def test_the_same_words_mean_something_else_where_a_meeting_stands() -> None:
    before, after = (
        reply_model.probabilities("não, obrigado", standing) for standing in ("nothing", "scheduled")
    )
    assert before[Intent.NOT_INTERESTED] > 0.5 > after[Intent.NOT_INTERESTED]


def test_of_a_text_without_end_the_beginning_and_the_end_are_read() -> None:
    def groups(text: str) -> tuple[frozenset[int], ...]:
        return reply_features.features(text, "nothing")

    beginning, end = "quanto custa? " * 200, "me tira da lista " * 200
    assert groups(beginning + "oi " * 90_000 + end) == groups(beginning + "tchau " * 9 + end)
    assert groups(beginning + end) != groups(beginning)


def test_a_standing_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="standing is 'met', not one of nothing, offered, scheduled"):
        reply_model.probabilities("oi", "met")
