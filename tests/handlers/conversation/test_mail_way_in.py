"""A mail in the bucket of the deployed stack starts the function, with its role, and waits in the queue."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from local.cloud import Cloud
from local.deployment.deploy import deploy

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

HERE = Path(__file__).parent
ATTEMPTS = 60


def arrived(sqs: Any, url: str) -> dict[str, Any]:
    """The next message of a queue, waited for."""
    for _ in range(ATTEMPTS):
        for message in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", ()):
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            return json.loads(message["Body"])
        time.sleep(0.5)
    raise AssertionError("no message arrived")


def test_a_mail_in_the_bucket_waits_in_the_queue(cloud: Cloud) -> None:
    outputs = deploy(cloud, root=HERE / "mail_stack").outputs
    for name, kind in (("outlook-calendar-counter-pt", "mail"), ("bounce-gmail", "mail-report")):
        raw = (HERE / "mail" / f"{name}.eml").read_bytes()
        cloud.client("s3").put_object(Bucket=outputs["bucket"], Key=f"mail/{name}", Body=raw)
        body = arrived(cloud.client("sqs"), outputs["queue"])
        expected = json.loads((HERE / "mail" / f"{name}.json").read_text("utf-8"))
        assert {field: body.get(field) for field in expected} == expected
        assert body["kind"] == kind
