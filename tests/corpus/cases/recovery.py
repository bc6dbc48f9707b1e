"""Tables and buckets that cannot be brought back."""

from collections.abc import Mapping
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, table_arn
from tests.corpus.surroundings import ABSENT, TAGS, Surroundings, aws
from tests.policies.documents import document, tls_only

CASES = Collection()

TWO_REGIONS: dict[str, Any] = {"stream_enabled": True, "stream_view_type": "NEW_AND_OLD_IMAGES"}


def recovery(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a table or bucket that cannot be brought back."""
    CASES.defect(f"rec-{name}", "recovery", says, build, **more)


def in_order(name: str, says: str, build: Build) -> None:
    """Add a table or bucket that can."""
    CASES.clean(f"ok-rec-{name}", "recovery", says, build)


def replicated(*replicas: Mapping[str, Any]) -> Build:
    """Return the program of a table with replicas."""
    return lambda stack: stack.table(replicas=list(replicas), **TWO_REGIONS)


def table_replica(**over: Any) -> Build:
    """Return the program of a table with a replica that is a resource of its own."""
    return lambda stack: (
        stack.table(),
        aws.dynamodb.TableReplica("r", global_table_arn=table_arn("customers"), tags=TAGS, **over),
    )


def lifecycle(days: int) -> Build:
    """Return the program of a bucket that keeps earlier versions for so many days."""
    expiring = {"id": "x", "status": "Enabled", "noncurrent_version_expiration": {"noncurrent_days": days}}
    return lambda stack: (
        stack.bucket(),
        aws.s3.BucketLifecycleConfiguration("l", bucket=named("files"), rules=[expiring]),
    )


def versioned_inline(kind: str, **versioning: Any) -> Build:
    """Return the program of a bucket with its versioning on itself."""
    return lambda stack: (
        getattr(aws.s3, kind)("files", bucket=named("files"), tags=TAGS, **versioning),
        stack.public_access_block("files"),
        stack.bucket_policy("files"),
    )


def _bucket_by_outputs(stack: Surroundings) -> None:
    bucket = aws.s3.Bucket("files", bucket=named("files"), tags=TAGS)
    stack.versioning("files", bucket=bucket.id)
    stack.public_access_block("files", bucket=bucket.id)
    stack.bucket_policy("files", bucket=bucket.id)


def _bucket_named_by_pulumi(stack: Surroundings, versions: bool = True) -> None:
    bucket = aws.s3.Bucket("files", tags=TAGS)
    if versions:
        stack.versioning("files", bucket=bucket.id)
    stack.public_access_block("files", bucket=bucket.id)
    policy = bucket.bucket.apply(
        lambda name: document(tls_only("s3:*", f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"))
    )
    stack.bucket_policy("files", bucket=bucket.id, policy=policy)


recovery(
    "pitr-absent",
    "A table without point-in-time recovery.",
    lambda stack: stack.table(point_in_time_recovery=ABSENT),
)
recovery(
    "pitr-false",
    "Point-in-time recovery is switched off.",
    lambda stack: stack.table(point_in_time_recovery={"enabled": False}),
)
recovery(
    "pitr-1-day",
    "recovery_period_in_days=1 while 35 are promised.",
    lambda stack: stack.table(point_in_time_recovery={"enabled": True, "recovery_period_in_days": 1}),
)
recovery(
    "pitr-7-days",
    "recovery_period_in_days=7.",
    lambda stack: stack.table(point_in_time_recovery={"enabled": True, "recovery_period_in_days": 7}),
)
recovery(
    "pitr-34-days",
    "recovery_period_in_days=34.",
    lambda stack: stack.table(point_in_time_recovery={"enabled": True, "recovery_period_in_days": 34}),
)
recovery(
    "pitr-output",
    "The number of days comes by an output (of a number that is known).",
    lambda stack: stack.table(
        point_in_time_recovery={
            "enabled": True,
            "recovery_period_in_days": pulumi.Output.from_input(2).apply(lambda n: n),
        }
    ),
)
recovery(
    "pitr-string",
    "enabled is the text 'false', which the provider reads as false.",
    lambda stack: (
        stack.resource(
            "aws:dynamodb/table:Table",
            "t",
            {
                "name": named("t"),
                "billingMode": "PAY_PER_REQUEST",
                "hashKey": "pk",
                "attributes": [{"name": "pk", "type": "S"}],
                "pointInTimeRecovery": {"enabled": "false"},
                "deletionProtectionEnabled": True,
                "tags": TAGS,
            },
        ),
        stack.table_alarm("t"),
    ),
    debatable=True,
)
recovery(
    "replica",
    "A replica: point-in-time recovery is each region's own, off by default.",
    replicated({"region_name": "eu-west-1"}),
)
recovery(
    "replica-false",
    "A replica with point-in-time recovery switched off in so many words.",
    replicated({"region_name": "eu-west-1", "point_in_time_recovery": False}),
)
recovery(
    "replica-second",
    "The second of two replicas has none.",
    replicated({"region_name": "eu-west-1", "point_in_time_recovery": True}, {"region_name": "sa-east-1"}),
)
recovery("table-replica", "TableReplica without point-in-time recovery.", table_replica())
recovery(
    "table-replica-false",
    "TableReplica with point-in-time recovery switched off.",
    table_replica(point_in_time_recovery=False),
)
recovery(
    "table-restored",
    "A table restored from another: the setting is not restored with it (DynamoDB guide).",
    lambda stack: stack.table(
        point_in_time_recovery=ABSENT, restore_source_name="old", restore_to_latest_time=True
    ),
)
recovery(
    "table-imported",
    "A table filled by import_table.",
    lambda stack: stack.table(
        point_in_time_recovery=ABSENT,
        import_table={"input_format": "CSV", "s3_bucket_source": {"bucket": "b"}},
    ),
)
recovery(
    "table-ignored",
    "Right at first, but ignore_changes keeps whatever it was.",
    lambda stack: stack.table(opts=pulumi.ResourceOptions(ignore_changes=["pointInTimeRecovery"])),
    debatable=True,
)
recovery(
    "table-in-component",
    "The table is a component's child.",
    lambda stack: stack.in_component(lambda opts: stack.table(point_in_time_recovery=ABSENT, opts=opts)),
)
recovery(
    "table-aliased-name",
    "Two tables, the second without.",
    lambda stack: (
        stack.table("customers"),
        stack.table("orders", point_in_time_recovery={"enabled": False}),
    ),
)
recovery(
    "global-table",
    "The global table of 2017: its tables cannot be seen here.",
    lambda stack: aws.dynamodb.GlobalTable(
        "g", name="g", replicas=[{"region_name": "us-east-1"}, {"region_name": "eu-west-1"}]
    ),
    debatable=True,
)
recovery("bucket-unversioned", "A bucket without versioning.", lambda stack: stack.bucket(versioning=None))
recovery("bucket-suspended", "Versioning suspended.", lambda stack: stack.bucket(versioning="Suspended"))
recovery("bucket-disabled", "Versioning 'Disabled'.", lambda stack: stack.bucket(versioning="Disabled"))
recovery(
    "bucket-v2-unversioned",
    "A bucket of the deprecated type without versioning.",
    lambda stack: stack.bucket(kind="BucketV2", versioning=None),
)
recovery(
    "bucket-inline-false",
    "Versioning on the bucket itself, off.",
    versioned_inline("Bucket", versioning={"enabled": False}),
)
recovery(
    "bucket-v2-inline-false",
    "Versioning on a bucket of the deprecated type, where it is a list, off.",
    versioned_inline("BucketV2", versionings=[{"enabled": False}]),
)
recovery(
    "bucket-other-versioned",
    "The versioning is another bucket's.",
    lambda stack: (
        stack.bucket(versioning=None),
        aws.s3.BucketVersioning("v", bucket=named("other"), versioning_configuration={"status": "Enabled"}),
    ),
)
recovery(
    "bucket-versioning-twice",
    "Two settings of one bucket, of which the last to run counts.",
    lambda stack: (
        stack.bucket(),
        aws.s3.BucketVersioning("v", bucket=named("files"), versioning_configuration={"status": "Suspended"}),
    ),
    debatable=True,
)
recovery(
    "bucket-versioning-v2-suspended",
    "BucketVersioningV2 (the deprecated type) suspends.",
    lambda stack: (
        stack.bucket(versioning=None),
        aws.s3.BucketVersioningV2(
            "v", bucket=named("files"), versioning_configuration={"status": "Suspended"}
        ),
    ),
)
recovery("bucket-lifecycle", "Earlier versions are gone after a day.", lifecycle(1), debatable=True)
recovery(
    "bucket-autonamed",
    "A bucket with a name of Pulumi's making, nothing else: idiomatic, and without versions.",
    lambda stack: _bucket_named_by_pulumi(stack, versions=False),
)
recovery(
    "keyspaces",
    "A Keyspaces table without point-in-time recovery.",
    lambda stack: aws.keyspaces.Table(
        "k",
        keyspace_name="k",
        table_name="t",
        tags=TAGS,
        schema_definition={"columns": [{"name": "a", "type": "text"}], "partition_keys": [{"name": "a"}]},
    ),
    debatable=True,
)
recovery(
    "rds",
    "A database without backups.",
    lambda stack: stack.resource(
        "aws:rds/instance:Instance",
        "d",
        {"instanceClass": "db.t4g.micro", "engine": "postgres", "backupRetentionPeriod": 0, "tags": TAGS},
    ),
    debatable=True,
)
recovery(
    "efs",
    "A file system's backup switched off.",
    lambda stack: aws.efs.BackupPolicy("b", file_system_id="fs-1", backup_policy={"status": "DISABLED"}),
    debatable=True,
)
in_order("bucket-autonamed", "A bucket with a name of Pulumi's making, in order.", _bucket_named_by_pulumi)
in_order("table", "A table with recovery.", lambda stack: stack.table())
in_order(
    "table-35",
    "recovery_period_in_days=35.",
    lambda stack: stack.table(point_in_time_recovery={"enabled": True, "recovery_period_in_days": 35}),
)
in_order(
    "replica",
    "A replica with recovery of its own.",
    replicated({"region_name": "eu-west-1", "point_in_time_recovery": True, "propagate_tags": True}),
)
in_order("table-replica", "TableReplica with recovery.", table_replica(point_in_time_recovery=True))
in_order("bucket", "A bucket in order.", lambda stack: stack.bucket())
in_order(
    "bucket-inline",
    "Versioning on the bucket itself.",
    versioned_inline("Bucket", versioning={"enabled": True}),
)
in_order("bucket-v2", "The deprecated type in order.", lambda stack: stack.bucket(kind="BucketV2"))
in_order(
    "bucket-outputs",
    "Everything refers to the bucket by its outputs, as most programs do.",
    _bucket_by_outputs,
)
in_order("bucket-lifecycle", "Earlier versions are kept for 90 days.", lifecycle(90))
