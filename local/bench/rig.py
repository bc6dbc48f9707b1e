"""The rig of the measurements: the stack's tables, a queue, a bucket, the secrets and one tenant."""

import json
import os
import uuid
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from components import catalogue
from components.specs import IndexSpec, TableSpec
from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Campaign, Host, Hours, Limits, Tenant
from handlers.common.storage import clients, configuration, dynamo
from handlers.dispatch.storage import limits, pauses
from handlers.dispatch.storage.pauses import Pause
from local.bench.stand_in import StandIn
from local.cloud import Cloud

TENANT = "acme"
RELEASED = 300
"""The number of messages that the tenant may send in a minute; hour and day do not limit it further."""

EMULATOR_READ_SECONDS = 120


class Rig(NamedTuple):
    """A place to run handlers, which find it by their environment variables; all names begin with ``prefix``."""

    cloud: Cloud
    prefix: str
    partner: StandIn

    @property
    def bucket(self) -> str:
        """The name of the intake bucket."""
        return f"{self.prefix}-intake"


@contextmanager
def rig(cloud: Cloud) -> Generator[Rig]:
    """Set up a rig whose tenant may write to everybody at any hour."""
    prefix = uuid.uuid4().hex[:8]
    with StandIn() as partner, _environment(_made(cloud, prefix, partner.url)), _patience():
        host = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
        always = Hours.model_validate(
            {"opens": "00:00", "closes": "00:00", "weekdays": list(range(1, 8)), "holidays": True}
        )
        roomy = Limits(perMinute=RELEASED, perHour=1_000_000, perDay=1_000_000)
        configuration.put_tenant(
            Tenant(
                tenantId=TENANT,
                name="Acme",
                hosts=(host,),
                hours=always,
                limits=roomy,
                jitterSeconds=0,
                turnSeconds=0,
            )
        )
        yield Rig(cloud, prefix, partner)


def put_campaign(campaign_id: str) -> Campaign:
    """Write a campaign of the tenant, which goes on."""
    campaign = Campaign(tenantId=TENANT, campaignId=campaign_id, name="Bench", offer="algo")
    configuration.put_campaign(campaign)
    pauses.resume(TENANT, campaign_id)
    return campaign


def pause_campaign(campaign_id: str) -> None:
    """Let nothing more be released of a campaign of the tenant."""
    pauses.pause(TENANT, campaign_id, Pause(datetime.now(UTC), "bench", "is measured"))


def forget_limits() -> None:
    """Reset the limits, as if the tenant had sent and released nothing yet."""
    limits._refusals.clear()
    table = os.environ["TABLE_RATE_LIMIT"]
    for item in dynamo.client().scan(TableName=table)["Items"]:
        dynamo.client().delete_item(TableName=table, Key={"pk": item["pk"]})


def make_table(cloud: Cloud, name: str, spec: TableSpec) -> None:
    """Create a table as the stack does, with its indexes."""
    keyed = (spec, *spec.indexes)
    attributes = {key for each in keyed for key in (each.hash_key, each.range_key) if key}
    indexes = [_index(index) for index in spec.indexes]
    cloud.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=_keys(spec.hash_key, spec.range_key),
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in sorted(attributes)],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )


def _index(index: IndexSpec) -> dict[str, Any]:
    projection = {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(index.include)}
    return {
        "IndexName": index.name,
        "KeySchema": _keys(index.hash_key, index.range_key),
        "Projection": projection if index.include else {"ProjectionType": "ALL"},
    }


def _keys(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
    schema: list[dict[str, Any]] = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return [*schema, {"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else schema


def _made(cloud: Cloud, prefix: str, partner: str) -> dict[str, str]:
    """Create everything, and return the variables by which the handlers find it."""
    variables = cloud.environment() | {
        "ENVIRONMENT": "dev",
        "EVENT_BUS": "default",
        "EVENT_SOURCE": "bench",
        "INGEST_FUNCTION": f"{prefix}-ingest-contacts",
        "RELEASE_FUNCTION": f"{prefix}-release-contacts",
        "LOG_LEVEL": "WARNING",
        "POWERTOOLS_METRICS_NAMESPACE": "Bench",
        "POWERTOOLS_SERVICE_NAME": "bench",
    }
    for spec in catalogue.TABLES:
        make_table(cloud, f"{prefix}-{spec.name}", spec)
        variables[f"TABLE_{spec.name.upper().replace('-', '_')}"] = f"{prefix}-{spec.name}"
    for parameter in catalogue.PARAMETERS:
        name = f"{prefix}-{parameter.name}"
        cloud.client("ssm").put_parameter(Name=name, Value=parameter.initial, Type="String")
        variables[f"PARAMETER_{parameter.name.upper()}"] = name
    for queue in ("send", "inbound"):
        url = cloud.client("sqs").create_queue(QueueName=f"{prefix}-{queue}")["QueueUrl"]
        variables[f"{queue.upper()}_QUEUE_URL"] = url
    cloud.client("s3").create_bucket(Bucket=f"{prefix}-intake")
    return variables | _secrets(cloud, prefix, partner)


def _secrets(cloud: Cloud, prefix: str, partner: str) -> dict[str, str]:
    """Create a secret per partner, and return the variables that name them."""
    variables = {}
    for channel in (*Channel, "calendar"):
        name = f"{prefix}/{channel}"
        cloud.client("secretsmanager").create_secret(
            Name=name, SecretString=json.dumps({"endpoint": partner, "apiKey": "k"})
        )
        variables[f"SECRET_{channel.upper()}"] = name
    return variables


@contextmanager
def _patience() -> Generator[None]:
    """Let this process wait for the emulator, which looks through the whole table where AWS asks an index."""
    before = clients.READ_SECONDS
    clients.READ_SECONDS = EMULATOR_READ_SECONDS
    dynamo.client.cache_clear()
    try:
        yield
    finally:
        clients.READ_SECONDS = before
        dynamo.client.cache_clear()


@contextmanager
def _environment(variables: Mapping[str, str]) -> Generator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
