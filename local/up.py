"""``make up`` from a cloud that is up to the end: deployment, policies, stand-ins, campaign, report."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from local import samples
from local.campaign import page, report, summary
from local.campaign.access import DEFAULT, Access, Provider
from local.campaign.evidence import Evidence
from local.campaign.following import follow
from local.campaign.gathering import first_message, gather
from local.campaign.intake import IntakeAnswer, take_in_file, take_in_request
from local.campaign.reminding import remind
from local.campaign.seeding import seed
from local.campaign.stage import Stage
from local.campaign.tenants import LINES, SampleTenants, sample_tenants
from local.cloud import ToldTime
from local.deployment.deploy import deploy
from local.deployment.policing import admit, police
from local.deployment.results import DeployedResource, Deployment, PolicyResult
from local.deployment.stack_configuration import settings
from local.errors import LocalError
from local.loop import hints, kept, program
from local.starting import Progress, Started

STACK = "dev"
PARTNERS = {
    Provider.GATEWAY: "gateways for WhatsApp, e-mail and calendar",
    Provider.CLOUD: "WhatsApp Cloud, the world behind Amazon SES, Google Calendar",
}


def up(run: Started, console: Console, build: Path, provider: Provider = DEFAULT) -> dict[str, Any]:
    """Play everything once and return the report, which is also in ``build``/report.json, and to look at in
    ``build``/report.html.

    Where the run has a clock of its own, the cloud and the stand-ins stay up. Raises ``LocalError`` for what the user
    can cure.
    """
    progress, embedded = run.progress, run.embedded
    access = Access.new(provider)
    config = settings(STACK, access.configuration)
    tenants = sample_tenants(progress.started_at)
    sources = program.digests(STACK) if run.clock else {}
    deployment = deploy(embedded, STACK, _told(progress), admit=admit, extra=access.configuration)
    deployed = progress.seconds
    policies = _policies(deployment, progress)
    brief = access.brief(embedded, deployment.outputs, tenants.open.tenantId, sorted(tenants.colleagues))
    with run.partners.begin(brief) as stand_ins:
        progress.say(f"the stand-in partners are up: {PARTNERS[provider]}")
        stage = Stage(embedded, deployment.outputs, stand_ins)
        seed(stage, tenants.tenants, tenants.campaigns, config.secret_paths, access)
        intakes, evidence = _play(stage, tenants, run.contacts, progress, build / "reports")
        times = _times(progress, deployed, evidence)
        result = report.build(deployment, policies, intakes, evidence, times, datetime.now(UTC))
        page.write(stage, intakes, result["checks"], build / "report.html")
        _publish(result, build / "report.json", console)
        if run.clock:
            embedded.keep()
            stand_ins.keep()
            kept.leave(build, _note(stage, access, run.clock, sources))
            _explain(stage, console)
        summary.verdict(console, result)
    return result


def _told(progress: Progress) -> Callable[[DeployedResource], None]:
    """Print a line for each resource that is complete; components are not resources of AWS."""

    def tell(resource: DeployedResource) -> None:
        if resource.custom:
            progress.say(f"+ {resource.type}  {resource.name}")

    return tell


def _policies(deployment: Deployment, progress: Progress) -> PolicyResult:
    """Run the policies on a deployment; ``LocalError`` if one would have stopped it on AWS."""
    result = police(deployment)
    progress.say(f"{result.rules} policies checked on {result.resources} resources of AWS")
    if result.stopping:
        raise LocalError(f"a policy stops the deployment: {result.stopping[0]}")
    return result


def _play(
    stage: Stage, tenants: SampleTenants, contacts: Path, progress: Progress, reports: Path
) -> tuple[list[IntakeAnswer], Evidence]:
    """Run the campaign, and collect its evidence."""
    progress.say(f"{contacts.name} is dropped into the inbox")
    intakes = [
        take_in_file(stage, tenants.open_campaign, contacts, reports),
        take_in_request(stage, tenants.closed_campaign, samples.HORIZONTE_CONTACTS),
    ]
    for intake in intakes:
        progress.say(f"{intake.campaign}: {intake.answer['ingested']} contacts ingested")
    with stage.as_operator():
        settled = follow(stage, tenants.open_campaign, progress.say)
        settled = remind(stage, tenants.open_campaign, progress.say) and settled
        return intakes, gather(stage, (tenants.open, tenants.closed), tenants.colleagues, intakes, settled)


def _times(progress: Progress, deployed: float, evidence: Evidence) -> report.Times:
    first = first_message(evidence.record)
    return report.Times(
        deployed=round(deployed, 1),
        first_message=None if first is None else round((first - progress.started_at).total_seconds(), 1),
        finished=round(progress.seconds, 1),
    )


def _publish(result: dict[str, Any], file: Path, console: Console) -> None:
    """Write the report, and print it."""
    file.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    summary.show(console, result, file)


def _note(stage: Stage, access: Access, clock: ToldTime, sources: Mapping[str, str]) -> kept.Kept:
    """Return the note about a stage that stays up; ``sources`` are the digests of what was deployed."""
    return kept.Kept(
        stack=STACK,
        provider=access.provider,
        environment=stage.cloud.environment(),
        outputs=stage.outputs,
        stand_ins=kept.StandIns(
            endpoints=stage.stand_ins.endpoints,
            key=access.api_keys["whatsapp"],
            app_secret=access.app_secret,
            verify_token=access.verify_token,
            lines=LINES,
            sent_mail=str(stage.cloud.sent_mail),
        ),
        told_time=str(clock.file),
        program=sources,
    )


def _explain(stage: Stage, console: Console) -> None:
    """Print the ways to look around in a cloud that was kept."""
    console.print(Text("\n".join(hints.lines(stage.cloud.environment(), stage.outputs))), soft_wrap=True)
