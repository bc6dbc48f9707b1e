"""Stores that hold a document, a principal or a grant: queues, topics, buckets, keys, secrets, registries, vaults."""

from tests.corpus.case import Collection
from tests.corpus.names import bucket_arn, named, queue_arn, role_arn, topic_arn
from tests.corpus.surroundings import TAGS, Surroundings, aws
from tests.policies.documents import (
    FOREIGN,
    OWN,
    OWN_ROOT,
    arn,
    document,
    grant,
    public,
    redrive,
    root,
    tls_only,
)

CASES = Collection()
held = CASES.holding


ACCESS_POINT = arn("s3", "accesspoint/shop-files")
KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"


def _bucket_inline(stack: Surroundings, kind: str) -> None:
    bucket = bucket_arn("files")
    policy = document(tls_only("s3:*", bucket, f"{bucket}/*"), grant("*", "s3:ListBucket", bucket))
    stack.versioning("files")
    stack.public_access_block("files")
    getattr(aws.s3, kind)("files", bucket=named("files"), tags=TAGS, policy=policy)


held(
    "queue-inline",
    "Queue.policy open to '*'.",
    lambda stack: (
        stack.dead_letters("open", source="orders"),
        aws.sqs.Queue(
            "orders",
            name=named("orders"),
            sqs_managed_sse_enabled=True,
            message_retention_seconds=345600,
            tags=TAGS,
            redrive_policy=redrive(queue_arn("open")),
            policy=document(
                tls_only("sqs:*", queue_arn("orders")), grant("*", "sqs:SendMessage", queue_arn("orders"))
            ),
        ),
    ),
)
held(
    "topic-inline",
    "Topic.policy open to '*'.",
    lambda stack: aws.sns.Topic(
        "news",
        name=named("news"),
        tags=TAGS,
        policy=document(
            tls_only("sns:Publish", topic_arn("news")), grant("*", "sns:Subscribe", topic_arn("news"))
        ),
    ),
)
held(
    "bucket-inline",
    "Bucket.policy (deprecated, still there) open to '*'.",
    lambda stack: _bucket_inline(stack, "Bucket"),
)
held("bucket-v2-inline", "BucketV2.policy open to '*'.", lambda stack: _bucket_inline(stack, "BucketV2"))
held(
    "bucket-v2-bare",
    "BucketV2 without TLS policy, public access block and versioning: "
    "the deprecated alias of the type must be held to the same.",
    lambda stack: aws.s3.BucketV2("files", bucket=named("files"), tags=TAGS),
    by=("recovery", "encryption and exposure"),
)
held(
    "access-point",
    "An access point that everybody lists through.",
    lambda stack: stack.access_point(policy=public("s3:ListBucket", ACCESS_POINT)),
)
held(
    "access-point-foreign",
    "An access point for another account.",
    lambda stack: stack.access_point(policy=public("s3:ListBucket", ACCESS_POINT, root(FOREIGN))),
    family="trust",
)
held(
    "access-point-no-block",
    "An access point whose own public access block is off.",
    lambda stack: stack.access_point(
        public_access_block_configuration={
            "block_public_acls": False,
            "block_public_policy": False,
            "ignore_public_acls": False,
            "restrict_public_buckets": False,
        }
    ),
    debatable=True,
)
held(
    "s3control-access-point-policy",
    "The access point's policy as a resource.",
    lambda stack: aws.s3control.AccessPointPolicy(
        "files", access_point_arn=ACCESS_POINT, policy=public("s3:ListBucket", ACCESS_POINT)
    ),
)
held(
    "s3control-bucket-policy",
    "S3 on Outposts.",
    lambda stack: aws.s3control.BucketPolicy(
        "files",
        bucket=arn("s3-outposts", "outpost/op-1/bucket/files"),
        policy=public("s3-outposts:ListBucket", arn("s3-outposts", "outpost/op-1/bucket/files")),
    ),
)
held(
    "s3control-object-lambda",
    "An Object Lambda access point for everybody.",
    lambda stack: aws.s3control.ObjectLambdaAccessPointPolicy(
        "files",
        name="files",
        policy=public("s3-object-lambda:GetObject", arn("s3-object-lambda", "accesspoint/files")),
    ),
)
held(
    "s3control-multi-region",
    "A multi-region access point for everybody: the document hides inside 'details'.",
    lambda stack: aws.s3control.MultiRegionAccessPointPolicy(
        "files",
        details={
            "name": "files",
            "policy": public("s3:GetObject", f"arn:aws:s3::{OWN}:accesspoint/abc.mrap/object/report.csv"),
        },
    ),
)
held(
    "s3control-access-grants",
    "An Access Grants instance for another account.",
    lambda stack: aws.s3control.AccessGrantsInstanceResourcePolicy(
        "grants", policy=public("s3:ListAccessGrants", arn("s3", "access-grants/default"), root(FOREIGN))
    ),
    family="trust",
)
held(
    "s3tables-bucket",
    "A table bucket for everybody (property resourcePolicy).",
    lambda stack: aws.s3tables.TableBucketPolicy(
        "lake",
        table_bucket_arn=arn("s3tables", "bucket/lake"),
        resource_policy=public("s3tables:GetTable", arn("s3tables", "bucket/lake")),
    ),
)
held(
    "s3tables-table",
    "One of its tables.",
    lambda stack: aws.s3tables.TablePolicy(
        "lake",
        name="t",
        namespace="n",
        table_bucket_arn=arn("s3tables", "bucket/lake"),
        resource_policy=public("s3tables:GetTableData", arn("s3tables", "bucket/lake/table/1")),
    ),
)
held(
    "s3-vectors",
    "A vector bucket for everybody.",
    lambda stack: aws.s3.VectorsVectorBucketPolicy(
        "v",
        vector_bucket_arn=arn("s3vectors", "bucket/v"),
        policy=public("s3vectors:GetVectors", arn("s3vectors", "bucket/v")),
    ),
)
held(
    "key",
    "A key that everybody decrypts with.",
    lambda stack: stack.key("data", grant("*", "kms:Decrypt", "*")),
)
held(
    "key-policy",
    "KeyPolicy open to '*'.",
    lambda stack: (
        stack.key("data"),
        aws.kms.KeyPolicy(
            "data-policy", key_id=KEY_ID, policy=document(OWN_ROOT, grant("*", "kms:Decrypt", "*"))
        ),
    ),
)
held(
    "replica-key",
    "ReplicaKey open to '*'.",
    lambda stack: aws.kms.ReplicaKey(
        "data",
        primary_key_arn=arn("kms", "key/mrk-1234", region="eu-west-1"),
        tags=TAGS,
        policy=document(OWN_ROOT, grant("*", "kms:Decrypt", "*")),
    ),
)
held(
    "external-key",
    "ExternalKey open to '*'.",
    lambda stack: aws.kms.ExternalKey(
        "data", tags=TAGS, policy=document(OWN_ROOT, grant("*", "kms:Decrypt", "*"))
    ),
)
held(
    "replica-external-key",
    "ReplicaExternalKey for another account.",
    lambda stack: aws.kms.ReplicaExternalKey(
        "data",
        primary_key_arn=arn("kms", "key/mrk-1234", region="eu-west-1"),
        tags=TAGS,
        policy=document(OWN_ROOT, grant(root(FOREIGN), "kms:Decrypt", "*")),
    ),
    family="trust",
)
held(
    "kms-grant",
    "A grant on a key to a role of another account.",
    lambda stack: aws.kms.Grant(
        "g", key_id=KEY_ID, grantee_principal=role_arn("reader", FOREIGN), operations=["Decrypt"]
    ),
    family="trust",
)
held(
    "secret-policy",
    "SecretPolicy open to '*'.",
    lambda stack: (
        stack.secret("partner"),
        aws.secretsmanager.SecretPolicy(
            "partner-policy",
            secret_arn=arn("secretsmanager", "secret:/shop/partner-AbCdEf"),
            policy=public("secretsmanager:GetSecretValue", "*"),
        ),
    ),
)
held(
    "ecr",
    "Everybody pulls the image.",
    lambda stack: aws.ecr.RepositoryPolicy(
        "app",
        repository=named("app"),
        policy=document(
            {
                "Effect": "Allow",
                "Principal": "*",
                "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            }
        ),
    ),
)
held(
    "ecr-foreign",
    "Another account pushes the image.",
    lambda stack: aws.ecr.RepositoryPolicy(
        "app",
        repository=named("app"),
        policy=document(
            {
                "Effect": "Allow",
                "Principal": root(FOREIGN),
                "Action": ["ecr:PutImage", "ecr:InitiateLayerUpload"],
            }
        ),
    ),
    family="trust",
)
held(
    "ecr-registry",
    "Another account replicates into the registry.",
    lambda stack: aws.ecr.RegistryPolicy(
        "registry", policy=public("ecr:ReplicateImage", arn("ecr", "repository/app"), root(FOREIGN))
    ),
    family="trust",
)
held(
    "ecr-template",
    "The policy of repositories made later, in a creation template.",
    lambda stack: aws.ecr.RepositoryCreationTemplate(
        "t",
        prefix="shop",
        applied_fors=["PULL_THROUGH_CACHE"],
        resource_tags=TAGS,
        repository_policy=document({"Effect": "Allow", "Principal": "*", "Action": ["ecr:BatchGetImage"]}),
    ),
)
held(
    "ecr-public-push",
    "Everybody pushes to a public repository.",
    lambda stack: aws.ecrpublic.RepositoryPolicy(
        "app",
        repository_name="app",
        policy=document(
            {
                "Effect": "Allow",
                "Principal": "*",
                "Action": ["ecr-public:PutImage", "ecr-public:InitiateLayerUpload"],
            }
        ),
    ),
)
held(
    "efs",
    "Everybody mounts the file system.",
    lambda stack: aws.efs.FileSystemPolicy(
        "fs",
        file_system_id="fs-12345678",
        policy=public(
            ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            arn("elasticfilesystem", "file-system/fs-12345678"),
        ),
    ),
)
held(
    "glacier",
    "Everybody reads the vault (property accessPolicy).",
    lambda stack: aws.glacier.Vault(
        "v",
        name=named("v"),
        tags=TAGS,
        access_policy=public("glacier:GetJobOutput", arn("glacier", "vaults/shop-v")),
    ),
)
held(
    "glacier-lock",
    "The lock of a vault, for everybody and for good.",
    lambda stack: aws.glacier.VaultLock(
        "v",
        vault_name=named("v"),
        complete_lock=False,
        policy=public("glacier:GetJobOutput", arn("glacier", "vaults/shop-v")),
    ),
)
held(
    "backup",
    "Everybody copies into and out of the backup vault.",
    lambda stack: aws.backup.VaultPolicy(
        "v",
        backup_vault_name=named("v"),
        policy=public(
            ["backup:CopyIntoBackupVault", "backup:DeleteRecoveryPoint"], arn("backup", "backup-vault:shop-v")
        ),
    ),
)
