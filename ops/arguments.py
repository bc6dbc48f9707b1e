"""Arguments that several commands take."""

import click

TENANT = click.argument("tenant_id", metavar="TENANT")
ONE_OR_ALL = click.argument("tenant_id", metavar="[TENANT]", required=False)
"""A tenant, or all of them."""
