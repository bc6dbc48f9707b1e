"""One function of the catalogue with its role and its queues, deployed without the rest of the stack."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pulumi_aws as aws

from components import archives, catalogue
from components.artifacts import build_archives
from components.functions import Functions, FunctionsArgs
from components.names import Names
from components.queueing import Queueing, QueueingArgs
from components.specs import FunctionSpec, QueueSpec


class Alone(NamedTuple):
    """The function and what it needs, under names of their own."""

    names: Names
    queueing: Queueing
    functions: Functions


def deployed(prefix: str, spec: FunctionSpec, queues: Sequence[QueueSpec], **more: Any) -> Alone:
    """Deploy a function; ``more`` are further arguments of ``FunctionsArgs``."""
    names = Names(prefix, "dev", "us-east-1", aws.get_caller_identity().account_id)
    queueing = Queueing("queueing", QueueingArgs(names=names, tags={}, queues=tuple(queues)))
    functions = Functions(
        "functions",
        FunctionsArgs(
            names=names,
            tags={},
            specs=(spec,),
            package="handlers",
            archives=build_archives((spec,), archives.archive),
            metrics_namespace="Tests",
            log_retention_days=1,
            failure_queue=catalogue.FAILED_EVENTS,
            after=(queueing,),
            **more,
        ),
    )
    return Alone(names, queueing, functions)
