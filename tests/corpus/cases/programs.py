"""Whole small programs in the shapes of public ones: nothing in them may be blocked."""

import json

import pulumi

from tests.corpus.case import Collection
from tests.corpus.names import bucket_arn, function_arn, named, role_arn, table_arn
from tests.corpus.surroundings import ABSENT, TAGS, aws
from tests.policies.documents import OWN, allow, arn, as_object, document, grant, tls_only

CASES = Collection()


def containers(stack):
    """A service behind a balancer."""
    image = aws.ecr.Repository(
        "app", name=named("app"), image_scanning_configuration={"scan_on_push": True}, tags=TAGS
    )
    aws.ecr.LifecyclePolicy(
        "app-images",
        repository=image.name,
        policy=json.dumps(
            {
                "rules": [
                    {
                        "rulePriority": 1,
                        "selection": {
                            "tagStatus": "any",
                            "countType": "imageCountMoreThan",
                            "countNumber": 20,
                        },
                        "action": {"type": "expire"},
                    }
                ]
            }
        ),
    )
    logs = stack.log_group("/ecs/shop-app", label="app-logs")
    bound = {"ArnLike": {"aws:SourceArn": arn("ecs", "*")}, "StringEquals": {"aws:SourceAccount": OWN}}
    execution = stack.role(
        "app-execution",
        allow("ecr:GetAuthorizationToken", "*"),
        allow(
            ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
            arn("ecr", "repository/shop-app"),
        ),
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], arn("logs", "log-group:/ecs/shop-app:*")),
        service="ecs-tasks.amazonaws.com",
        condition=bound,
    )
    task = stack.role(
        "app-task",
        allow(
            ["dynamodb:GetItem", "dynamodb:Query"],
            [table_arn("customers"), table_arn("customers") + "/index/*"],
        ),
        service="ecs-tasks.amazonaws.com",
        condition=bound,
    )
    cluster = aws.ecs.Cluster(
        "app", name=named("app"), settings=[{"name": "containerInsights", "value": "enabled"}], tags=TAGS
    )
    definition = aws.ecs.TaskDefinition(
        "app",
        family=named("app"),
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        execution_role_arn=execution.arn,
        task_role_arn=task.arn,
        tags=TAGS,
        container_definitions=pulumi.Output.json_dumps(
            [
                {
                    "name": "app",
                    "image": image.repository_url,
                    "portMappings": [{"containerPort": 80}],
                    "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": logs.name}},
                }
            ]
        ),
    )
    balancer = aws.lb.LoadBalancer(
        "app",
        name=named("app"),
        internal=False,
        load_balancer_type="application",
        security_groups=["sg-1"],
        subnets=["subnet-1", "subnet-2"],
        drop_invalid_header_fields=True,
        tags=TAGS,
    )
    group = aws.lb.TargetGroup(
        "app", name=named("app"), port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-1", tags=TAGS
    )
    listener = aws.lb.Listener(
        "app",
        load_balancer_arn=balancer.arn,
        port=443,
        protocol="HTTPS",
        certificate_arn=arn("acm", "certificate/1"),
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
        default_actions=[{"type": "forward", "target_group_arn": group.arn}],
        tags=TAGS,
    )
    aws.ecs.Service(
        "app",
        name=named("app"),
        cluster=cluster.arn,
        task_definition=definition.arn,
        desired_count=2,
        launch_type="FARGATE",
        network_configuration={"subnets": ["subnet-1"], "security_groups": ["sg-1"]},
        load_balancers=[{"target_group_arn": group.arn, "container_name": "app", "container_port": 80}],
        tags=TAGS,
        opts=pulumi.ResourceOptions(depends_on=[listener]),
    )


def static_site(stack, unknown=False):
    """A bucket behind CloudFront."""
    stack.bucket("site", policy=False)
    control = aws.cloudfront.OriginAccessControl(
        "site",
        name=named("site"),
        origin_access_control_origin_type="s3",
        signing_behavior="always",
        signing_protocol="sigv4",
    )
    cdn = aws.cloudfront.Distribution(
        "site",
        enabled=True,
        default_root_object="index.html",
        tags=TAGS,
        origins=[
            {
                "origin_id": "s3",
                "domain_name": "shop-site.s3.us-east-1.amazonaws.com",
                "origin_access_control_id": control.id,
            }
        ],
        default_cache_behavior={
            "target_origin_id": "s3",
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        },
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate={
            "acm_certificate_arn": arn("acm", "certificate/1"),
            "ssl_support_method": "sni-only",
            "minimum_protocol_version": "TLSv1.2_2021",
        },
    )
    site = bucket_arn("site")
    reading = grant({"Service": "cloudfront.amazonaws.com"}, "s3:GetObject", f"{site}/*")
    if unknown:
        aws.s3.BucketPolicy(
            "site",
            bucket=named("site"),
            policy=cdn.arn.apply(
                lambda found: document(
                    tls_only("s3:*", site, f"{site}/*"),
                    {**reading, "Condition": {"StringEquals": {"AWS:SourceArn": found}}},
                )
            ),
        )
    else:
        stack.bucket_policy("site", {**reading, "Condition": {"StringEquals": {"aws:SourceAccount": OWN}}})


