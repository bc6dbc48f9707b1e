"""The stand-ins' process: ``python -m local.campaign.stand_ins``, started by ``process.start``.

Waits for a ``Brief`` in its scratch folder, where it writes the endpoints too, and serves until it is killed.
"""

import json
import os
import threading
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from local.campaign.stand_ins.courier import WORKERS
from local.campaign.stand_ins.faults import FaultPlan
from local.campaign.stand_ins.gateway import StandIns, serve_gateways
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.process import BRIEF, ENDPOINTS, Brief, CloudBrief
from local.campaign.stand_ins.providers import Providers
from local.campaign.stand_ins.replies import Replies, by_lambda
from local.campaign.stand_ins.server import Desk, serve

LOOK_AGAIN_SECONDS = 0.02


def main() -> None:
    """Serve the partners for the runner that started this process."""
    scratch = Path(os.environ["TMPDIR"])
    while not (scratch / BRIEF).exists():
        time.sleep(LOOK_AGAIN_SECONDS)
    brief = Brief.parse((scratch / BRIEF).read_text(encoding="utf-8"))
    endpoints = _gateways(brief) if brief.cloud is None else _providers(brief, brief.cloud)
    unfinished = scratch / "endpoints.part"
    unfinished.write_text(json.dumps(endpoints), encoding="utf-8")
    unfinished.rename(unfinished.with_name(ENDPOINTS))
    threading.Event().wait()


def _gateways(brief: Brief) -> dict[str, str]:
    """Serve the three partners of the given contract; return their endpoints."""
    ledger = RequestLedger(frozenset(brief.forgetful))
    deliver = by_lambda(_client(brief, "lambda"), brief.reply_function)
    replies = Replies(brief.tenant_id, deliver, ledger, brief.reply_attempts)
    faults = FaultPlan(brief.seed, brief.fault_rate)
    stand_ins = StandIns(ledger, replies.add, frozenset(brief.colleagues), faults)
    commands = {"POST /_calm": faults.calm, "POST /_hold": replies.hold, "POST /_resume": replies.resume}
    return serve_gateways(stand_ins, brief.api_keys, lambda: replies.pending, commands)


def _providers(brief: Brief, cloud: CloudBrief) -> dict[str, str]:
    """Serve the real providers; return the endpoints of those that are asked over HTTP."""
    providers = Providers(brief, cloud, lambda service: _client(brief, service))
    courier = providers.courier
    commands = {"POST /_hold": courier.hold, "POST /_resume": courier.resume}
    desk = Desk(
        keys=frozenset(brief.api_keys.values()),
        ledger=providers.ledger,
        record=providers.as_data,
        pending=lambda: providers.pending,
        commands=commands,
        talks=providers.played.talks,
    )
    return serve(providers.apis, desk)


def _client(brief: Brief, service: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=brief.aws["AWS_ENDPOINT_URL"],
        region_name=brief.aws["AWS_DEFAULT_REGION"],
        aws_access_key_id=brief.aws["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=brief.aws["AWS_SECRET_ACCESS_KEY"],
        config=Config(read_timeout=60, retries={"total_max_attempts": 1}, max_pool_connections=WORKERS),
    )


if __name__ == "__main__":
    main()
