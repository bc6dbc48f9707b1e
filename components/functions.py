"""The functions of the catalogue, each with a role, a log group and a destination of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pulumi
from pulumi_aws import cloudwatch, lambda_, s3
from pulumi_aws import iam as aws_iam

from components import archives, catalogue, environment, iam
from components.catalogue import FunctionSpec
from components.names import PROJECT, Names

RUNTIME = "python3.13"
ARCHITECTURE = "arm64"

RETRIES = 2
"""How often AWS invokes a function again after an asynchronous failure; two is its own limit."""


@dataclass(frozen=True)
class Vpc:
    """Where the functions' network interfaces are, if they have any."""

    subnet_ids: tuple[str, ...]
    security_group_ids: tuple[str, ...]


@dataclass(frozen=True)
class FunctionsArgs:
    """What every function needs to know."""

    names: Names
    tags: Mapping[str, str]
    specs: tuple[FunctionSpec, ...]
    secret_paths: Mapping[str, str]
    """Partner to the name of its secret."""
    log_retention_days: int
    concurrency: int
    """How many instances of a queue's consumer its mapping may run at once."""
    artifact_bucket: str | None
    """Where the archives are uploaded; without it the functions take them directly."""
    vpc: Vpc | None
    archives: Mapping[str, Path]
    """Function to its zip; see ``build_archives``."""
    after: tuple[pulumi.Resource, ...]
    """What has to be there first: the queues and tables, since a mapping starts its function at once."""


def build_archives(specs: Iterable[FunctionSpec], archive: Callable[[str], Path]) -> dict[str, Path]:
    """The zip of each function, before anything is registered; ``pulumi.RunError`` says which cannot be built."""
    try:
        return {spec.name: archive(spec.name) for spec in specs}
    except archives.ArchiveError as error:
        raise pulumi.RunError(f"{error}\nNothing has been changed.") from error


class Function(pulumi.ComponentResource):
    """A function with its log group, its role, its mapping to a queue and its failure destination."""

    TYPE = f"{PROJECT}:functions:Function"

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
        statements = iam.function_statements(args.names, spec, args.secret_paths, in_vpc=args.vpc is not None)
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
        code: dict[str, pulumi.Input] = {"code": pulumi.FileArchive(str(path))}
        if args.artifact_bucket:
            artifact = self._artifact(path, args.artifact_bucket)
            after = [*after, artifact]
            code = {"s3_bucket": args.artifact_bucket, "s3_key": self._artifact_key(path)}
        return lambda_.Function(
            spec.name,
            name=args.names.physical(spec.name),
            description=spec.description,
            role=args.names.role_arn(spec.name),
            handler=spec.handler,
            runtime=RUNTIME,
            architectures=[ARCHITECTURE],
            memory_size=spec.memory,
            timeout=spec.timeout,
            **code,
            source_code_hash=archives.digest(path),
            environment=lambda_.FunctionEnvironmentArgs(
                variables=environment.variables(args.names, spec, args.secret_paths)
            ),
            tracing_config=lambda_.FunctionTracingConfigArgs(mode="Active"),
            logging_config=lambda_.FunctionLoggingConfigArgs(
                log_format="JSON", log_group=args.names.log_group(spec.name)
            ),
            dead_letter_config=lambda_.FunctionDeadLetterConfigArgs(
                target_arn=args.names.queue_arn(spec.dead_letter)
            )
            if spec.dead_letter
            else None,
            vpc_config=lambda_.FunctionVpcConfigArgs(
                subnet_ids=list(args.vpc.subnet_ids), security_group_ids=list(args.vpc.security_group_ids)
            )
            if args.vpc
            else None,
            tags=args.tags,
            opts=self._child(*after),
        )

    def _artifact_key(self, path: Path) -> str:
        # The key holds the content, so that a changed archive is a change of the function too.
        return f"{self._args.names.physical(self._spec.name)}/{archives.hex_digest(path)}.zip"

    def _artifact(self, path: Path, bucket: str) -> s3.BucketObjectv2:
        return s3.BucketObjectv2(
            f"{self._spec.name}-archive",
            bucket=bucket,
            key=self._artifact_key(path),
            source=pulumi.FileAsset(str(path)),
            tags=self._args.tags,
            opts=self._child(),
        )

    def _mapping(self, source: catalogue.QueueSource) -> None:
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
                maximum_concurrency=self._args.concurrency
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
                    destination=names.queue_arn(catalogue.FAILED_EVENTS)
                )
            ),
            opts=self._child(self.function),
        )


class Functions(pulumi.ComponentResource):
    """One function for each entry of the catalogue."""

    TYPE = f"{PROJECT}:functions:Functions"

    by_name: Mapping[str, lambda_.Function]

    def __init__(self, name: str, args: FunctionsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self.by_name = {
            spec.name: Function(spec, args, pulumi.ResourceOptions(parent=self)).function
            for spec in args.specs
        }
        self.register_outputs({"names": {name: function.name for name, function in self.by_name.items()}})
