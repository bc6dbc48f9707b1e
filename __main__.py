"""The stack: settings in, components composed, outputs out."""

import pulumi
import pulumi_aws as aws

from components import archives, catalogue, lengths, settings
from components.alarms import Alarms, AlarmsArgs
from components.artifacts import build_archives
from components.dashboard import Dashboard, DashboardArgs
from components.functions import Functions, FunctionsArgs, Vpc
from components.intake import Intake, IntakeArgs
from components.mail import Mail, MailArgs
from components.names import Names
from components.notices import Notices, NoticesArgs
from components.parameters import Parameters, ParametersArgs
from components.queueing import Queueing, QueueingArgs
from components.scheduling import Scheduling, SchedulingArgs
from components.tables import Tables, TablesArgs

config = settings.load()
stack = Names(
    name_prefix=config.name_prefix,
    environment=config.environment,
    region=config.region,
    account=config.account_id or aws.get_caller_identity().account_id,
)
tags = catalogue.tags(config.environment)
rules = catalogue.rules(stack.event_source)
notices = catalogue.notices(stack.event_source)
specs = catalogue.functions(inbound_mail=config.inbound_mail_domain is not None)
lengths.check(stack, catalogue.named(specs, config.environment))
reports = [catalogue.MAIL_REPORTS] if config.mail else []
zips = build_archives(specs, archives.archive)

queueing = Queueing(
    "queueing",
    QueueingArgs(
        names=stack, tags=tags, queues=catalogue.queues((*rules, *notices), reports), functions=specs
    ),
)
tables = Tables("tables", TablesArgs(names=stack, tags=tags, specs=catalogue.TABLES, protect=config.protect))
parameters = Parameters(
    "parameters",
    ParametersArgs(names=stack, tags=tags, specs=catalogue.PARAMETERS, protect=config.protect),
)
functions = Functions(
    "functions",
    FunctionsArgs(
        names=stack,
        tags=tags,
        specs=specs,
        package=archives.HANDLERS.package,
        archives=zips,
        metrics_namespace=catalogue.METRICS_NAMESPACE,
        log_retention_days=config.log_retention_days,
        tables=catalogue.TABLES,
        secret_paths=config.secret_paths,
        failure_queue=catalogue.FAILED_EVENTS,
        concurrency={
            catalogue.SEND_QUEUE: config.send_concurrency,
            catalogue.INBOUND_QUEUE: config.reply_concurrency,
        },
        reserved={catalogue.WEBHOOK: config.webhook_concurrency},
        mail=config.mail,
        model=config.reply_model,
        artifact_bucket=config.artifact_bucket,
        vpc=Vpc(config.vpc_subnet_ids, config.vpc_security_group_ids) if config.in_vpc else None,
        after=(queueing, tables, parameters),
    ),
)
intake = Intake(
    "intake",
    IntakeArgs(
        names=stack,
        tags=tags,
        bucket=catalogue.INTAKE,
        function="ingest-contacts",
        notifications=catalogue.INTAKE_NOTIFICATIONS,
        old_versions_days=catalogue.INTAKE_OLD_VERSIONS_DAYS,
        protect=config.protect,
        after=(functions,),
    ),
)
mail = (
    Mail(
        "mail",
        MailArgs(
            names=stack,
            tags=tags,
            spec=config.mail,
            makes_identity=config.make_ses_identity,
            rule=catalogue.MAIL_REPORTS,
            queue=catalogue.INBOUND_QUEUE,
            failure_queue=catalogue.FAILED_EVENTS,
            protect=config.protect,
            inbound=catalogue.inbound(config.inbound_mail_domain, config.receipt_rule_set),
            after=(queueing, functions),
        ),
    )
    if config.mail
    else None
)
Scheduling(
    "scheduling",
    SchedulingArgs(
        names=stack,
        tags=tags,
        failure_queue=catalogue.FAILED_EVENTS,
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
        specs=catalogue.alarms(specs),
        functions=tuple(spec.name for spec in specs),
        tables=catalogue.TABLES,
        topic_arn=config.alerts_topic_arn,
        runbook=config.runbook,
        event_rules=tuple(spec.name for spec in notices),
    ),
)
Notices(
    "notices",
    NoticesArgs(
        names=stack,
        tags=tags,
        specs=notices,
        topic_arn=alarms.topic_arn,
        failure_queue=catalogue.FAILED_EVENTS,
        after=(queueing, alarms),
    ),
)
dashboard = Dashboard(
    "dashboard",
    DashboardArgs(
        names=stack,
        sections=catalogue.dashboard(specs, catalogue.TABLES, alarms.specs, config.runbook),
        alarms=tuple(spec.name for spec in alarms.specs),
    ),
)

pulumi.export("environment", config.environment)
pulumi.export("region", config.region)
pulumi.export("eventSource", stack.event_source)
pulumi.export("sendQueueUrl", queueing.by_name[catalogue.SEND_QUEUE].url)
pulumi.export("sendDlqUrl", queueing.by_name[catalogue.SEND_DLQ].url)
pulumi.export("inboundQueueUrl", queueing.by_name[catalogue.INBOUND_QUEUE].url)
pulumi.export("inboundDlqUrl", queueing.by_name[catalogue.INBOUND_DLQ].url)
pulumi.export("failedEventsQueueUrl", queueing.by_name[catalogue.FAILED_EVENTS].url)
pulumi.export("tables", {name: table.name for name, table in tables.by_name.items()})
pulumi.export("functions", {name: function.name for name, function in functions.by_name.items()})
pulumi.export("parameters", {name: parameter.name for name, parameter in parameters.by_name.items()})
pulumi.export("secretNames", config.secret_paths)
pulumi.export("webhookUrl", functions.urls[catalogue.WEBHOOK])
pulumi.export("intakeBucket", intake.bucket.bucket)
pulumi.export("alertsTopicArn", alarms.topic_arn)
pulumi.export("dashboardUrl", dashboard.url)
if mail and mail.rule_set:
    pulumi.export("receiptRuleSet", mail.rule_set)
