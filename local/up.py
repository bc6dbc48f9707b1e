"""``make up`` from beginning to end: cloud, partners, deployment, policies, campaign, report."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from local import campaign, cloud, contact_file, report, summary, workplace
from local.campaign import Tenants
from local.deploy import Deployment, Resource, deploy
from local.errors import LocalError
from local.evidence import Evidence
from local.partners import process
from local.policing import Verdict, admit, judged
from local.stage import STACK, Stage, settings, stack_names


class Progress:
    """Lines of progress with the seconds since the start."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._start = time.monotonic()
        self.started_at = datetime.now(UTC)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._start

    def say(self, line: str) -> None:
        self._console.print(Text.assemble((f"{self.seconds:6.1f} s  ", "dim"), line), soft_wrap=True)

    def resource(self, resource: Resource) -> None:
        """A line for a resource that stands; components are no resources of AWS."""
        if resource.custom:
            self.say(f"+ {resource.type}  {resource.name}")


def up(contacts: Path, keep: bool, console: Console, build: Path) -> dict[str, Any]:
    """Runs everything once and returns the report, which is also in ``build``/report.json.

    With ``keep`` the cloud and the partners stay up. ``LocalError`` for what the user can cure.
    """
    progress = Progress(console)
    contacts = contact_file.checked(contacts)
    config = settings()
    cast = campaign.tenants(progress.started_at)
    api_keys = campaign.new_api_keys()
    with workplace.occupied(build) as state, cloud.start(state) as embedded:
        progress.say(f"the embedded cloud is up at {embedded.endpoint}")
        brief = process.Brief(
            api_keys=api_keys,
            tenant_id=cast.open.tenantId,
            reply_function=stack_names(config).physical("handle-replies"),
            aws=embedded.environment(),
            colleagues=sorted(cast.colleagues),
        )
        with process.start(brief, state) as partners:
            progress.say("the stand-in partners are up")
            deployment = deploy(embedded, STACK, progress.resource, admit=admit)
            deployed = progress.seconds
            verdict = _policies(deployment, progress)
            stage = Stage(embedded, deployment.outputs, partners)
            campaign.seed(stage, cast, config.secret_paths, api_keys)
            intakes, evidence = _play(stage, cast, contacts, progress)
            times = _times(progress, deployed, evidence)
            result = report.build(deployment, verdict, intakes, evidence, times, datetime.now(UTC))
            text = json.dumps(result, ensure_ascii=False, indent=2)
            file = build / "report.json"
            file.write_text(text + "\n", encoding="utf-8")
            summary.show(console, result, file)
            if keep:
                embedded.keep()
                partners.keep()
                _explain(stage, console)
    return result


def _policies(deployment: Deployment, progress: Progress) -> Verdict:
    """The verdict on a deployment; ``LocalError`` if a policy would have stopped it on AWS."""
    verdict = judged(deployment)
    progress.say(f"{verdict.rules} policies checked on {verdict.resources} resources")
    if verdict.stopping:
        raise LocalError(f"a policy stops the deployment: {verdict.stopping[0]}")
    return verdict


def _play(
    stage: Stage, cast: Tenants, contacts: Path, progress: Progress
) -> tuple[list[report.Intake], Evidence]:
    """The campaign, up to what it left behind."""
    progress.say(f"{contacts.name} is dropped into the intake bucket")
    intakes = [
        campaign.take_in_file(stage, cast.open_campaign, contacts),
        campaign.take_in_request(stage, cast.closed_campaign, campaign.WAITING_CONTACTS),
    ]
    for intake in intakes:
        progress.say(f"{intake.campaign}: {intake.answer['ingested']} contacts ingested")
    with stage.as_operator():
        settled = campaign.follow(stage, cast.open_campaign, intakes[0].answer["ingested"], progress.say)
        settled = campaign.remind(stage, cast.open_campaign, progress.say) and settled
        return intakes, campaign.gather(stage, cast, intakes, settled)


def _times(progress: Progress, deployed: float, evidence: Evidence) -> report.Times:
    first = campaign.first_message(evidence.record)
    return report.Times(
        deployed=round(deployed, 1),
        first_message=None if first is None else round((first - progress.started_at).total_seconds(), 1),
        finished=round(progress.seconds, 1),
    )


def _explain(stage: Stage, console: Console) -> None:
    """How to look around in a cloud that was kept. Its keys are worth nothing outside of it."""
    lines = [
        "The cloud stays up until make down. To look around with the AWS CLI:",
        *(f"  export {name}={value}" for name, value in stage.cloud.environment().items()),
        f"  aws dynamodb scan --table-name {stage.table('contacts')}",
        f"  aws logs tail /aws/lambda/{stage.outputs['functions']['send-messages']}",
        f"  aws s3 ls --recursive s3://{stage.outputs['intakeBucket']}",
        "and with the operators' commands: .venv/bin/python -m ops tenant show aurora",
    ]
    console.print(Text("\n".join(lines)), soft_wrap=True)
