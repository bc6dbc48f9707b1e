"""The operators' command line, ``python -m ops``, for a stack on AWS or on the embedded cloud."""

import click
from click.core import ParameterSource

from ops import stack
from ops.lazy import LazyGroup

COMMANDS = {
    "adopt": (
        "ops.adopting.command:adopt",
        "Take over what Terraform made: the import file, and the check that nothing is replaced.",
    ),
    "address": ("ops.address_commands:address_group", "Addresses to which a tenant wants no messages sent."),
    "bootstrap": (
        "ops.bootstrap.command:bootstrap",
        "Prepare an AWS account for the first deployment: state, secrets, and GitHub's way in.",
    ),
    "campaign": ("ops.campaign_commands:campaign_group", "Outreach of a tenant to lists of contacts."),
    "changes": (
        "ops.change_commands:changes_group",
        "Changes that operators made in the stack: who, when, what.",
    ),
    "channel": (
        "ops.channel_commands:channel_group",
        "Channels that are closed because a partner refused a tenant's messages.",
    ),
    "conformance": (
        "ops.conformance.command:conformance",
        "Try what the code takes for granted of AWS, and say what differs.",
    ),
    "contact": ("ops.contact_commands:contact_group", "Single contacts."),
    "failures": (
        "ops.failure_commands:failures_group",
        "Messages and events that failed for good, and wait in send-dlq, inbound-dlq or failed-events.",
    ),
    "inbox": (
        "ops.inbox_commands:inbox_group",
        "Entries of the tenants' inboxes, which need a human; answers to contacts, and handing back to the agent.",
    ),
    "ingest": ("ops.ingest_commands:ingest", "Hand in FILE, a list of contacts, and print the report on it."),
    "lists": (
        "ops.list_commands:lists_group",
        "Lists of contacts that were handed in, and the reports on them.",
    ),
    "meetings": ("ops.meeting_commands:meetings_group", "Meetings with contacts."),
    "provider": ("ops.provider_commands:provider_group", "Providers of messages and calendars."),
    "recovery": (
        "ops.recovery_commands:recovery_group",
        "Tables restored to an earlier point: nothing is sent until it is on record what went out meanwhile.",
    ),
    "report": (
        "ops.report_commands:report",
        "Write a page on what a stack has done: funnel, messages, meetings, talks, costs, and what needs somebody.",
    ),
    "reminders": (
        "ops.reminder_commands:reminders_group",
        "Reminders of meetings, which go out by the hour.",
    ),
    "scale": (
        "ops.scale.command:scale",
        "Say which limit so many tenants, contacts and messages meet first, and what to do about the first three.",
    ),
    "template": (
        "ops.template_commands:template_group",
        "Templates of a tenant, used instead of the default texts.",
    ),
    "tenant": ("ops.tenant_commands:tenant_group", "Companies that use the agent."),
}
"""Command: where it is, ``module:object``, and its first line of help, which a test compares with the command's own."""


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--stack",
    "pulumi_stack",
    metavar="NAME",
    help="Pulumi's name of the stack, whose outputs then name everything: asks the Pulumi CLI.",
)
@click.option("--local", is_flag=True, help="The stack on the cloud that make up KEEP=1 has left.")
@click.option(
    "--prefix",
    default=stack.DEFAULT_PREFIX,
    envvar="STACK_PREFIX",
    show_default=True,
    show_envvar=True,
    help="Start of the stack's physical names: <namePrefix>-<environment>.",
)
@click.pass_context
def main(context: click.Context, pulumi_stack: str | None, local: bool, prefix: str) -> None:
    """Operate a stack: tenants and campaigns, contacts, what needs a human, what has failed, and who changed what.

    The stack is that of --stack, --local or --prefix. Ends with 0 when it is done, 1 when it was refused or there is
    no such thing, 2 when the command is not written like that, 3 when it found that something does not hold.
    """
    is_prefix_given = context.get_parameter_source("prefix") is ParameterSource.COMMANDLINE
    if sum((pulumi_stack is not None, local, is_prefix_given)) > 1:
        raise click.UsageError("--stack, --local and --prefix each name a stack: give one of them")
    context.obj = stack.chosen(prefix, pulumi_stack, local=local)


if __name__ == "__main__":
    main(prog_name="python -m ops")
