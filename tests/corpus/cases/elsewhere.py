"""Functions, queues and keys of another account, named where it is easily overlooked; and shares by bare numbers."""

import json

from tests.corpus.case import Collection
from tests.corpus.names import bucket_arn, function_arn, queue_url, role_arn
from tests.corpus.surroundings import TAG_LIST, TAGS, aws
from tests.policies.documents import FOREIGN, OWN, arn, grant

CASES = Collection()

THEIRS = function_arn("theirs", FOREIGN)


def integrated(function: str) -> str:
    """Return the address under which API Gateway calls a function: an ARN within an ARN."""
    return f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function}/invocations"


def started(function: str) -> str:
    """Return a state machine of one step, which calls a function."""
    return json.dumps(
        {"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": function, "End": True}}}
    )


def integration(uri: str) -> object:
    return aws.apigateway.Integration(
        "i",
        rest_api="abc",
        resource_id="r",
        http_method="POST",
        type="AWS_PROXY",
        integration_http_method="POST",
        uri=uri,
    )


CASES.defect(
    "foreign-integration",
    "trust",
    "A REST API calls another account's function, whose ARN stands within API Gateway's own.",
    lambda stack: integration(integrated(THEIRS)),
)
CASES.clean(
    "ok-foreign-integration-own",
    "trust",
    "A REST API calls a function of ours by the same form of address.",
    lambda stack: integration(integrated(function_arn("charge"))),
)
CASES.defect(
    "foreign-machine-step",
    "trust",
    "A state machine calls another account's function, which only its definition names.",
    lambda stack: aws.sfn.StateMachine(
        "m", name="x", role_arn=role_arn("machine"), tags=TAGS, definition=started(THEIRS)
    ),
)
CASES.clean(
    "ok-foreign-machine-step-own",
    "trust",
    "A state machine calls a function of ours.",
    lambda stack: aws.sfn.StateMachine(
        "m", name="x", role_arn=role_arn("machine"), tags=TAGS, definition=started(function_arn("charge"))
    ),
)
CASES.defect(
    "foreign-user-pool-trigger",
    "trust",
    "A user pool tells another account's function of every new user.",
    lambda stack: aws.cognito.UserPool("p", name="x", tags=TAGS, lambda_config={"post_confirmation": THEIRS}),
)
CASES.defect(
    "foreign-iot-action",
    "trust",
    "A rule of IoT forwards messages to another account's queue, by its URL.",
    lambda stack: aws.iot.TopicRule(
        "r",
        name="x",
        enabled=True,
        sql="SELECT * FROM 'a'",
        sql_version="2016-03-23",
        sqs=[{"queue_url": queue_url("x", FOREIGN), "role_arn": role_arn("x"), "use_base64": False}],
        tags=TAGS,
    ),
)
CASES.defect(
    "foreign-layer-among-three",
    "trust",
    "The second of a function's three layers is another account's.",
    lambda stack: stack.function(
        layers=[
            arn("lambda", "layer:own:1"),
            arn("lambda", "layer:requests:1", FOREIGN),
            arn("lambda", "layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:7", "017000801446"),
        ]
    ),
)
CASES.defect(
    "foreign-registry",
    "trust",
    "Images are replicated to another account's registry, named by its number.",
    lambda stack: aws.ecr.ReplicationConfiguration(
        "r",
        replication_configuration={
            "rules": [{"destinations": [{"region": "us-east-1", "registry_id": FOREIGN}]}]
        },
    ),
)
CASES.defect(
    "foreign-image-for-everybody",
    "exposure",
    "Image Builder gives everybody the machine image.",
    lambda stack: aws.imagebuilder.DistributionConfiguration(
        "d",
        name="x",
        tags=TAGS,
        distributions=[
            {
                "region": "us-east-1",
                "ami_distribution_configuration": {"launch_permission": {"user_groups": ["all"]}},
            }
        ],
    ),
)
CASES.defect(
    "foreign-native-share",
    "trust",
    "aws-native: a RAM share names another account among its own properties.",
    lambda stack: stack.resource(
        "aws-native:ram:ResourceShare",
        "s",
        {
            "name": "x",
            "principals": [FOREIGN],
            "resourceArns": [arn("ec2", "subnet/subnet-1")],
            "tags": TAG_LIST,
        },
    ),
)
CASES.defect(
    "foreign-native-log-subscription",
    "trust",
    "aws-native: logs stream to another account.",
    lambda stack: stack.resource(
        "aws-native:logs:SubscriptionFilter",
        "s",
        {
            "logGroupName": "/aws/lambda/shop-charge",
            "filterPattern": "",
            "destinationArn": arn("logs", "destination:theirs", FOREIGN),
        },
    ),
)
CASES.clean(
    "ok-foreign-native-log-subscription-own",
    "trust",
    "aws-native: logs stream to a destination of ours.",
    lambda stack: stack.resource(
        "aws-native:logs:SubscriptionFilter",
        "s",
        {
            "logGroupName": "/aws/lambda/shop-charge",
            "filterPattern": "",
            "destinationArn": arn("logs", "destination:ours"),
        },
    ),
)
CASES.defect(
    "foreign-native-collection",
    "exposure",
    "aws-native: a collection of OpenSearch Serverless is open to the internet.",
    lambda stack: stack.resource(
        "aws-native:opensearchserverless:SecurityPolicy",
        "p",
        {
            "name": "x",
            "type": "network",
            "policy": json.dumps(
                [
                    {
                        "Rules": [{"ResourceType": "collection", "Resource": ["collection/shop"]}],
                        "AllowFromPublic": True,
                    }
                ]
            ),
        },
    ),
)
CASES.defect(
    "foreign-access-points",
    "trust",
    "A bucket leaves to another account's access points who reads it.",
    lambda stack: stack.bucket(
        "files",
        grant(
            {"AWS": "*"},
            "s3:GetObject",
            f"{bucket_arn('files')}/*",
            {"StringEquals": {"s3:DataAccessPointAccount": FOREIGN}},
        ),
    ),
)
CASES.clean(
    "ok-foreign-access-points-own",
    "trust",
    "A bucket leaves to our own access points who reads it.",
    lambda stack: stack.bucket(
        "files",
        grant(
            {"AWS": "*"},
            "s3:GetObject",
            f"{bucket_arn('files')}/*",
            {"StringEquals": {"s3:DataAccessPointAccount": OWN}},
        ),
    ),
)
