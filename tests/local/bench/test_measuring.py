"""The benchmark counts what is really sent. How long anything takes is not judged here."""

from collections.abc import Iterator

import pytest

from local.bench import ingest, release, sending
from local.bench.requests import counted
from local.bench.rig import Rig, rig
from local.cloud import Cloud

ROWS = 60


@pytest.fixture(scope="module")
def set_up(cloud: Cloud) -> Iterator[Rig]:
    with rig(cloud) as made:
        yield made


def test_every_request_is_counted_where_it_is_sent(cloud: Cloud) -> None:
    client = cloud.session().client("dynamodb")
    with counted([client.meta.events]) as requests:
        client.list_tables()
        client.list_tables()
        client.describe_limits()
    client.list_tables()
    assert requests == {"dynamodb.ListTables": 2, "dynamodb.DescribeLimits": 1}


def test_the_ingest_is_measured_beside_the_bare_inserts(set_up: Rig) -> None:
    figures = {figure.what: figure for figure in ingest.measure(set_up, ROWS)}
    requests = figures["ingest, requests to AWS"]
    # Three requests of inserts, and a dozen that every list needs, whatever its size.
    assert requests.floor == 3 / ROWS
    assert 3 < requests.value * ROWS < 20
    assert "3 dynamodb.BatchExecuteStatement" in requests.detail
    assert 20 < figures["ingest, peak memory"].value < 400
    assert figures["ingest, time"].value > 0
    count = set_up.cloud.client("dynamodb").scan(TableName=f"{set_up.prefix}-bare", Select="COUNT")["Count"]
    assert count == ROWS


def test_release_and_sending_are_measured_from_the_backlog_to_the_partner(set_up: Rig) -> None:
    released = release.measure(ROWS)
    assert [0 < figure.value < 1 for figure in released] == [True, True]
    sent, *_ = sending.measure(set_up.partner)
    # Of two releases of ROWS messages, all batches but the first and the last are counted.
    assert sent.detail == f"{2 * (ROWS - sending.BATCH)} messages"
    assert 0.5 < sent.value < 2
