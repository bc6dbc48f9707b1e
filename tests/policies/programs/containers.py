"""Containers behind a load balancer, with a queue and a secret."""

import json

import pulumi
import pulumi_aws as aws

from tests.policies.documents import OWN, REGION, allow, document, redrive, redrive_allowed, tls_only, trust
from tests.policies.programs.common import alerts, tagged, watch


def tutorial() -> None:
    """Make it as tutorials do: the default network, plain HTTP, a managed policy, and the image's latest."""
    cluster = aws.ecs.Cluster("cluster")
    network = aws.ec2.get_vpc(default=True)
    subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [network.id]}])
    group = aws.ec2.SecurityGroup(
        "web",
        vpc_id=network.id,
        ingress=[{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"]}],
        egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
    )
    balancer = aws.lb.LoadBalancer("balancer", security_groups=[group.id], subnets=subnets.ids)
    targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", target_type="ip", vpc_id=network.id)
    listener = aws.lb.Listener(
        "listener",
        load_balancer_arn=balancer.arn,
        port=80,
        default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
    )
    role = aws.iam.Role("task-exec", assume_role_policy=trust("ecs-tasks.amazonaws.com"))
    aws.iam.RolePolicyAttachment(
        "task-exec",
        role=role.name,
        policy_arn="arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    )
    task = aws.ecs.TaskDefinition(
        "app",
        family="app",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        execution_role_arn=role.arn,
        container_definitions=json.dumps([{"name": "app", "image": "nginx"}]),
    )
    aws.ecs.Service(
        "app",
        cluster=cluster.arn,
        desired_count=3,
        launch_type="FARGATE",
        task_definition=task.arn,
        network_configuration={
            "assign_public_ip": True,
            "subnets": subnets.ids,
            "security_groups": [group.id],
        },
        load_balancers=[{"target_group_arn": targets.arn, "container_name": "app", "container_port": 80}],
        opts=pulumi.ResourceOptions(depends_on=[listener]),
    )


def hardened() -> None:
    """Make it with HTTPS, an image of one's own, roles bound to the account's tasks, and a queue that loses nothing."""
    opts = tagged()
    network = aws.ec2.get_vpc(tags={"Name": "shop"})
    subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [network.id]}])
    group = aws.ec2.SecurityGroup(
        "web",
        vpc_id=network.id,
        description="HTTPS in, HTTPS out",
        ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}],
        egress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}],
        opts=opts,
    )
    balancer = aws.lb.LoadBalancer(
        "balancer",
        security_groups=[group.id],
        subnets=subnets.ids,
        drop_invalid_header_fields=True,
        enable_deletion_protection=True,
        opts=opts,
    )
    targets = aws.lb.TargetGroup(
        "targets", port=8443, protocol="HTTPS", target_type="ip", vpc_id=network.id, opts=opts
    )
    listener = aws.lb.Listener(
        "listener",
        load_balancer_arn=balancer.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
        certificate_arn=f"arn:aws:acm:{REGION}:{OWN}:certificate/0e1c7f2a-0000-4000-8000-000000000000",
        default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
        opts=opts,
    )
    queue_arn = _queue(opts)
    secret_arn = f"arn:aws:secretsmanager:{REGION}:{OWN}:secret:shop/database"
    aws.secretsmanager.Secret("database", name="shop/database", opts=opts)
    aws.cloudwatch.LogGroup("app", name="/ecs/shop", retention_in_days=90, opts=opts)
    aws.ecr.Repository(
        "app",
        name="shop",
        image_tag_mutability="IMMUTABLE",
        image_scanning_configuration={"scan_on_push": True},
        opts=opts,
    )
    # The form that the documentation of Amazon ECS recommends against the confused deputy.
    only_here = {
        "ArnLike": {"aws:SourceArn": f"arn:aws:ecs:{REGION}:{OWN}:*"},
        "StringEquals": {"aws:SourceAccount": OWN},
    }
    starting = aws.iam.Role(
        "task-exec",
        name="shop-task-exec",
        assume_role_policy=trust("ecs-tasks.amazonaws.com", condition=only_here),
        opts=opts,
    )
    aws.iam.RolePolicy(
        "task-exec",
        role=starting.id,
        policy=document(
            allow(["ecr:GetAuthorizationToken"], "*"),
            allow(
                ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
                f"arn:aws:ecr:{REGION}:{OWN}:repository/shop",
            ),
            allow(
                ["logs:CreateLogStream", "logs:PutLogEvents"],
                f"arn:aws:logs:{REGION}:{OWN}:log-group:/ecs/shop:*",
            ),
            allow(["secretsmanager:GetSecretValue"], f"{secret_arn}-??????"),
        ),
        opts=opts,
    )
    running = aws.iam.Role(
        "task",
        name="shop-task",
        assume_role_policy=trust("ecs-tasks.amazonaws.com", condition=only_here),
        inline_policies=[{"name": "work", "policy": document(allow(["sqs:SendMessage"], queue_arn))}],
        opts=opts,
    )
    task = aws.ecs.TaskDefinition(
        "app",
        family="shop",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        execution_role_arn=starting.arn,
        task_role_arn=running.arn,
        container_definitions=json.dumps(
            [
                {
                    "name": "app",
                    "image": f"{OWN}.dkr.ecr.{REGION}.amazonaws.com/shop@sha256:{'0' * 64}",
                    "portMappings": [{"containerPort": 8443}],
                    "secrets": [{"name": "DATABASE", "valueFrom": secret_arn}],
                }
            ]
        ),
        opts=opts,
    )
    aws.ecs.Service(
        "app",
        cluster=aws.ecs.Cluster("cluster", name="shop", opts=opts).arn,
        desired_count=3,
        launch_type="FARGATE",
        task_definition=task.arn,
        network_configuration={"subnets": subnets.ids, "security_groups": [group.id]},
        load_balancers=[{"target_group_arn": targets.arn, "container_name": "app", "container_port": 8443}],
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[listener])),
    )


def _queue(opts: pulumi.ResourceOptions) -> str:
    """Make the queue of work with its dead-letter queue and the alarm on it, and return its ARN."""
    arns = {name: f"arn:aws:sqs:{REGION}:{OWN}:shop-{name}" for name in ("work", "failed")}
    failed = aws.sqs.Queue(
        "failed",
        name="shop-failed",
        message_retention_seconds=1_209_600,
        sqs_managed_sse_enabled=True,
        redrive_allow_policy=redrive_allowed(arns["work"]),
        opts=opts,
    )
    work = aws.sqs.Queue(
        "work",
        name="shop-work",
        sqs_managed_sse_enabled=True,
        redrive_policy=redrive(arns["failed"]),
        opts=opts,
    )
    for name, queue in (("failed", failed), ("work", work)):
        aws.sqs.QueuePolicy(
            name, queue_url=queue.url, policy=document(tls_only("sqs:*", arns[name])), opts=opts
        )
    topic = alerts(opts)
    watch(
        "failed-messages",
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        {"QueueName": "shop-failed"},
        topic,
        opts,
    )
    return arns["work"]
