"""The mutants: each still changes the source, and the documentation lists them all."""

from pathlib import Path

import pytest

from tests.simulation import mutants
from tests.simulation.mutants import MUTANTS, Mutant
from tests.simulation.repertoire import SCENARIOS

PAGE = Path(__file__).parents[2] / "docs" / "simulation.md"


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_changes_the_source_as_it_is(mutant: Mutant) -> None:
    assert mutants.check(mutant) != (mutants.ROOT / mutant.file).read_text(encoding="utf-8")
    assert mutant.scenarios or mutant.tests
    assert set(mutant.scenarios) <= SCENARIOS.keys()
    for test in mutant.tests:
        path, _, name = test.partition("::")
        place = mutants.ROOT / "tests/handlers" / path
        assert place.exists()
        assert not name or f"def {name}(" in place.read_text(encoding="utf-8")


def test_the_page_about_the_simulator_lists_every_mutant() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert lines[-len(MUTANTS) - 2 :] == mutants.table(), "print the lines with mutants.table()"
