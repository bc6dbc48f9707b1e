"""Reading a message of several lines a second time, as one sentence: a break may stand in the middle of one.

"Não quero" / "cancelar a reunião" cancels nothing, "todas menos" / "a 2" chooses no second one. What is certain of the
lines must be certain of the sentence, too; what differs is asked back or a human's.
"""

from collections.abc import Callable
from dataclasses import replace

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.phrases.choosing import excuses, plans, segments
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.sentences import own_sentences
from handlers.conversation.rules.slots import clauses, notation, slot_words, vocabulary
from handlers.conversation.rules.understanding import ASKED_BACK

_CONSIDERS = Phrases(
    r"\b(?:deix[ae]|vou|dejame|let)(?: eu| me)? (?:ver|olhar|verificar|checar|pensar|conferir|confirmar|consultar|see"
    r"|check|look|revisar|mirar)\b"
)
"""A line of somebody who is still looking, which no slot ends: "deixa eu ver" / "quinta pode ser"."""
_BREAKS_OFF = Phrases(
    r"\b(?:menos|exceto|salvo|fora|tirando|excepto|except|but(?: not)?|(?:so|mas|pero) nao?"
    r"|(?<=\w )(?:n?[ao]s?|d[eo]s?|das|la|el|on|the|for)) ?[,.]?$"
)
"""The end of a line that is no end of a sentence: "todas menos", "só não posso na"."""

_NEGATION = Phrases(r"\b(?:nao|nem|nunca|jamais|sem|no|not|never|don t|dont)\b")
_WANTS_A_VERB = Phrases(
    r"\b(?:nao|nem|nunca|que|de|em|para|quero|queria|queremos|vou|vamos|ia|iria|(?:precis|pod)\w*|posso|consigo|devo"
    r"|gostaria|pretendo|penso|pensei|want|to|will|would|need|estou|quiero|queremos|voy|puedo|necesito) ?,?$"
)
"""The end of a line that a verb may follow, and that it would then deny."""


def denies(text: str) -> bool:
    """Return True for a text with a negation, which a line below it may end."""
    return bool(_NEGATION.search(portuguese.words(text)))


def doubted(text: str, reading: Reading, classify: Callable[[str], Reading], *, booked: bool) -> Reading:
    """Return the reading of a message as far as its lines say the same as one sentence.

    ``booked``: True while the person has a meeting to come, about which an interest is answered by nothing.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not reading.certain:
        return reading
    if reading.intent is Intent.SLOT_CHOICE:
        joined = classify(_up_to_slots(lines))
        return reading if joined.slot == reading.slot else reading.unclear_beside(joined)
    if reading.intent not in {*ASKED_BACK, Intent.INTERESTED, Intent.RESCHEDULE}:
        return reading
    together = classify(_as_one_sentence(text, classify))
    if together.intent is reading.intent:
        return replace(reading, certain=together.certain)
    if reading.intent in ASKED_BACK:
        return replace(reading, certain=False)
    if together.intent in ASKED_BACK and together.certain:
        return replace(together, certain=False)
    return Reading(Intent.UNKNOWN) if booked else reading


def _as_one_sentence(text: str, classify: Callable[[str], Reading]) -> str:
    """Return the lines of a text as one sentence, with an end behind what is a refusal of its own.

    "Não tenho interesse" / "me tirem da lista" denies nothing, "não quero" / "sair da lista" does.
    """
    lines = filter(str.strip, (own_sentences.without_notices(text) or text).split("\n"))
    return " ".join(f"{line.strip()}{'.' if _refuses(line, classify) else ''}" for line in lines)


def _refuses(line: str, classify: Callable[[str], Reading]) -> bool:
    if not denies(line) or _WANTS_A_VERB.search(portuguese.words(line)):
        return False
    reading = classify(line)
    return reading.certain and reading.intent in ASKED_BACK


def _up_to_slots(lines: list[str]) -> str:
    """Return lines in which what speaks against a slot, above the first or behind the last, is one with it.

    The others may refuse or mend what is named above them: "terça" / "não dá" / "quinta".
    """
    known = [vocabulary.known(notation.in_sentences(line)) for line in lines]
    naming = [place for place, each in enumerate(known) if clauses.mentions(each)] or [0]
    joined, is_against = lines[0], False
    for place, line in enumerate(lines[1:]):
        is_against = place < naming[0] and (is_against or _speaks_against(known[place]))
        is_excused = place == naming[-1] and _excuses(known[place + 1])
        goes_on = is_against or is_excused or _BREAKS_OFF.search(known[place])
        joined += (" " if goes_on else "\n") + line
    return joined


def _speaks_against(known: str) -> bool:
    if _CONSIDERS.search(known):
        return False
    against = (slot_words.NEGATION, slot_words.OPEN_CHOICE, slot_words.EXCUSE, segments.REFUSES)
    return any(each.search(known) for each in against) or _excuses(known)


def _excuses(known: str) -> bool:
    return bool(excuses.EXCUSES.search(known) or plans.DUTIES.search(known))
