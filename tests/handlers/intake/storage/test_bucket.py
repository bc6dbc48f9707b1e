"""Files of the intake bucket: read in one version, and refused where there is none."""

from contextlib import closing

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.storage import bucket


def test_a_file_is_known_by_its_size_and_version_before_it_is_fetched(drop):
    file = drop("leads.csv", b"first")
    found = bucket.open_file(**file)
    assert (found.size, found.body()) == (5, b"first")
    bucket.write(**file, body=b"second", content_type="text/csv")
    with closing(bucket.open_file(**file)) as newer:
        assert newer.etag != found.etag


def test_a_file_that_is_not_there_is_refused_by_its_name(drop):
    place = drop("leads.csv", b"")
    with pytest.raises(Refused, match=r"acme/spring/others\.csv") as refused:
        bucket.open_file(place["bucket"], "acme/spring/others.csv")
    assert refused.value.code == "no_such_file"
