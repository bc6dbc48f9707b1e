"""Tags that are missing, empty, wrong or another's."""

from collections.abc import Mapping
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import role_arn, table_arn
from tests.corpus.surroundings import ABSENT, TAGS, Surroundings, aws
from tests.policies.documents import allow, document

CASES = Collection()

RATE = {"name": "/shop/rate", "type": "String", "value": "10"}


def tagging(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a resource that is not tagged as it should be."""
    CASES.defect(f"tag-{name}", "tagging", says, build, **more)


def in_order(name: str, says: str, build: Build, family: str = "tagging") -> None:
    """Add a resource that is tagged."""
    CASES.clean(f"ok-tag-{name}", family, says, build)


def without(*keys: str, **over: Any) -> dict[str, Any]:
    """Return the tags without some, or with others."""
    return {**{key: value for key, value in TAGS.items() if key not in keys}, **over}


def with_provider(default: Mapping[str, Any], tags: Mapping[str, Any] | None = None) -> Build:
    """Return the program of a parameter whose provider has default tags."""

    def build(stack: Surroundings) -> None:
        provider = aws.Provider("tagged", region="us-east-1", default_tags={"tags": default})
        aws.ssm.Parameter("p", **RATE, tags=tags, opts=pulumi.ResourceOptions(provider=provider))

    return build


def transformed(type_: str) -> Build:
    """Return the program of a parameter with a transformation that tags the resources of a type."""

    def tag(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
        if args.type_ != type_:
            return None
        return pulumi.ResourceTransformationResult({**args.props, "tags": TAGS}, args.opts)

    def build(stack: Surroundings) -> None:
        pulumi.runtime.register_stack_transformation(tag)
        aws.ssm.Parameter("p", **RATE)

    return build


tagging("none", "A table without tags.", lambda stack: stack.table(tags=ABSENT))
tagging("missing-one", "ManagedBy is missing.", lambda stack: stack.queue(tags=without("ManagedBy")))
tagging("empty-value", "Project is an empty text.", lambda stack: stack.queue(tags=without(Project="")))
tagging("blank-value", "Project is a blank.", lambda stack: stack.queue(tags=without(Project="  ")))
tagging(
    "lower-case",
    "The keys in lower case: tag keys know case.",
    lambda stack: stack.queue(tags={k.lower(): v for k, v in TAGS.items()}),
)
tagging(
    "trailing-blank",
    "'Project ' with a blank behind it is another key.",
    lambda stack: stack.queue(tags={**without("Project"), "Project ": "x"}),
)
tagging(
    "environment-value",
    "Environment 'staging' is not among dev and prod.",
    lambda stack: stack.queue(tags=without(Environment="staging")),
)
tagging("environment-case", "Environment 'Dev'.", lambda stack: stack.queue(tags=without(Environment="Dev")))
tagging(
    "environment-blank",
    "Environment 'dev ' with a blank.",
    lambda stack: stack.queue(tags=without(Environment="dev ")),
)
tagging("null-value", "A tag's value is None.", lambda stack: stack.queue(tags=without(Project=None)))
tagging("empty-dict", "tags={}.", lambda stack: stack.queue(tags={}))
UNTAGGED: Mapping[str, Build] = {
    "policy": lambda stack: aws.iam.Policy(
        "p", name="p", policy=document(allow("dynamodb:GetItem", table_arn("x"))), tags=None
    ),
    "user": lambda stack: aws.iam.User("u", name="u", tags=None),
    "role": lambda stack: stack.role("worker", tags=None),
    "key": lambda stack: stack.key("data", tags=None),
    "secret": lambda stack: stack.secret(tags=None),
    "log-group": lambda stack: aws.cloudwatch.LogGroup("l", name="/shop/x", retention_in_days=30, tags=None),
    "rule": lambda stack: stack.rule(tags=None),
    "alarm": lambda stack: stack.alarm("a", "AWS/SQS", "NumberOfMessagesSent", {"QueueName": "x"}, tags=None),
    "schedule-group": lambda stack: aws.scheduler.ScheduleGroup("s", name="s", tags=None),
    "state-machine": lambda stack: aws.sfn.StateMachine(
        "s", name="s", role_arn=role_arn("s"), definition="{}", tags=None
    ),
    "api": lambda stack: aws.apigatewayv2.Api("a", name="a", protocol_type="HTTP", tags=None),
    "parameter": lambda stack: aws.ssm.Parameter(
        "p", name="/shop/rate", type="String", value="10", tags=None
    ),
    "mapping": lambda stack: stack.mapped_function(mapping={"tags": None}),
    "bucket-v2": lambda stack: stack.bucket(kind="BucketV2", tags=None),
    "repository": lambda stack: aws.ecr.Repository("r", name="r", tags=None),
    "cluster": lambda stack: aws.ecs.Cluster("c", name="c", tags=None),
    "cdn": lambda stack: stack.resource(
        "aws:cloudfront/distribution:Distribution",
        "d",
        {
            "enabled": True,
            "defaultCacheBehavior": {},
            "origins": [],
            "restrictions": {},
            "viewerCertificate": {},
        },
    ),
    "stack": lambda stack: aws.cloudformation.Stack(
        "s", name="s", template_body='{"Resources": {}}', tags=None
    ),
    "access-point": lambda stack: aws.s3.AccessPoint("a", bucket="b", name="a", tags=None),
    "table-replica": lambda stack: (
        stack.table(),
        aws.dynamodb.TableReplica(
            "r", global_table_arn=table_arn("customers"), point_in_time_recovery=True, tags=None
        ),
    ),
}
for kind, build in UNTAGGED.items():
    tagging(f"type-{kind}", f"{kind} without tags.", build)
tagging(
    "autoscaling-missing",
    "An auto-scaling group whose list of tags lacks one.",
    lambda stack: stack.autoscaling_group(without("ManagedBy")),
)
tagging(
    "autoscaling-none", "An auto-scaling group without tags.", lambda stack: stack.autoscaling_group(None)
)
tagging(
    "autoscaling-empty-value",
    "An auto-scaling group with an empty value in the list.",
    lambda stack: stack.autoscaling_group(without(Project="")),
)
tagging(
    "default-tags-partial",
    "A provider with default tags for two of four.",
    with_provider({k: TAGS[k] for k in ("Project", "Component")}),
)
tagging(
    "default-tags-overridden",
    "A resource overrides a default tag with nothing.",
    with_provider(TAGS, {"Project": ""}),
)
tagging(
    "default-tags-wrong-value",
    "The default tags say Environment 'staging'.",
    with_provider(without(Environment="staging")),
)
tagging(
    "default-tags-not-mine",
    "Default tags of a provider that the resource does not use.",
    lambda stack: (
        aws.Provider("p", region="us-east-1", default_tags={"tags": TAGS}),
        stack.queue(tags=ABSENT),
    ),
)
tagging(
    "default-tags-override-wrong",
    "A resource overrides Environment with 'qa'.",
    with_provider(TAGS, {"Environment": "qa"}),
)
tagging(
    "in-component",
    "A component's child without tags.",
    lambda stack: stack.in_component(lambda opts: stack.queue(tags=ABSENT, opts=opts)),
)
tagging(
    "ignored",
    "ignore_changes on tags.",
    lambda stack: stack.queue(opts=pulumi.ResourceOptions(ignore_changes=["tags"])),
    debatable=True,
)
tagging(
    "separate",
    "Tags as a resource of their own (dynamodb.Tag), not on the table.",
    lambda stack: (
        stack.table(tags=without("ManagedBy")),
        aws.dynamodb.Tag("t", resource_arn=table_arn("customers"), key="ManagedBy", value="Pulumi"),
    ),
    debatable=True,
)
tagging(
    "transform-partial",
    "A transformation that tags queues only; the parameter goes without.",
    transformed("aws:sqs/queue:Queue"),
)
tagging(
    "list-shape",
    "A map is due and a list of pairs is given.",
    lambda stack: stack.resource(
        "aws:ssm/parameter:Parameter",
        "p",
        {"name": "/shop/x", "type": "String", "value": "1", "tags": [{"key": "Project", "value": "x"}]},
    ),
)
in_order(
    "autoscaling",
    "An auto-scaling group with its tags in a list.",
    lambda stack: stack.autoscaling_group(TAGS),
)
in_order("default", "The provider's default tags suffice.", with_provider(TAGS))
in_order(
    "default-and-own",
    "Three by default, the fourth on the resource.",
    with_provider(without("Component"), {"Component": "x"}),
)
in_order(
    "more",
    "More tags than required.",
    lambda stack: stack.queue(tags={**TAGS, "Owner": "team", "CostCenter": "42"}),
)
in_order(
    "transformation",
    "Tags by a stack transformation, as Pulumi's guide has it.",
    transformed("aws:ssm/parameter:Parameter"),
)
in_order(
    "untaggable",
    "Types that take no tags.",
    lambda stack: (
        aws.cloudwatch.LogMetricFilter(
            "f",
            name="f",
            log_group_name="/x",
            pattern="ERROR",
            metric_transformation={"name": "n", "namespace": "Shop", "value": "1"},
        ),
        aws.cloudwatch.Dashboard("d", dashboard_name="d", dashboard_body="{}"),
        aws.apigatewayv2.Route("r", api_id="a", route_key="GET /"),
    ),
)
in_order(
    "component",
    "Tags within a component.",
    lambda stack: stack.in_component(lambda opts: stack.queue(opts=opts)),
)
in_order(
    "output-value",
    "A tag beyond the required ones has a value unknown at preview.",
    lambda stack: stack.queue("orders", tags={**TAGS, "TopicArn": stack.topic("news").arn}),
)
