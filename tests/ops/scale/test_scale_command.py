"""python -m ops scale, and the page that is written from the same model."""

from pathlib import Path

from click.testing import CliRunner, Result

from ops.__main__ import main
from ops.scale import costs, page, price_page, prices

DOCS = Path(__file__).parents[3] / "docs"
ASKED = ("--tenants", "300", "--contacts", "2000000", "--per-minute", "20")


def scale(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["scale", *arguments])


def test_the_answer_says_what_gives_first_and_what_to_do_about_the_first_three() -> None:
    printed = scale(*ASKED).output
    first, _, header, *rest = printed.splitlines()
    assert first.startswith(
        "300 tenants, 2,000,000 contacts, 20 messages a minute and 12,000 a day each: it does not"
    )
    assert header.split() == ["used", "peak", "average", "limit", "unit,", "and", "what", "is", "limited"]
    assert [line[:2] for line in rest[-3:]] == ["1.", "2.", "3."]
    assert all(" %: " in line and ": then " in line for line in rest[-3:])


def test_the_limits_are_printed_most_used_first_with_their_sources() -> None:
    lines = scale(*ASKED, "--shown", "40").output.splitlines()[3:-4]
    used = [float(line.split("%")[0].replace(",", "")) for line in lines[::2]]
    assert used == sorted(used, reverse=True)
    assert len(used) > 20
    assert all("; " in line for line in lines[1::2])


def test_a_small_stack_is_told_that_it_holds() -> None:
    assert (
        ": it holds; what gives first is the "
        in scale("--tenants", "1", "--contacts", "500", "--per-minute", "1").output
    )


def test_nonsense_is_refused_in_one_line_that_names_it() -> None:
    refused = scale("--tenants", "0", "--contacts", "100", "--per-minute", "20")
    assert refused.exit_code == 1
    assert refused.output == "Error: tenants is 0: give a number from 1 to 100000\n"


def test_a_figure_that_must_be_given_is_named_where_it_is_not() -> None:
    refused = scale("--tenants", "3", "--contacts", "100")
    assert refused.exit_code == 2
    assert "Missing option '--per-minute'" in refused.output


def test_the_pages_are_what_the_model_says_today() -> None:
    recording = costs.load()
    assert (DOCS / "scale.md").read_text("utf-8") == page.page(recording), "write it again: make docs"
    assert (DOCS / "costs.md").read_text("utf-8") == price_page.page(recording), "write it again: make docs"


def test_a_thousand_messages_cost_what_their_units_do_whoever_sends_them() -> None:
    recording = costs.load()
    for _, load in price_page.LOADS:
        amounts = price_page.amounts_of(recording, load)
        # Each message is claimed, sent and marked by itself, whatever the batch.
        own = prices.amounts(recording.units["send.message"])["writes"]
        assert amounts["writes"] / load.average > own
        assert amounts["secretsmanager"] <= amounts["invocations"]
