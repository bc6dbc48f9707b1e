"""Remarks are kept beside the job, whatever their size."""

import pytest

from handlers.common.storage import dynamo
from handlers.intake.storage import job_remarks
from tests.handlers.intake.storage.working import claimed, stepped


@pytest.mark.usefixtures("tables")
def test_remarks_of_any_size_come_back_in_order(clock):
    long = bytes(range(256)) * 4_000
    job = claimed("a", clock)
    for remarks in (b"first", b"", long):
        job = stepped(job, clock, remarks=remarks)
    assert list(job_remarks.read(job)) == [b"first", long]


def test_remarks_that_have_expired_are_missed_and_the_cure_is_named(clock, tables):
    job = stepped(claimed("a", clock), clock, remarks=b"first")
    dynamo.client().delete_item(TableName=tables["idempotency"], Key=dynamo.encode({"pk": f"{job.key}#0#0"}))
    with pytest.raises(LookupError, match="load the list again"):
        list(job_remarks.read(job))
