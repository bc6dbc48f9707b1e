"""The operators' commands on a stage: they are given as people give them, by their own functions."""

from handlers.common.storage import configuration
from ops import inbox, opting_in
from ops.stack import by_prefix
from tests.conversations.stage import OTHER_CAMPAIGN, Stage, StageError

BY = "Bia"


def answer(stage: Stage, text: str) -> None:
    """Let a human answer the contact."""
    configuration.forget()
    inbox.answer(by_prefix(stage.world.prefix), _entry(stage), text, BY, stage.now)


def hand_back(stage: Stage) -> None:
    """Let a human hand the contact back to the agent."""
    inbox.hand_back(_entry(stage), BY, stage.now)


def take_in(stage: Stage, list_name: str) -> None:
    """Let an operator load the same person for the other campaign."""
    if list_name != OTHER_CAMPAIGN:
        raise StageError(f"there is no other campaign {list_name}, but {OTHER_CAMPAIGN}")
    configuration.forget()
    stage.take_in_again()


def opt_in(stage: Stage, reason: str) -> None:
    """Let an operator undo the contact's opt-out, which the person has undone at a provider too."""
    configuration.forget()
    opting_in.opt_in(stage.contact()["contactId"], reason, BY, stage.now, settled=True)


def _entry(stage: Stage) -> inbox.Entry:
    """The open entry about the contact; of a person with two the one that waits, or waits longest."""
    own = [each for each in inbox.read((stage.world.tenant,)) if each.contact_id in stage.contacts.values()]
    if not own:
        raise StageError("there is no entry about the contact in the inbox")
    return own[0]
