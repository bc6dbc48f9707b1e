"""The words of a reply beside an absence, which count as they would alone where that is plain.

"A 3, pois estou de férias até sexta" chooses; "estou de férias, não quero receber mensagens" is asked back. The parts
that speak of the absence, and the days behind them, are left out of the reading of the rest. What else is for somebody
is a human's; from the rest of a notice (who stands in, when it is answered) nothing follows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.absences import return_day
from handlers.conversation.rules.absences.return_day import Absence
from handlers.conversation.rules.intents import hearing
from handlers.conversation.rules.intents.hearing import Heard
from handlers.conversation.rules.phrases.asking import beside_an_end, questions
from handlers.conversation.rules.phrases.telling import absence, beside_an_absence, interest, not_away
from handlers.conversation.rules.replies import Context, Reading
from handlers.conversation.rules.sentences import courtesies, own_sentences
from handlers.conversation.rules.sentences.negation import affirmed

_LINK = r"(?:mas|por[eé]m|pois|porque|pq|j[aá] que|ent[aã]o|por isso|but|so|because|pero)"
_ENDS = re.compile(
    rf"[,.!?;:()]+(?=\s|$)|\n|\s[-\u2013\u2014]+(?=\s)|\s(?={_LINK}\s)"
    r"|\s(?=e\s(?:n[aã]o|me|te|nos|quero|queria|prefiro|fico com|podem?|par[ea]m?|tir[ea]m?|cancel|desmarc|remarc))",
    re.IGNORECASE,
)
_BEGINS = re.compile(rf"^\s*(?:(?:{_LINK}|e)\s+)+", re.IGNORECASE)
_STEPS = frozenset({Intent.OPT_OUT, Intent.CANCEL, Intent.NOT_INTERESTED, Intent.RESCHEDULE})
_PLAIN = frozenset({Intent.CANCEL, Intent.NOT_INTERESTED, Intent.RESCHEDULE, Intent.INTERESTED})


def considered(text: str, reading: Reading, context: Context, classify: Callable[[str], Reading]) -> Reading:
    """Return the reading of a reply with what follows from what stands beside an absence, if it speaks of one.

    An absence is merely likely where a human has to see the rest. ``classify`` reads a text in the same context.
    """
    if reading.intent is Intent.SLOT_CHOICE:
        # "Inventário quinta, loja fechada", "estou fora, quinta 26/11": the day may be one of the absence.
        if not is_all(text) or _is_back_before(reading, _days(text, context), context):
            return reading
        is_closed = beside_an_absence.CLOSED.search(portuguese.words(text))
        return Reading(Intent.OUT_OF_OFFICE if is_closed else Intent.UNKNOWN)
    is_none = _is_none(portuguese.words(text))
    if reading.intent is Intent.INTERESTED and context.scheduled and return_day.is_away(text) and not is_none:
        # "Férias! Volto dia 7. Confirmado.": not even who confirms can be in two places.
        returns = _days(text, context).returns
        return reading if returns is None else Reading(Intent.OUT_OF_OFFICE, returns=returns, certain=True)
    is_likely_step = reading.intent in _STEPS and not reading.certain
    if reading.intent is not Intent.OUT_OF_OFFICE and not (is_likely_step and return_day.is_away(text)):
        return reading
    if is_none:
        return _beside_none(text, context, classify)
    days = _days(text, context)
    reading = replace(reading, returns=days.returns)
    rest = None if absence.AUTOMATIC.search(portuguese.words(text)) else _rest(text)
    if rest is None or not any(map(str.isalnum, rest)) or courtesies.are_all(rest):
        return reading
    if beside_an_absence.SUPPOSED.search(portuguese.words(text)):
        return replace(reading, certain=False)
    heard, alone = hearing.heard(rest, context), classify(rest)
    if _is_plain(heard, alone, context) and not _is_meanwhile(alone, days, context):
        # Whoever is away may want no messages meanwhile alone.
        is_certain = alone.certain and alone.intent is not Intent.OPT_OUT
        return replace(alone, certain=is_certain, returns=reading.returns)
    return replace(reading, certain=False) if _is_for_somebody(heard, alone) else reading


def _is_none(said: str) -> bool:
    return bool(not_away.NOT_AWAY.search(said)) and not absence.AUTOMATIC.search(said)


def _beside_none(text: str, context: Context, classify: Callable[[str], Reading]) -> Reading:
    """Return the reading of what is said beside an absence that keeps nobody from reading us."""
    rest = _rest(text) or ""
    if any(map(str.isalnum, rest)):
        alone = classify(rest)
        if _is_plain(hearing.heard(rest, context), alone, context):
            return replace(alone, certain=alone.certain and alone.intent is not Intent.OPT_OUT)
    return Reading(Intent.UNKNOWN)


def _is_back_before(reading: Reading, days: Absence, context: Context) -> bool:
    """Return True for a slot behind an absence that ends before it: "viajo até quarta, quinta às 11h"."""
    if reading.slot is None or days.returns is None:
        return False
    return days.returns < reading.slot.start.astimezone(context.zone).date()


def _days(text: str, context: Context) -> Absence:
    return return_day.days(text, context.now.astimezone(context.zone).date())


def is_all(text: str) -> bool:
    """Return True for a text that speaks of an absence, and of nothing else."""
    rest = _rest(text)
    return rest is not None and not any(map(str.isalnum, rest))


def parts(text: str) -> str:
    """Return the words that speak of an absence, with the days behind them."""
    return " ".join(part + mark for part, mark, is_of_one in _told(text) if is_of_one)


def _rest(text: str) -> str | None:
    """Return the words beside an absence; ``None`` where no part of the text speaks of one."""
    told = list(_told(text))
    kept = [_BEGINS.sub("", part) + mark for part, mark, is_of_one in told if not is_of_one]
    return " ".join(kept) if len(kept) < len(told) else None


def _told(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the parts of a text, each with its mark, and if it speaks of an absence or names its days."""
    is_behind = False
    for part, mark in _parts(own_sentences.without_notices(text)):
        said = portuguese.words(part).strip(" .,!?")
        is_of_one = _is_of_one(said)
        yield part, mark, is_of_one or (is_behind and beside_an_absence.DAYS.fullmatch(said) is not None)
        is_behind = is_behind or is_of_one


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text, each with its mark."""
    start = 0
    for match in _ENDS.finditer(text):
        yield text[start : match.start()], match[0]
        start = match.end()
    yield text[start:], ""


def _is_of_one(said: str) -> bool:
    phrases = (absence.OUT_OF_OFFICE, absence.GONE, absence.AWAY, beside_an_absence.PARTS)
    return any(each.search(said) for each in phrases)


def _is_plain(heard: Heard, alone: Reading, context: Context) -> bool:
    """Return True for what the rest orders, wishes or chooses in plain words."""
    match alone.intent:
        case Intent.OPT_OUT:
            return heard.order is Intent.OPT_OUT or heard.command
        case Intent.SLOT_CHOICE:
            return bool(beside_an_absence.TAKES.search(heard.utterance.said))
        case Intent.INTERESTED if context.scheduled or not _wants_to_meet(heard.utterance.said):
            return False
        case Intent.RESCHEDULE if heard.utterance.choice.elsewhere:
            # A day or an hour alone is one of the absence.
            return False
        case Intent.RESCHEDULE | Intent.INTERESTED if questions.ASKS_FOR_TIMES.search(heard.utterance.said):
            return True
    return alone.intent in _PLAIN and alone.intent in (heard.rule, heard.order)


def _wants_to_meet(said: str) -> bool:
    return affirmed(interest.INTERESTED, said) or affirmed(questions.ASKS_FOR_TIMES, said)


def _is_meanwhile(alone: Reading, days: Absence, context: Context) -> bool:
    """Return True for the choice of a slot in the time of the absence."""
    if alone.slot is None:
        return False
    start = alone.slot.start.astimezone(context.zone).date()
    return days.returns is not None and start < days.returns and (days.begins is None or start >= days.begins)


def _is_for_somebody(heard: Heard, alone: Reading) -> bool:
    """Return True for what is no part of a notice: an order, a choice, a question, somebody else."""
    said = beside_an_absence.NOTHING_ASKED.sub(" ", heard.utterance.said)
    if "?" in said or questions.ASKS.search(said) or heard.order or heard.command:
        return True
    if heard.rule in _STEPS or (alone.slot is not None and beside_an_absence.TAKES.search(said)):
        return True
    refers = beside_an_end.REFERRED.search(said) or beside_an_absence.CALL.search(said)
    return bool(refers) and not beside_an_absence.BY_ITSELF.search(said)
