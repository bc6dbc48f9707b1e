"""Keys, buckets, secrets and topics that are open, or that let requests without TLS in."""

from tests.corpus.case import Collection
from tests.corpus.names import bucket_arn, named, queue_arn, role_arn, topic_arn
from tests.corpus.surroundings import TAGS, aws
from tests.policies.documents import FOREIGN, OWN, arn, document, grant, root, tls_only

CASES = Collection()

QUEUE = queue_arn("orders")

CASES.defect(
    "exp-kms-via-service-only",
    "exposure",
    "Key for '*' with kms:ViaService alone: any account's request through that service "
    "(the AWS managed keys add kms:CallerAccount).",
    lambda stack: stack.key(
        "data",
        grant(
            "*",
            ["kms:Decrypt", "kms:GenerateDataKey"],
            "*",
            {"StringEquals": {"kms:ViaService": "sqs.us-east-1.amazonaws.com"}},
        ),
    ),
)
CASES.defect(
    "exp-kms-caller-foreign",
    "trust",
    "kms:CallerAccount is another account.",
    lambda stack: stack.key(
        "data",
        grant(
            "*", ["kms:Decrypt", "kms:GenerateDataKey"], "*", {"StringEquals": {"kms:CallerAccount": FOREIGN}}
        ),
    ),
)
CASES.defect(
    "exp-kms-foreign-root",
    "trust",
    "kms:* for another account's root.",
    lambda stack: stack.key("data", grant(root(FOREIGN), "kms:*", "*")),
)
CASES.defect(
    "exp-bucket-prefix-condition",
    "exposure",
    "Public list of the bucket under a prefix.",
    lambda stack: stack.bucket(
        "files", grant("*", "s3:ListBucket", bucket_arn("files"), {"StringEquals": {"s3:prefix": "public/"}})
    ),
)
CASES.defect(
    "exp-bucket-acl-condition",
    "exposure",
    "Public upload, if the ACL says bucket-owner-full-control.",
    lambda stack: stack.bucket(
        "files",
        grant(
            "*",
            "s3:PutObject",
            bucket_arn("files") + "/drop.csv",
            {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}},
        ),
    ),
)
CASES.defect(
    "exp-bucket-foreign",
    "trust",
    "Another account reads the bucket.",
    lambda stack: stack.bucket(
        "files", grant(root(FOREIGN), "s3:GetObject", bucket_arn("files") + "/report.csv")
    ),
)
CASES.defect(
    "exp-secret-foreign",
    "trust",
    "Another account reads the secret.",
    lambda stack: stack.secret(
        "partner", policy=document(grant(root(FOREIGN), "secretsmanager:GetSecretValue", "*"))
    ),
)
CASES.defect(
    "exp-topic-foreign-subscribe",
    "trust",
    "Another account subscribes to the topic.",
    lambda stack: stack.topic("news", grant({"AWS": FOREIGN}, "sns:Subscribe", topic_arn("news"))),
)
CASES.defect(
    "exp-topic-subscribe-protocol",
    "exposure",
    "Everybody subscribes, if by https (sns:Protocol).",
    lambda stack: stack.topic(
        "news", grant("*", "sns:Subscribe", topic_arn("news"), {"StringEquals": {"sns:Protocol": "https"}})
    ),
)
CASES.defect(
    "exp-topic-owner-pattern",
    "exposure",
    "The default-policy idiom with a pattern instead of the account: aws:SourceOwner '*'.",
    lambda stack: stack.topic(
        "news",
        grant(
            {"AWS": "*"},
            ["sns:Publish", "sns:Subscribe"],
            topic_arn("news"),
            {"StringLike": {"aws:SourceOwner": "*"}},
        ),
    ),
)
CASES.defect(
    "exp-bucket-acl-public",
    "exposure",
    "BucketAcl public-read.",
    lambda stack: (
        stack.bucket("files"),
        aws.s3.BucketAcl("files-acl", bucket=named("files"), acl="public-read"),
    ),
)
CASES.defect(
    "exp-bucket-acl-authenticated",
    "exposure",
    "BucketAcl authenticated-read: every AWS account.",
    lambda stack: (
        stack.bucket("files"),
        aws.s3.BucketAcl("files-acl", bucket=named("files"), acl="authenticated-read"),
    ),
)
CASES.defect(
    "exp-bucket-grant-all-users",
    "exposure",
    "Grant to the AllUsers group in an ACL.",
    lambda stack: (
        stack.bucket("files"),
        aws.s3.BucketAcl(
            "files-acl",
            bucket=named("files"),
            access_control_policy={
                "owner": {"id": "abc"},
                "grants": [
                    {
                        "permission": "READ",
                        "grantee": {
                            "type": "Group",
                            "uri": "http://acs.amazonaws.com/groups/global/AllUsers",
                        },
                    }
                ],
            },
        ),
    ),
)
CASES.defect(
    "exp-object-acl-public",
    "exposure",
    "One object is public-read.",
    lambda stack: (
        stack.bucket("files"),
        aws.s3.BucketObject(
            "page", bucket=named("files"), key="page.html", content="x", acl="public-read", tags=TAGS
        ),
    ),
    debatable=True,
)
CASES.defect(
    "exp-public-access-block-three",
    "exposure",
    "The public access block has three of four.",
    lambda stack: (
        stack.bucket("files", private=False),
        aws.s3.BucketPublicAccessBlock(
            "files-private",
            bucket=named("files"),
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
        ),
    ),
)
CASES.defect(
    "exp-tls-only-reading",
    "exposure",
    "The TLS denial covers ReceiveMessage only.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy("orders", tls_only("sqs:ReceiveMessage", QUEUE), secure=False),
    ),
)
CASES.defect(
    "exp-tls-true",
    "exposure",
    "The TLS denial says 'true': it denies TLS.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders",
            {**tls_only("sqs:*", QUEUE), "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
            secure=False,
        ),
    ),
)
CASES.defect(
    "exp-tls-narrowed",
    "exposure",
    "The TLS denial holds for one address only.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders",
            {
                **tls_only("sqs:*", QUEUE),
                "Condition": {
                    "Bool": {"aws:SecureTransport": "false"},
                    "IpAddress": {"aws:SourceIp": "203.0.113.7/32"},
                },
            },
            secure=False,
        ),
    ),
)
CASES.defect(
    "exp-tls-own-principal",
    "exposure",
    "The TLS denial names one role, so all others go without.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders", {**tls_only("sqs:*", QUEUE), "Principal": {"AWS": role_arn("reader")}}, secure=False
        ),
    ),
)
CASES.defect(
    "exp-tls-objects-only",
    "exposure",
    "The bucket's TLS denial leaves the bucket itself out.",
    lambda stack: (
        stack.bucket("files", policy=False),
        stack.bucket_policy("files", policy=document(tls_only("s3:*", bucket_arn("files") + "/*"))),
    ),
)
CASES.clean(
    "ok-exp-tls-boolifexists",
    "exposure",
    "BoolIfExists in a TLS denial denies at least as much.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders",
            {**tls_only("sqs:*", QUEUE), "Condition": {"BoolIfExists": {"aws:SecureTransport": "false"}}},
            secure=False,
        ),
    ),
)
CASES.clean(
    "ok-exp-tls-boolean",
    "exposure",
    "The value is the JSON boolean false.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders",
            {**tls_only("sqs:*", QUEUE), "Condition": {"Bool": {"aws:SecureTransport": False}}},
            secure=False,
        ),
    ),
)
CASES.clean(
    "ok-exp-tls-star",
    "exposure",
    "Action and resource of the TLS denial are '*'.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy("orders", {**tls_only("*", "*")}, secure=False),
    ),
)
CASES.clean(
    "ok-exp-tls-aws-star",
    "exposure",
    "Principal {AWS: '*'} and a list of values.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders",
            {
                **tls_only("sqs:*", QUEUE),
                "Principal": {"AWS": "*"},
                "Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
            },
            secure=False,
        ),
    ),
)
CASES.clean(
    "ok-exp-topic-default-idiom",
    "exposure",
    "SNS's own default policy: '*' with aws:SourceOwner of the own account.",
    lambda stack: stack.topic(
        "news",
        grant(
            {"AWS": "*"},
            ["sns:Publish", "sns:Subscribe"],
            topic_arn("news"),
            {"StringEquals": {"aws:SourceOwner": OWN}},
        ),
    ),
)
CASES.clean(
    "ok-exp-key-default",
    "exposure",
    "The default key policy (own root, kms:*, '*').",
    lambda stack: stack.key("data"),
)
CASES.clean(
    "ok-exp-key-service",
    "exposure",
    "ACTION key that CloudWatch uses for the own account.",
    lambda stack: stack.key(
        "data",
        grant(
            {"Service": "cloudwatch.amazonaws.com"},
            ["kms:Decrypt", "kms:GenerateDataKey"],
            "*",
            {"StringEquals": {"aws:SourceAccount": OWN}},
        ),
    ),
)
CASES.clean(
    "ok-exp-key-via",
    "exposure",
    "ACTION key for '*' by kms:CallerAccount and kms:ViaService, as AWS's managed keys have it.",
    lambda stack: stack.key(
        "data",
        grant(
            "*",
            ["kms:Decrypt", "kms:GenerateDataKey"],
            "*",
            {"StringEquals": {"kms:CallerAccount": OWN, "kms:ViaService": "sqs.us-east-1.amazonaws.com"}},
        ),
    ),
)
CASES.clean(
    "ok-exp-key-logs",
    "exposure",
    "ACTION key for CloudWatch Logs, bound by encryption context as its guide says.",
    lambda stack: stack.key(
        "data",
        grant(
            {"Service": "logs.us-east-1.amazonaws.com"},
            [
                "kms:Encrypt",
                "kms:Decrypt",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
                "kms:GenerateDataKey",
                "kms:DescribeKey",
            ],
            "*",
            {
                "ArnEquals": {
                    "kms:EncryptionContext:aws:logs:arn": arn("logs", "log-group:/aws/lambda/shop-charge")
                }
            },
        ),
    ),
    debatable=True,
)
CASES.clean(
    "ok-exp-secret-star-resource",
    "exposure",
    "Resource '*' in a secret's own policy is that secret.",
    lambda stack: stack.secret(
        "partner", policy=document(grant({"AWS": role_arn("reader")}, "secretsmanager:GetSecretValue", "*"))
    ),
)
CASES.clean(
    "ok-exp-secret-policy-star-resource",
    "exposure",
    "Resource '*' in a SecretPolicy is that secret.",
    lambda stack: (
        stack.secret("partner"),
        aws.secretsmanager.SecretPolicy(
            "partner-policy",
            secret_arn=arn("secretsmanager", "secret:/shop/partner-AbCdEf"),
            policy=document(grant({"AWS": role_arn("reader")}, "secretsmanager:GetSecretValue", "*")),
            block_public_policy=True,
        ),
    ),
)
CASES.clean(
    "ok-exp-bucket-cloudfront",
    "exposure",
    "CloudFront's origin access: the service, one distribution of ours, the bucket's objects.",
    lambda stack: stack.bucket(
        "files",
        grant(
            {"Service": "cloudfront.amazonaws.com"},
            "s3:GetObject",
            bucket_arn("files") + "/*",
            {"StringEquals": {"AWS:SourceArn": f"arn:aws:cloudfront::{OWN}:distribution/E1ABCDEF"}},
        ),
    ),
)
CASES.clean(
    "ok-exp-bucket-logs",
    "exposure",
    "S3 server access logs delivered by the logging service.",
    lambda stack: stack.bucket(
        "files",
        grant(
            {"Service": "logging.s3.amazonaws.com"},
            "s3:PutObject",
            bucket_arn("files") + "/logs/*",
            {"ArnLike": {"aws:SourceArn": bucket_arn("intake")}, "StringEquals": {"aws:SourceAccount": OWN}},
        ),
    ),
)