def rest_api(stack, unknown=True):
    """An HTTP API with a function and a table."""
    stack.table("orders")
    function = stack.function("charge", allow(["dynamodb:GetItem", "dynamodb:PutItem"], table_arn("orders")))
    logs = stack.log_group("/shop/api", label="api-logs")
    api = aws.apigatewayv2.Api("api", name=named("api"), protocol_type="HTTP", tags=TAGS)
    integration = aws.apigatewayv2.Integration(
        "charge",
        api_id=api.id,
        integration_type="AWS_PROXY",
        integration_uri=function.invoke_arn,
        payload_format_version="2.0",
    )
    aws.apigatewayv2.Route(
        "orders",
        api_id=api.id,
        route_key="POST /orders",
        target=integration.id.apply(lambda id: f"integrations/{id}"),
        authorization_type="AWS_IAM",
    )
    aws.apigatewayv2.Stage(
        "live",
        api_id=api.id,
        name="$default",
        auto_deploy=True,
        tags=TAGS,
        access_log_settings={"destination_arn": logs.arn, "format": json.dumps({"id": "$context.requestId"})},
    )
    stack.permission(
        principal="apigateway.amazonaws.com",
        source_arn=pulumi.Output.concat(api.execution_arn, "/*/*")
        if unknown
        else arn("execute-api", "a1b2c3d4e5/*/*"),
    )


def worker(stack):
    """A queue, a worker, a table and a topic, as in most examples, with names of one's own."""
    stack.mapped_function()
    stack.table("orders")
    stack.topic("done")


def kms_everywhere(stack):
    """One customer key for a queue and a topic."""
    key = stack.key(
        "data",
        grant(
            {"Service": ["sns.amazonaws.com", "cloudwatch.amazonaws.com"]},
            ["kms:Decrypt", "kms:GenerateDataKey"],
            "*",
            {"StringEquals": {"aws:SourceAccount": OWN}},
        ),
    )
    aws.kms.Alias("data", name="alias/shop", target_key_id=key.id)
    stack.queue("orders", sqs_managed_sse_enabled=ABSENT, kms_master_key_id="alias/shop")
    stack.topic("news", kms_master_key_id="alias/shop")


def state_machine(stack):
    """A Step Functions machine with logs."""
    stack.log_group("/aws/vendedlogs/states/shop", label="machine")
    stack.role(
        "machine",
        allow("lambda:InvokeFunction", function_arn("charge")),
        service="states.amazonaws.com",
        condition={
            "ArnLike": {"aws:SourceArn": arn("states", "stateMachine:shop-machine")},
            "StringEquals": {"aws:SourceAccount": OWN},
        },
    )
    stack.function("charge")
    aws.sfn.StateMachine(
        "machine",
        name=named("machine"),
        role_arn=role_arn("machine"),
        definition=json.dumps(
            {
                "StartAt": "A",
                "States": {"A": {"Type": "Task", "Resource": function_arn("charge"), "End": True}},
            }
        ),
        tags=TAGS,
        tracing_configuration={"enabled": True},
    )


CASES.clean("ok-prog-containers", "malformed", "Containers behind a balancer.", containers)
CASES.clean(
    "ok-prog-static",
    "exposure",
    "A static site whose bucket policy is bound to the own account.",
    static_site,
)
CASES.clean(
    "ok-prog-static-unknown",
    "unknown values",
    "A static site whose bucket policy is bound to the distribution's ARN, unknown at preview: "
    "idiomatic, and the document cannot be read (a violation unless configured).",
    lambda stack: static_site(stack, True),
    debatable=True,
)
CASES.clean(
    "ok-prog-api",
    "unknown values",
    "An HTTP API with source_arn of the API by output: idiomatic; "
    "the permission's source depends on an API of this stack.",
    rest_api,
    debatable=True,
)
CASES.clean(
    "ok-prog-api-known", "trust", "An HTTP API whose id is known.", lambda stack: rest_api(stack, False)
)
CASES.clean("ok-prog-worker", "references", "Queue, worker, table, topic.", worker)
CASES.clean("ok-prog-kms", "exposure", "A customer key for a queue and a topic.", kms_everywhere)
CASES.clean("ok-prog-machine", "least privilege", "A state machine.", state_machine)
CASES.clean(
    "ok-unk-policy-stack-arn",
    "unknown values",
    "A document whose one unknown is the ARN of a table of the stack: "
    "idiomatic, unreadable at preview (a violation unless configured).",
    lambda stack: (
        stack.role("worker"),
        stack.role_policy(
            "worker",
            pulumi.Output.json_dumps(
                as_object({"Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": stack.table().arn})
            ),
        ),
    ),
    debatable=True,
)
