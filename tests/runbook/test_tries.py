"""The tries of the runbook: one for each page, and a sample of them on the embedded cloud."""

from collections.abc import Iterator

import pytest

from tests.runbook.stage import PAGES, Stage, stage
from tests.runbook.tries import TRIES

# The SDK warns of deprecated classes of its own while it is imported, whichever class is used.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

SAMPLE = ("channel-closed", "failed-events-messages", "fence-down")
"""A metric of ours whose page has commands for operators, a queue of failures, and all that is held."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Return one stage for all tries."""
    with stage(tmp_path_factory.mktemp("runbook")) as made:
        yield made


def test_every_page_has_been_tried() -> None:
    assert sorted(TRIES) == sorted(page.stem for page in PAGES.glob("*.md") if page.name != "README.md")


@pytest.mark.parametrize("page", SAMPLE)
def test_a_page_leads_from_its_alarm_back_to_rest(played: Stage, page: str) -> None:
    played.begin(page)
    TRIES[page](played)
