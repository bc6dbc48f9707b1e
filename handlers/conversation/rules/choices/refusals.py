"""The refusals of a slot whose words the grammar does not take for one: "só a 2 que não dá", "imprevisto na sexta"."""

from handlers.conversation.rules.phrases.choosing import refused_roundabout as phrases
from handlers.conversation.rules.phrases.notation import reworded
from handlers.conversation.rules.slots import vocabulary


def plainly(known: str) -> str:
    """Return a result of ``vocabulary.known`` with such refusals in plain words: "a 2 nao da"."""
    said = reworded(known, phrases.MEANINGS)
    return phrases.TROUBLE.sub(lambda found: found[0] if found["none"] else f"{found['name']} nao da", said)


def is_one(said: str) -> bool:
    """Return True if ``portuguese.words`` refuse one slot so, or an option by its number, and say no more."""
    if phrases.OPTION.fullmatch(said):
        return True
    known = vocabulary.known(said)
    plain = plainly(known)
    return plain != known and phrases.ONE.fullmatch(plain) is not None
