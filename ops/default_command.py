"""A group that lists where it is given no command: ``meetings acme`` is ``meetings list acme``."""

import click

_HELP = ("-h", "--help")


class ListingGroup(click.Group):
    """A group whose command ``list`` need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``list`` in front of arguments that begin with no command of the group's."""
        if not args or (args[0] not in self.commands and args[0] not in _HELP):
            args = ["list", *args]
        return super().parse_args(ctx, args)
