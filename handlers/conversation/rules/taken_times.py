"""The times that a diary has taken already: "minha agenda na sexta está cheia".

To the grammar of slots "agenda" is a word that takes one, and to the model a sign of who keeps an appointment.
"""

from handlers.conversation.rules.phrases import taken_times as phrases


def plainly(known: str) -> str:
    """Return a result of ``slot_vocabulary.known`` with such times said to be engaged, and no word of a diary."""
    return phrases.CLAUSE.sub(lambda clause: _plain(clause[0]), known)


def are_told(said: str) -> bool:
    """Return True if a clause of ``portuguese.words`` says that a diary, or a day of one's own, is taken up."""
    return any(_is_taken(clause[0]) for clause in phrases.CLAUSE.finditer(said))


def keep_from_coming(said: str) -> bool:
    """Return True for the same with no word of coming all the same."""
    return are_told(said) and not phrases.COMES.search(said)


def _plain(clause: str) -> str:
    if not _is_taken(clause):
        return clause
    return phrases.DIARY.sub(" ", phrases.TAKEN.sub(" esta ocupado ", clause))


def _is_taken(clause: str) -> bool:
    has_diary = phrases.DIARY.search(clause) or phrases.OWN_DAY.search(clause)
    return bool(has_diary and phrases.TAKEN.search(clause)) and not phrases.SPARES.search(clause)
