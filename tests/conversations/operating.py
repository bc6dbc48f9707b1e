"""The operators' commands on a stage: they are given as people give them, by their own functions."""

from handlers.common.storage import configuration
from ops import inbox, opting_in
from ops.stack import by_prefix
from tests.conversations.stage import Stage, StageError

BY = "Bia"


def answer(stage: Stage, text: str) -> None:
    """Let a human answer the contact."""
    configuration.forget()
    inbox.answer(by_prefix(stage.world.prefix), _entry(stage), text, BY, stage.now)


def hand_back(stage: Stage) -> None:
    """Let a human hand the contact back to the agent."""
    inbox.hand_back(_entry(stage), BY, stage.now)


def opt_in(stage: Stage, reason: str) -> None:
    """Let an operator undo the contact's opt-out."""
    configuration.forget()
    opting_in.opt_in(stage.contact()["contactId"], reason, BY, stage.now)


def _entry(stage: Stage) -> inbox.Entry:
    """The open entry about the contact."""
    own = [each for each in inbox.read((stage.world.tenant,)) if each.contact_id in stage.contacts.values()]
    if len(own) != 1:
        raise StageError(f"there are {len(own)} entries about the contact in the inbox, and not one")
    return own[0]
