"""The functions of a stack, each with a role, a log group and a destination of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pulumi
from pulumi_aws import cloudwatch, lambda_
from pulumi_aws import iam as aws_iam

from components import archives, artifacts, environment, iam, public_urls
from components.inventory import Inventory
from components.mail_specs import MailSpec
from components.model_specs import ModelSpec
from components.names import PROJECT, Names
from components.specs import FunctionSpec, QueueSource, TableSpec

RETRIES = 2
"""The invocations that AWS adds after an asynchronous failure; two is its own limit."""


@dataclass(frozen=True)
class Vpc:
    """The place of the functions' network interfaces."""

    subnet_ids: tuple[str, ...]
    """The subnets, at least one."""
    security_group_ids: tuple[str, ...]
    """The security groups, at least one."""


@dataclass(frozen=True)
class FunctionsArgs:
    """The arguments of ``Functions`` and of each ``Function``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every resource that takes tags."""
    specs: tuple[FunctionSpec, ...]
    """The functions."""
    package: str
    """The package with the entry points: ``store-orders`` of ``code`` has the handler ``code.store_orders.handler``."""
    archives: Mapping[str, Path]
    """Function to its zip, as from ``artifacts.build_archives``."""
    metrics_namespace: str
    """The namespace of the metrics that the functions publish themselves."""
    log_retention_days: int
    """Days for which logs are kept; one of the values that CloudWatch Logs takes."""
    tables: tuple[TableSpec, ...] = ()
    """The tables that grants name."""
    secret_paths: Mapping[str, str] = field(default_factory=dict)
    """Name of a secret in a grant to its name in Secrets Manager."""
    failure_queue: str | None = None
    """The queue that takes asynchronous invocations that failed for good; needed by every asynchronous function."""
    concurrency: Mapping[str, int] = field(default_factory=dict)
    """Queue to the most instances of its consumer that run at once, 2 to 1000; needed for every source."""
    reserved: Mapping[str, int] = field(default_factory=dict)
    """Function with a public URL to the instances kept for it, and the most that run at once, 0 for neither; needed for
    each."""
    mail: MailSpec | None = None
    """E-mail through SES, where the stack has an identity to send from."""
    model: ModelSpec | None = None
    """The model on Amazon Bedrock that functions may ask, where the stack has one."""
    artifact_bucket: str | None = None
    """The bucket that archives are uploaded to; without it the functions take them directly."""
    vpc: Vpc | None = None
    """The place of the network interfaces; without it the functions are in no VPC."""
    after: tuple[pulumi.Resource, ...] = ()
    """The resources to make first: the queues and tables, since a mapping starts its function at once."""

    @property
    def inventory(self) -> Inventory:
        """The things that the functions' relations name."""
        return Inventory(
            self.names,
            self.tables,
            self.secret_paths,
            self.failure_queue,
            self.concurrency,
            self.reserved,
            self.mail,
            self.model,
        )


