"""The way in of the stack alone: receive-webhook with its URL, its role and its queues, under names of its own."""

import pulumi
import pulumi_aws as aws

from components import archives, catalogue
from components.functions import Functions, FunctionsArgs, build_archives
from components.names import Names
from components.queueing import Queueing, QueueingArgs

specs = tuple(spec for spec in catalogue.FUNCTIONS if spec.name == catalogue.WEBHOOK)
names = Names("way-in", "dev", "us-east-1", aws.get_caller_identity().account_id)
queueing = Queueing("queueing", QueueingArgs(names=names, tags={}, queues=catalogue.queues(())))
functions = Functions(
    "functions",
    FunctionsArgs(
        names=names,
        tags={},
        specs=specs,
        package="handlers",
        archives=build_archives(specs, archives.archive),
        metrics_namespace="Tests",
        log_retention_days=1,
        secret_paths={"webhook": "way-in/webhook"},
        failure_queue=catalogue.FAILED_EVENTS,
        reserved={catalogue.WEBHOOK: 20},
        after=(queueing,),
    ),
)
pulumi.export("url", functions.urls[catalogue.WEBHOOK])
pulumi.export("function", functions.by_name[catalogue.WEBHOOK].name)
for queue in (catalogue.INBOUND_QUEUE, catalogue.FAILED_EVENTS):
    pulumi.export(queue, queueing.by_name[queue].url)
