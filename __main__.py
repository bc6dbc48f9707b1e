"""The stack: settings in, components composed, outputs out."""

import pulumi
import pulumi_aws as aws

from components import archives, catalogue, names, settings
from components.alarms import Alarms, AlarmsArgs
from components.functions import Functions, FunctionsArgs, Vpc, build_archives
from components.intake import Intake, IntakeArgs
from components.queueing import Queueing, QueueingArgs
from components.scheduling import Scheduling, SchedulingArgs
from components.tables import Tables, TablesArgs

config = settings.load()
stack = names.Names(
    name_prefix=config.name_prefix,
    environment=config.environment,
    region=config.region,
    account=config.account_id or aws.get_caller_identity().account_id,
)
tags = names.tags(config.environment)
rules = catalogue.rules(stack.event_source)
zips = build_archives(catalogue.FUNCTIONS, archives.archive)

queueing = Queueing(
    "queueing", QueueingArgs(names=stack, tags=tags, event_rules=tuple(rule.name for rule in rules))
)
tables = Tables("tables", TablesArgs(names=stack, tags=tags, specs=catalogue.TABLES, protect=config.protect))
functions = Functions(
    "functions",
    FunctionsArgs(
        names=stack,
        tags=tags,
        specs=catalogue.FUNCTIONS,
        secret_paths=config.secret_paths,
        log_retention_days=config.log_retention_days,
        concurrency=config.send_concurrency,
        artifact_bucket=config.artifact_bucket,
        vpc=Vpc(config.vpc_subnet_ids, config.vpc_security_group_ids) if config.in_vpc else None,
        archives=zips,
        after=(queueing, tables),
    ),
)
intake = Intake(
    "intake",
    IntakeArgs(
        names=stack,
        tags=tags,
        function="ingest-contacts",
        suffixes=catalogue.INTAKE_SUFFIXES,
        protect=config.protect,
        after=(functions,),
    ),
)
Scheduling(
    "scheduling",
    SchedulingArgs(
        names=stack,
        tags=tags,
        rules=rules,
        schedules=catalogue.schedules(config.environment),
        after=(queueing, functions),
    ),
)
alarms = Alarms(
    "alarms",
    AlarmsArgs(
        names=stack,
        tags=tags,
        specs=catalogue.ALARMS,
        functions=tuple(spec.name for spec in catalogue.FUNCTIONS),
        tables=catalogue.TABLES,
        topic_arn=config.alerts_topic_arn,
    ),
)

pulumi.export("environment", config.environment)
pulumi.export("region", config.region)
pulumi.export("eventSource", stack.event_source)
pulumi.export("sendQueueUrl", queueing.send_queue.url)
pulumi.export("sendDlqUrl", queueing.send_dlq.url)
pulumi.export("failedEventsQueueUrl", queueing.failed_events.url)
pulumi.export("tables", {name: table.name for name, table in tables.by_name.items()})
pulumi.export("functions", {name: function.name for name, function in functions.by_name.items()})
pulumi.export("intakeBucket", intake.bucket.bucket)
pulumi.export("alertsTopicArn", alarms.topic_arn)
