"""Orders from a queue are stored in a table and added up every night: another stack of the same components."""

from pathlib import Path
from typing import Literal

import pulumi
import pulumi_aws as aws
from pydantic import BaseModel

from components import archives, configuration
from components.alarms import Alarms, AlarmsArgs
from components.artifacts import build_archives
from components.configuration import Region, setting
from components.functions import Functions, FunctionsArgs
from components.grants import Index, Table
from components.metrics import function_metric, queue_metric
from components.names import Names
from components.queueing import Queueing, QueueingArgs
from components.scheduling import Scheduling, SchedulingArgs
from components.specs import (
    AlarmSpec,
    FunctionSpec,
    IndexSpec,
    QueueSource,
    QueueSpec,
    ScheduleSpec,
    TableSpec,
)
from components.tables import Tables, TablesArgs


class Settings(BaseModel):
    """The keys of Pulumi.yaml."""

    region: Region = setting("Region.", "be a region of AWS", "us-east-1", alias="aws:region")
    environment: Literal["dev", "prod"] = setting(
        "Environment, dev or prod.", "be dev or prod", "dev", alias="environment"
    )
    protect: bool = setting(
        "Protection of the table from deletion.",
        "be true or false",
        "true",
        alias="protect",
        default=False,
    )


QUEUES = (QueueSpec("incoming", dead_letter="rejected"), QueueSpec("rejected"), QueueSpec("failures"))
TABLES = (TableSpec("orders", "number", ttl="expiresAt", indexes=(IndexSpec("by-day", "day", "number"),)),)
FUNCTIONS = (
    FunctionSpec(
        name="store-orders",
        description="Stores each order of the queue in the table.",
        memory=256,
        timeout=10,
        source=QueueSource("incoming", batch_size=10, window=0),
        asynchronous=False,
        grants=(Table("orders", "PutItem"),),
    ),
    FunctionSpec(
        name="add-up-orders",
        description="Adds up the orders of the day before.",
        memory=256,
        timeout=30,
        grants=(Table("orders", "PutItem"), Index("orders", "by-day", "Query")),
    ),
)
SCHEDULES = (
    ScheduleSpec(
        function="add-up-orders",
        description="Every night, when the day is over.",
        expression="cron(30 0 * * ? *)",
        timezone="America/Sao_Paulo",
        input="{}",
        event_age=3_600,
    ),
)


def errors(function: FunctionSpec) -> AlarmSpec:
    """Return the alarm on the errors of a function."""
    return AlarmSpec(
        name=f"{function.name}-errors",
        description=f"{function.name} has failed: see its log group.",
        metric=function_metric(function.name, "Errors"),
        statistic="Sum",
        threshold=0,
    )


def messages(queue: str) -> AlarmSpec:
    """Return the alarm on any message in a queue that takes failures."""
    return AlarmSpec(
        name=f"{queue}-messages",
        description=f"There is a message in {queue}: nobody takes it out but you.",
        metric=queue_metric(queue, "ApproximateNumberOfMessagesVisible"),
        statistic="Maximum",
        threshold=0,
    )


ALARMS = (
    *(errors(function) for function in FUNCTIONS),
    messages("rejected"),
    messages("failures"),
    AlarmSpec(
        name="incoming-age",
        description="An order has been waiting for ten minutes.",
        metric=queue_metric("incoming", "ApproximateAgeOfOldestMessage"),
        statistic="Maximum",
        threshold=600,
    ),
)

config = configuration.load(Settings)
names = Names("orders", config.environment, config.region, aws.get_caller_identity().account_id)
tags = {"Owner": "sales", "Environment": config.environment}
code = archives.Sources(Path(__file__).resolve().parent, package="functions")

queueing = Queueing("queueing", QueueingArgs(names=names, tags=tags, queues=QUEUES, functions=FUNCTIONS))
tables = Tables("tables", TablesArgs(names=names, tags=tags, specs=TABLES, protect=config.protect))
functions = Functions(
    "functions",
    FunctionsArgs(
        names=names,
        tags=tags,
        specs=FUNCTIONS,
        package=code.package,
        archives=build_archives(FUNCTIONS, lambda name: archives.archive(name, sources=code)),
        metrics_namespace="Orders",
        log_retention_days=7,
        tables=TABLES,
        failure_queue="failures",
        concurrency={"incoming": 2},
        after=(queueing, tables),
    ),
)
Scheduling(
    "scheduling",
    SchedulingArgs(
        names=names,
        tags=tags,
        failure_queue="failures",
        schedules=SCHEDULES,
        after=(queueing, functions),
    ),
)
Alarms(
    "alarms",
    AlarmsArgs(
        names=names,
        tags=tags,
        specs=ALARMS,
        functions=tuple(function.name for function in FUNCTIONS),
        tables=TABLES,
    ),
)

pulumi.export("incomingQueueUrl", queueing.by_name["incoming"].url)
pulumi.export("ordersTable", tables.by_name["orders"].name)
pulumi.export("addUpFunction", functions.by_name["add-up-orders"].name)
