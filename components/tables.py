"""The tables of a stack: on demand, recoverable to any second, indexes by attribute definition."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import dynamodb

from components.names import PROJECT, Names
from components.specs import IndexSpec, TableSpec


@dataclass(frozen=True)
class TablesArgs:
    """The arguments of ``Tables``."""

    names: Names
    """The physical names of the stack."""
    tags: Mapping[str, str]
    """The tags of every table."""
    specs: tuple[TableSpec, ...]
    """The tables."""
    protect: bool
    """True to have Pulumi and DynamoDB both refuse to delete a table."""


class Tables(pulumi.ComponentResource):
    """One table for each entry."""

    TYPE = f"{PROJECT}:tables:Tables"

    by_name: Mapping[str, dynamodb.Table]
    """Short name to table."""

    def __init__(self, name: str, args: TablesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self.by_name = {spec.name: self._table(spec, args) for spec in args.specs}
        self.register_outputs({"names": {name: table.name for name, table in self.by_name.items()}})

    def _table(self, spec: TableSpec, args: TablesArgs) -> dynamodb.Table:
        return dynamodb.Table(
            spec.name,
            name=args.names.physical(spec.name),
            billing_mode="PAY_PER_REQUEST",
            hash_key=spec.hash_key,
            range_key=spec.range_key,
            attributes=[dynamodb.TableAttributeArgs(name=key, type="S") for key in key_attributes(spec)],
            global_secondary_indexes=[_index(index) for index in spec.indexes],
            ttl=dynamodb.TableTtlArgs(enabled=True, attribute_name=spec.ttl) if spec.ttl else None,
            point_in_time_recovery=dynamodb.TablePointInTimeRecoveryArgs(enabled=True),
            deletion_protection_enabled=args.protect,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )


def key_attributes(spec: TableSpec) -> list[str]:
    """Return the attributes that are a key of the table or of an index, each once."""
    keys = [spec.hash_key, spec.range_key]
    for index in spec.indexes:
        keys += [index.hash_key, index.range_key]
    return [key for key in dict.fromkeys(keys) if key]


def _index(index: IndexSpec) -> dynamodb.TableGlobalSecondaryIndexArgs:
    return dynamodb.TableGlobalSecondaryIndexArgs(
        name=index.name,
        key_schemas=[
            dynamodb.TableGlobalSecondaryIndexKeySchemaArgs(attribute_name=key, key_type=key_type)
            for key, key_type in ((index.hash_key, "HASH"), (index.range_key, "RANGE"))
            if key
        ],
        projection_type="INCLUDE" if index.include else "ALL",
        non_key_attributes=list(index.include) or None,
    )
