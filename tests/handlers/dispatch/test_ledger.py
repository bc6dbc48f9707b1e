from typing import Any

import pytest

from handlers.common.storage import stats
from handlers.common.storage.statements import StatementBatch
from handlers.dispatch.ledger import Ledger
from tests.handlers.dispatch.known import NOW, facts


def written(ledger: Ledger) -> dict[str, int]:
    """The counters after the ledger's have gone along in a batch."""
    batch = StatementBatch()
    ledger.join(batch)
    batch.run()
    ledger.take_out()
    return stats.totals("acme", "spring")


def test_counters_that_went_along_in_a_batch_are_not_written_again(world: Any) -> None:
    stats.count("acme", "spring", NOW.date(), {"sent_email": 1})
    ledger = Ledger(NOW)
    ledger.add(facts(), {"sent_email": 2})
    assert written(ledger) == {"sent_email": 3}
    ledger.add(facts(), {"sent_email": 4})
    ledger.flush()
    assert stats.totals("acme", "spring") == {"sent_email": 7}


@pytest.mark.usefixtures("world")
def test_a_counter_that_is_new_that_day_is_written_at_the_end() -> None:
    ledger = Ledger(NOW)
    ledger.add(facts(), {"sent_email": 2})
    assert written(ledger) == {}
    ledger.flush()
    assert stats.totals("acme", "spring") == {"sent_email": 2}


def test_counters_that_cancel_out_are_not_written(world: Any) -> None:
    ledger = Ledger(NOW)
    for amount in (1, -1):
        ledger.add(facts(), {"contacts_sent": amount})
    world.requests.clear()
    ledger.flush()
    assert not world.requests
