"""The stand-ins' process: ``python -m local.campaign.stand_ins``, started by ``process.start``.

Takes a ``Brief`` from the environment, writes the endpoints into a file of its scratch folder, and serves until it is
killed.
"""

import json
import os
import threading
from pathlib import Path

import boto3
from botocore.config import Config

from local.campaign.stand_ins.courier import WORKERS
from local.campaign.stand_ins.faults import FaultPlan
from local.campaign.stand_ins.gateway import StandIns, serve_gateways
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.process import BRIEF, ENDPOINTS, Brief
from local.campaign.stand_ins.replies import Replies, by_lambda


def main() -> None:
    """Serve the three partners for the runner that started this process."""
    brief = Brief(**json.loads(os.environ[BRIEF]))
    client = boto3.client(
        "lambda",
        endpoint_url=brief.aws["AWS_ENDPOINT_URL"],
        region_name=brief.aws["AWS_DEFAULT_REGION"],
        aws_access_key_id=brief.aws["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=brief.aws["AWS_SECRET_ACCESS_KEY"],
        config=Config(read_timeout=60, retries={"total_max_attempts": 1}, max_pool_connections=WORKERS),
    )
    ledger = RequestLedger(frozenset(brief.forgetful))
    deliver = by_lambda(client, brief.reply_function)
    replies = Replies(brief.tenant_id, deliver, ledger, brief.reply_attempts)
    faults = FaultPlan(brief.seed, brief.fault_rate)
    stand_ins = StandIns(ledger, replies.add, frozenset(brief.colleagues), faults)
    commands = {"POST /_calm": faults.calm, "POST /_hold": replies.hold, "POST /_resume": replies.resume}
    endpoints = serve_gateways(stand_ins, brief.api_keys, lambda: replies.pending, commands)
    unfinished = Path(os.environ["TMPDIR"], "endpoints.part")
    unfinished.write_text(json.dumps(endpoints), encoding="utf-8")
    unfinished.rename(unfinished.with_name(ENDPOINTS))
    threading.Event().wait()


if __name__ == "__main__":
    main()
