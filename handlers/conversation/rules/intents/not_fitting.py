"""The slots on offer that do not fit: no refusal of the meeting, and the wish for other ones."""

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.choosing import not_fitting
from handlers.conversation.rules.phrases.meetings import meeting_changes
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.short import courtesies
from handlers.conversation.rules.phrases.telling import interest

_CLAUSE = Phrases(r"[^.,!?]+")


def is_said(said: str) -> bool:
    """Return True if a clause of ``portuguese.words`` says that none of the slots on offer fits."""
    return any(not_fitting.NONE_FITS.fullmatch(each) for each in portuguese.clauses(said))


def is_said_alone(said: str) -> bool:
    """Return True for the same where nothing refuses the meeting, lets it go or takes leave."""
    return is_said(said) and not (interest.NOT_INTERESTED.search(said) or takes_leave(said))


def takes_leave(said: str) -> bool:
    """Return True for the same beside words that let the meeting go, or take leave."""
    leaves = (meeting_changes.LETS_GO, not_fitting.FAREWELLS)
    return is_said(said) and any(each.search(said) for each in leaves)


def is_all(said: str) -> bool:
    """Return True if that is all that the words say, but for greetings and apologies."""
    if _is_no_time(said):
        return True
    left = courtesies.BESIDE_A_REFUSAL.sub(" , ", said)
    told = [each for each in portuguese.clauses(left) if not courtesies.FILLERS.fullmatch(each)]
    fitting = (not_fitting.NONE_FITS.fullmatch(each) or not_fitting.BESIDE.fullmatch(each) for each in told)
    is_open = "?" in said or not_fitting.FAREWELLS.search(said)
    return not is_open and is_said(left) and all(fitting)


def _is_no_time(said: str) -> bool:
    """Return True for "não vai dar" and the like. Thanks beside it may take leave."""
    told = portuguese.clauses(courtesies.APOLOGY.sub(" , ", said))
    has_none = [bool(not_fitting.NO_TIME.fullmatch(each)) for each in told]
    beside = (not_fitting.BESIDE.fullmatch(each) or not_fitting.NONE_FITS.fullmatch(each) for each in told)
    return "?" not in said and any(has_none) and all(map(any, zip(has_none, beside, strict=True)))


def without(said: str, *, offered: bool) -> str:
    """Return the words but for the clauses by which slots do not fit, all of them or one, if any are ``offered``."""
    if not offered:
        return said
    return " ".join(_CLAUSE.sub(lambda clause: " " if _refuses_times(clause[0]) else clause[0], said).split())


def _refuses_times(clause: str) -> bool:
    clauses = portuguese.clauses(clause)
    times = (not_fitting.NONE_FITS, not_fitting.A_TIME_DOES_NOT)
    return bool(clauses) and all(any(each.fullmatch(part.strip()) for each in times) for part in clauses)
