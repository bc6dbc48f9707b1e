"""The answers to e-mails alone: receive-mail with its bucket, its role and its queues, under names of its own."""

import pulumi
import pulumi_aws as aws

from components import archives, artifacts, catalogue
from components.functions import Functions, FunctionsArgs
from components.mail import Mail, MailArgs
from components.mail_specs import MailSpec
from components.names import Names
from components.queueing import Queueing, QueueingArgs

DOMAIN = "respostas.acme.com.br"

specs = tuple(spec for spec in catalogue.functions(inbound_mail=True) if spec.name == catalogue.RECEIVE_MAIL)
spec = MailSpec("acme.com.br", DOMAIN)
names = Names("answers", "dev", "us-east-1", aws.get_caller_identity().account_id)
queues = catalogue.queues((), [catalogue.MAIL_REPORTS])
queueing = Queueing("queueing", QueueingArgs(names=names, tags={}, queues=queues))
functions = Functions(
    "functions",
    FunctionsArgs(
        names=names,
        tags={},
        specs=specs,
        package="handlers",
        archives=artifacts.build_archives(specs, archives.archive),
        metrics_namespace="Tests",
        log_retention_days=1,
        failure_queue=catalogue.FAILED_EVENTS,
        mail=spec,
        after=(queueing,),
    ),
)
Mail(
    "mail",
    MailArgs(
        names=names,
        tags={},
        spec=spec,
        makes_identity=True,
        rule=catalogue.MAIL_REPORTS,
        queue=catalogue.INBOUND_QUEUE,
        failure_queue=catalogue.FAILED_EVENTS,
        protect=False,
        inbound=catalogue.inbound(DOMAIN, None),
        after=(queueing, functions),
    ),
)
pulumi.export("bucket", names.bucket(catalogue.INBOUND))
pulumi.export("queue", queueing.by_name[catalogue.INBOUND_QUEUE].url)
