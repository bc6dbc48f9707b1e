"""The way in of the stack alone: receive-webhook with its URL, its role and its queues, under names of its own."""

import pulumi

from components import catalogue
from tests.handlers.conversation import alone

spec = next(spec for spec in catalogue.FUNCTIONS if spec.name == catalogue.WEBHOOK)
_, queueing, functions = alone.deployed(
    "way-in",
    spec,
    catalogue.queues(()),
    secret_paths={"webhook": "way-in/webhook"},
    reserved={catalogue.WEBHOOK: 20},
)
pulumi.export("url", functions.urls[catalogue.WEBHOOK])
pulumi.export("function", functions.by_name[catalogue.WEBHOOK].name)
for queue in (catalogue.INBOUND_QUEUE, catalogue.FAILED_EVENTS):
    pulumi.export(queue, queueing.by_name[queue].url)
