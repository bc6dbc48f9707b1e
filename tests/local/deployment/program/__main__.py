"""A program that uses what a serverless stack is made of, once each."""

import json

import pulumi
import pulumi_aws as aws

prefix = pulumi.Config().require("prefix")
limit = pulumi.Config().require_int("limit")
account = aws.get_caller_identity().account_id


class Part(pulumi.ComponentResource):
    def __init__(self, name: str):
        super().__init__("small:program:Part", name)
        child = pulumi.ResourceOptions(parent=self)
        self.dead = aws.sqs.Queue("dead", name=f"{prefix}-dead", opts=child)
        self.queue = aws.sqs.Queue(
            "queue",
            name=f"{prefix}-queue",
            visibility_timeout_seconds=30,
            redrive_policy=self.dead.arn.apply(
                lambda arn: json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": limit})
            ),
            tags={"Own": "yes"},
            opts=pulumi.ResourceOptions(parent=self, protect=True),
        )
        self.register_outputs({"queueUrl": self.queue.url})


def trust(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


part = Part("part")
table = aws.dynamodb.Table(
    "table",
    name=f"{prefix}-table",
    billing_mode="PAY_PER_REQUEST",
    hash_key="pk",
    attributes=[{"name": "pk", "type": "S"}, {"name": "owner", "type": "S"}],
    global_secondary_indexes=[
        {
            "name": "by-owner",
            "key_schemas": [{"attribute_name": "owner", "key_type": "HASH"}],
            "projection_type": "ALL",
        }
    ],
    ttl={"enabled": True, "attribute_name": "ttl"},
    point_in_time_recovery={"enabled": True},
)
role = aws.iam.Role("role", name=f"{prefix}-role", assume_role_policy=trust("lambda.amazonaws.com"))
permissions = aws.iam.RolePolicy(
    "permissions",
    name="permissions",
    role=role.name,
    policy=pulumi.Output.all(table.arn, part.queue.arn).apply(
        lambda arns: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Action": ["dynamodb:PutItem", "dynamodb:PartiQLInsert"],
                        "Resource": arns[0],
                    },
                    {
                        "Effect": "Allow",
                        "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                        "Resource": arns[1],
                    },
                ],
            }
        )
    ),
)
logs = aws.cloudwatch.LogGroup("logs", name=f"/aws/lambda/{prefix}-work", retention_in_days=7)
work = aws.lambda_.Function(
    "work",
    name=f"{prefix}-work",
    role=role.arn,
    runtime=aws.lambda_.Runtime.PYTHON3D13,
    architectures=["arm64"],
    handler="work.handler",
    code=pulumi.FileArchive("build/archives/lambda/work.zip"),
    memory_size=256,
    timeout=10,
    environment={"variables": {"TABLE": table.name, "QUEUE": part.queue.url}},
    tracing_config={"mode": "Active"},
    opts=pulumi.ResourceOptions(depends_on=[permissions, logs]),
)
aws.lambda_.EventSourceMapping(
    "mapping",
    event_source_arn=part.queue.arn,
    function_name=work.name,
    batch_size=5,
    function_response_types=["ReportBatchItemFailures"],
    scaling_config={"maximum_concurrency": 2},
)
rule = aws.cloudwatch.EventRule(
    "rule",
    name=f"{prefix}-rule",
    event_pattern=json.dumps({"source": ["small"], "detail-type": ["Work Requested"]}),
)
target = aws.cloudwatch.EventTarget("target", rule=rule.name, arn=work.arn)
aws.lambda_.Permission(
    "permission",
    action="lambda:InvokeFunction",
    function=work.name,
    principal="events.amazonaws.com",
    source_arn=rule.arn,
)
topic = aws.sns.Topic("topic", name=f"{prefix}-topic")
aws.cloudwatch.MetricAlarm(
    "alarm",
    name=f"{prefix}-alarm",
    namespace="AWS/Lambda",
    metric_name="Errors",
    dimensions={"FunctionName": work.name},
    statistic="Sum",
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    evaluation_periods=1,
    period=300,
    treat_missing_data="notBreaching",
    alarm_actions=[topic.arn],
)
pulumi.export("account", account)
pulumi.export("queueUrl", part.queue.url)
pulumi.export("functionArn", work.arn)