class Function(pulumi.ComponentResource):
    """A function with its log group, its role, its mapping to a queue, its failure destination and its public URL."""

    TYPE = f"{PROJECT}:functions:Function"

    function: lambda_.Function
    """The function itself."""
    url: pulumi.Output[str] | None = None
    """The public URL, ending with a slash; None for a function that has none."""

    def __init__(
        self, spec: FunctionSpec, args: FunctionsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(self.TYPE, spec.name, None, opts)
        self._spec = spec
        self._args = args
        logs = self._log_group()
        role, policy = self._role()
        self.function = self._function(after=[logs, role, policy, *args.after])
        if spec.source:
            self._mapping(spec.source)
        if spec.asynchronous:
            self._failure_destination()
        if spec.public_url:
            self.url = public_urls.opened(spec.name, args.names, self._child(self.function)).function_url
        self.register_outputs({"name": self.function.name})

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(after))

    def _log_group(self) -> cloudwatch.LogGroup:
        return cloudwatch.LogGroup(
            f"{self._spec.name}-logs",
            name=self._args.names.log_group(self._spec.name),
            retention_in_days=self._args.log_retention_days,
            tags=self._args.tags,
            opts=self._child(),
        )

    def _role(self) -> tuple[aws_iam.Role, aws_iam.RolePolicy]:
        spec, args = self._spec, self._args
        name = args.names.physical(spec.name)
        role = aws_iam.Role(
            f"{spec.name}-role",
            name=name,
            description=f"What the function {name} may do.",
            assume_role_policy=iam.trust("lambda.amazonaws.com"),
            tags=args.tags,
            opts=self._child(),
        )
        statements = iam.function_statements(args.inventory, spec, in_vpc=args.vpc is not None)
        policy = aws_iam.RolePolicy(
            f"{spec.name}-policy",
            name=name,
            role=name,
            policy=iam.document(*statements),
            opts=self._child(role),
        )
        return role, policy

    def _function(self, after: list[pulumi.Resource]) -> lambda_.Function:
        spec, args = self._spec, self._args
        path = args.archives[spec.name]
        name, bucket = args.names.physical(spec.name), args.artifact_bucket
        key = artifacts.key(name, path)
        uploaded = (
            [artifacts.uploaded(f"{spec.name}-archive", bucket, key, path, args.tags, self._child())]
            if bucket
            else []
        )
        return lambda_.Function(
            spec.name,
            name=name,
            description=spec.description,
            role=args.names.role_arn(spec.name),
            handler=f"{args.package}.{spec.module}.handler",
            runtime=archives.RUNTIME,
            architectures=[archives.ARCHITECTURE],
            memory_size=spec.memory,
            timeout=spec.timeout,
            reserved_concurrent_executions=args.inventory.reserved_for(spec),
            code=None if bucket else pulumi.FileArchive(str(path)),
            s3_bucket=bucket,
            s3_key=key if bucket else None,
            source_code_hash=archives.digest(path),
            environment=self._environment(),
            tracing_config=lambda_.FunctionTracingConfigArgs(mode="Active"),
            logging_config=self._logging_config(),
            dead_letter_config=self._dead_letter_config(),
            vpc_config=self._vpc_config(),
            tags=args.tags,
            opts=self._child(*after, *uploaded),
        )

    def _environment(self) -> lambda_.FunctionEnvironmentArgs:
        args = self._args
        variables = environment.variables(args.inventory, self._spec, args.metrics_namespace)
        return lambda_.FunctionEnvironmentArgs(variables=variables)

    def _logging_config(self) -> lambda_.FunctionLoggingConfigArgs:
        log_group = self._args.names.log_group(self._spec.name)
        return lambda_.FunctionLoggingConfigArgs(log_format="JSON", log_group=log_group)

    def _dead_letter_config(self) -> lambda_.FunctionDeadLetterConfigArgs | None:
        if self._spec.dead_letter is None:
            return None
        target = self._args.names.queue_arn(self._spec.dead_letter)
        return lambda_.FunctionDeadLetterConfigArgs(target_arn=target)

    def _vpc_config(self) -> lambda_.FunctionVpcConfigArgs | None:
        if (vpc := self._args.vpc) is None:
            return None
        subnets, groups = list(vpc.subnet_ids), list(vpc.security_group_ids)
        return lambda_.FunctionVpcConfigArgs(subnet_ids=subnets, security_group_ids=groups)

    def _mapping(self, source: QueueSource) -> None:
        names = self._args.names
        # Capped here and not by reserved concurrency, which would refuse messages that were already taken
        # from the queue until they land unseen in the dead-letter queue.
        lambda_.EventSourceMapping(
            f"{self._spec.name}-mapping",
            event_source_arn=names.queue_arn(source.queue),
            function_name=names.physical(self._spec.name),
            batch_size=source.batch_size,
            maximum_batching_window_in_seconds=source.window,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config=lambda_.EventSourceMappingScalingConfigArgs(
                maximum_concurrency=self._args.inventory.concurrency_of(self._spec, source)
            ),
            tags=self._args.tags,
            opts=self._child(self.function),
        )

    def _failure_destination(self) -> None:
        names = self._args.names
        lambda_.FunctionEventInvokeConfig(
            f"{self._spec.name}-invocations",
            function_name=names.physical(self._spec.name),
            maximum_retry_attempts=RETRIES,
            maximum_event_age_in_seconds=self._spec.event_age,
            destination_config=lambda_.FunctionEventInvokeConfigDestinationConfigArgs(
                on_failure=lambda_.FunctionEventInvokeConfigDestinationConfigOnFailureArgs(
                    destination=names.queue_arn(self._args.inventory.failures_of(self._spec))
                )
            ),
            opts=self._child(self.function),
        )


class Functions(pulumi.ComponentResource):
    """One function for each entry."""

    TYPE = f"{PROJECT}:functions:Functions"

    by_name: Mapping[str, lambda_.Function]
    """Short name to function."""
    urls: Mapping[str, pulumi.Output[str]]
    """Short name to public URL, ending with a slash, of the functions that have one."""

    def __init__(self, name: str, args: FunctionsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        made = {spec.name: Function(spec, args, pulumi.ResourceOptions(parent=self)) for spec in args.specs}
        self.by_name = {name: each.function for name, each in made.items()}
        self.urls = {name: each.url for name, each in made.items() if each.url is not None}
        self.register_outputs({"names": {name: function.name for name, function in self.by_name.items()}})
