"""The tries of the runbook: one for each page, and a sample of them on the embedded cloud."""

from collections.abc import Iterator

import pytest

from tests import sampling
from tests.runbook.stage import PAGES, Stage, stage
from tests.runbook.tries import TRIES

# The SDK warns of deprecated classes of its own while it is imported, whichever class is used.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

SAMPLE = 1
FILES = {page: PAGES / f"{page}.md" for page in TRIES}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Return one stage for all tries."""
    with stage(tmp_path_factory.mktemp("runbook")) as made:
        yield made


def test_every_page_has_been_tried() -> None:
    assert sorted(TRIES) == sorted(page.stem for page in PAGES.glob("*.md") if page.name != "README.md")


@sampling.sampled
@pytest.mark.parametrize("page", sampling.of(TRIES, SAMPLE, always=sampling.touched(FILES)))
def test_a_page_leads_from_its_alarm_back_to_rest(played: Stage, page: str) -> None:
    played.begin(page)
    TRIES[page](played)
