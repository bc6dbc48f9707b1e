"""The answers to e-mails alone: receive-mail with its bucket, its role and its queues, under names of its own."""

import pulumi

from components import catalogue
from components.mail import Mail, MailArgs
from components.mail_specs import MailSpec
from tests.handlers.conversation import alone

DOMAIN = "respostas.acme.com.br"

receiver = next(
    spec for spec in catalogue.functions(inbound_mail=True) if spec.name == catalogue.RECEIVE_MAIL
)
spec = MailSpec("acme.com.br", DOMAIN)
queues = catalogue.queues((), [catalogue.MAIL_REPORTS])
names, queueing, functions = alone.deployed("answers", receiver, queues, mail=spec)
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
