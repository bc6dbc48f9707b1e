"""The model of replies that is shipped: that it is the corpus's, as its report says, and what it gives."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.model import Intent
from handlers.conversation.rules import offer_words, reply_features, reply_model
from handlers.conversation.rules.replies import STANDINGS, Context
from local.model import corpus, report
from local.model.situations import MONDAY, OFFERS, SAO_PAULO, Judged

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
    """The readings of the held-out replies, by what their authors were asked for."""
    return report.judged_held_out()


def test_the_report_says_of_the_held_out_replies_what_the_functions_make_of_them(
    judged: Mapping[str, Sequence[Judged]],
) -> None:
    # No failure that pytest explains: it would show the lines.
    if not report.PAGE.read_text("utf-8").endswith(report.on_held_out(judged)):
        cure = "docs/replies.md is not of these functions: run `make docs` and commit what it writes"
        pytest.fail(cure, pytrace=False)


@pytest.mark.parametrize(
    ("kinds", "least", "most_without_order"),
    [
        (("everyday", "short-lines", "mixed"), (0.967, 0.985, 0.98, 0.95, 0.992), 2),
        (("as-customers-judge",), (0.95, 0.98, 0.98, 0.89, 0.995), 0),
        (
            ("close-to-others", "rarer-words", "english", "spanish", "around-a-meeting"),
            (0.925, 0.955, 0.97, 0.86, 0.98),
            1,
        ),
    ],
    ids=["ordinary", "as customers judge", "hard"],
)
def test_an_author_of_whom_nothing_was_seen_is_read_as_the_documents_say(
    judged: Mapping[str, Sequence[Judged]],
    kinds: Sequence[str],
    least: Sequence[float],
    most_without_order: int,
) -> None:
    # Figures alone: nobody is to look at these lines while rules or weights are made, in a traceback neither.
    told = report.figures([each for kind in kinds for each in judged[kind]])
    reached = (told.right, told.opt_outs_found, told.opt_outs_meant, told.slots_found, told.slots_meant)
    short = any(is_ < asked for is_, asked in zip(reached, least, strict=True))
    if short or told.without_order > most_without_order:
        pytest.fail(f"of these kinds it is {told}", pytrace=False)


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
