"""A run from the first process to the verdict."""

import json
import random
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local import cloud
from local.campaign import gathering
from local.campaign.access import Access, Provider
from local.campaign.intake import IntakeAnswer, take_in_file
from local.campaign.seeding import seed
from local.campaign.stage import Stage
from local.campaign.stand_ins import process
from local.chaos import attention, promises, report, witnesses
from local.chaos.company import Company, company
from local.chaos.stories import stories
from local.chaos.storm import Say, Weather
from local.chaos.trouble import Troublemaker
from local.chaos.witnesses import Aftermath
from local.chaos.workers import check_platform
from local.cloud import workplace
from local.deployment.deploy import deploy
from local.deployment.stack_configuration import physical_names, settings

STACK = "dev"
FAULT_RATE = 0.2
WORKERS = 5
"""Processes of one function at the same time: with partners like these they mostly wait."""
REPLY_ATTEMPTS = 100
"""A provider's webhook repeats for days."""


def run(contacts: int, seed_: int, say: Say, build: Path) -> dict[str, Any]:
    """Run a campaign of that many contacts in bad weather; return the report, which is also in build/chaos.json.

    ``seed_`` draws the partners' faults and the moments of everything else. Raises ``LocalError`` for what the user
    can cure.
    """
    check_platform()
    began, config, made = time.monotonic(), settings(STACK), company(contacts)
    access = Access.new(Provider.GATEWAY)
    with workplace.occupied(build) as state, cloud.start(state, persistent=True, workers=WORKERS) as embedded:
        names = physical_names(config, embedded.account_id)
        brief = process.Brief(
            api_keys=access.api_keys,
            tenant_id=made.tenant.tenantId,
            reply_function=names.physical("handle-replies"),
            aws=embedded.environment(),
            colleagues=sorted(made.colleagues),
            forgetful=("email",),
            fault_rate=FAULT_RATE,
            seed=seed_,
            reply_attempts=REPLY_ATTEMPTS,
        )
        with process.start(brief, state) as stand_ins:
            deployment = deploy(embedded, STACK)
            stage = Stage(embedded, deployment.outputs, stand_ins)
            seed(stage, [made.tenant], made.campaigns, config.secret_paths, access)
            say("the stack is deployed, its partners are up")
            with stage.as_operator():
                weather = Weather(
                    stage,
                    names.physical("").rstrip("-"),
                    contacts,
                    Troublemaker(stage, random.Random(seed_)),
                    say,
                )
                aftermath = _played(stage, made, weather, state)
                checks = promises.check(aftermath)
                told = stories(stage, promises.broken(checks))
            seconds, now = time.monotonic() - began, datetime.now(UTC)
            result = {**report.build(checks, weather, aftermath, seed_, seconds, now), "stories": told}
            file = build / "chaos.json"
            file.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return result


def _played(stage: Stage, made: Company, weather: Weather, folder: Path) -> Aftermath:
    """Take the contacts in, let the weather run over them, and collect what was left."""
    queue = attention.listen(stage)
    intakes: list[IntakeAnswer] = []
    for campaign, file in made.write_lists(folder):
        intakes.append(take_in_file(stage, campaign, file, folder / "reports" / campaign.campaignId))
    ingested = sum(intake.answer["ingested"] for intake in intakes)
    weather.say(f"{ingested} contacts ingested in {len(intakes)} campaigns")
    settled = weather.run()
    return Aftermath(
        evidence=gathering.gather(
            stage, (made.tenant,), made.colleagues, intakes, settled, witnesses.outgoing
        ),
        tenant=made.tenant,
        attention=attention.heard(stage, queue),
        passed=weather.passed,
        killed=weather.trouble.died_at_work,
    )
