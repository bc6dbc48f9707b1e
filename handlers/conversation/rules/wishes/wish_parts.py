"""The parts of a clause that asks for times, and which of them are refused: "quarta e quinta não posso, só sexta"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlers.conversation.rules.phrases.calendar_names import ANY_WEEKDAY
from handlers.conversation.rules.phrases.choosing import engaged, excuses
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import grammar, slot_words

_DAY = rf"(?:{ANY_WEEKDAY})s?(?: feira)?|dia \d{{1,2}}|amanha|hoje"
_BEFORE_DAY = r"(?:(?:n?[ao]s?|as|d[aeo]s?|el|los?|la|the|on|em|en|para) ){0,3}"
_NAMED = rf"{_BEFORE_DAY}(?:{_DAY})"
_LISTED = Phrases(rf"(?<=\b)({_NAMED}) , (?=(?:{_NAMED} , )*{_NAMED} (?:e|ou|nem|y|o|ni|and|or) {_NAMED})")
"""A day before others in a list, the last two of which a word joins."""
_EXCEPT = r"(?:menos|exceto|excepto|except|tirando|salvo)"
_JOINS = Phrases(
    rf" ?\b(?:ou|or)\b | ?\b(?:e|y|and|o)\b (?={_BEFORE_DAY}(?:{_DAY})\b)|(?: |^)(?=(?:nem|ni|{_EXCEPT}) )"
)
_REFUSES = Phrases(
    rf"\b(?:{_EXCEPT}|ni|ruins|indisponive\w+|ocupad[oa]s?|inviave\w+|impossive\w+|cant|can not"
    rf"|(?:estamos|estaremos|estarei|vamos estar|loja|empresa|escritorio|clinica|fabrica) fechad[oa]s?"
    rf"|(?:cancelar|desmarcar|descart(?:ar|a|e)|desconsider(?:ar|a|e)|exclu(?:ir|i|a)))\b"
)
_ONLY_REFUSES = Phrases(
    r"(?:(?:eu|infelizmente|poxa|ah|mas|ai|ja|e|tambem|so|ops|ih|entao) )*"
    r"(?:(?:nao|no) (?:posso|consigo|podemos|conseguimos|da|dara|rola|serve|puedo|vou (?:poder|conseguir)"
    r"|vai (?:dar|rolar|servir)|tenho como|tenho agenda|poderei|conseguirei)|impossivel|sem chance)"
    r"(?: (?:mais|mesmo|nao|infelizmente|para (?:mim|nos|a gente)))*"
)
"""A clause, to be matched in full, that refuses a time which another one names."""
_EXCEPTS = Phrases(rf"^{_EXCEPT}\b")
"""The beginning of an exception, which is none from what stands before it."""
_JOINING_WORDS = """
    a o as os na no nas nos em de da do das dos dia dias feira feiras e ja el la los las the on eu so tambem tampouco
    horario horarios data opcao
"""
_JOINING = frozenset(_JOINING_WORDS.split())
"""The words beside a day that is only named."""
_AVAILABLE_WORDS = """
    tenho temos tenha tengo tenemos have got ive estou estarei estamos estaremos estaria vou fico ficarei atendo
    atendemos trabalho trabalhamos sim apenas somente solo only livre livres vago vaga aberta aberto disponiveis
    disponibilidade folgado folgada unico unica tranquila interesse hueco espaco brecha janela agenda outro horario
"""
_ENGAGED = frozenset(
    ["reuniao", "call", "papo", "encontro", "conversa", "booked", "book", "marcado", "agendado"]
)
_AVAILABLE = (slot_words.FILLERS | frozenset(_AVAILABLE_WORDS.split())) - _ENGAGED
"""The words beside a time at which somebody is free."""
_WORKS = Phrases(r"\b(?:trabalh\w+|atend\w+)\b")
_ONLY = Phrases(r"\b(?:so|somente|apenas|solo|only)\b")


class Part(NamedTuple):
    """A part of a clause."""

    said: str
    refuses: bool
    names: bool
    """True if it only names days, as those of a list before what is said of them."""

    @property
    def is_bare(self) -> bool:
        """True if it names days and does not say "só"."""
        return self.names and not _ONLY.search(self.said)


def with_lists(said: str) -> str:
    """Return the words with the days of each list joined alike: "quinta, sexta e segunda não"."""
    return _LISTED.sub(r"\1 e ", said)


def turned_down(clauses: Sequence[str]) -> list[str]:
    """Return the clauses, those that only name a time in one with the bare refusal behind: "sexta" / "não posso"."""
    told: list[str] = []
    named: list[str] = []
    for clause in filter(None, map(str.strip, clauses)):
        if named and _ONLY_REFUSES.fullmatch(clause):
            clause, named = " ".join([*named, clause]), []
        if _only_names(clause) and not _ONLY.search(clause):
            named.append(clause)
        else:
            told += [*named, clause]
            named = []
    return [*told, *named]


def begins_with_refusal(clauses: Sequence[str]) -> bool:
    """Return True for a bare refusal before all else, of the times that are named behind it, or of other ones."""
    first = next(filter(None, map(str.strip, clauses)), "")
    return _ONLY_REFUSES.fullmatch(first) is not None


def apart(clause: str) -> tuple[str, ...]:
    """Return the clause, or the obstacle and the wish behind it: "sexta eu tenho uma festa pode ser segunda"."""
    for wish in excuses.WISHES.finditer(clause):
        before = clause[: wish.start()]
        if is_refusal(before) and grammar.parse(before).mentions:
            return before, clause[wish.start() :]
    return (clause,)


def parts(clause: str) -> list[Part]:
    """Return the parts of a clause; what is said of one day of a list is said of those that are only named."""
    found = [Part(said, is_refusal(said), _only_names(said)) for said in _split(clause)]
    for place, part in enumerate(found[1:], 1):
        if part.names and found[place - 1].refuses:
            found[place] = part._replace(refuses=True)
    for place in range(len(found) - 2, -1, -1):
        following = found[place + 1]
        if found[place].names and following.refuses and not _EXCEPTS.search(following.said):
            found[place] = found[place]._replace(refuses=True)
    return found


def _split(clause: str) -> Iterator[str]:
    return (part.strip() for part in _JOINS.sub("|", clause).split("|") if part.strip())


def _only_names(said: str) -> bool:
    parsed = grammar.parse(said)
    return bool(parsed.mentions) and _JOINING.issuperset(parsed.rest)


def is_refusal(said: str) -> bool:
    """Return True for a part that refuses what it names, or has an excuse for it and no word of being free then."""
    if any(each.search(f"{said} ") for each in (slot_words.NEGATION, _REFUSES)):
        return True
    if excuses.OBSTACLES.search(said) and not excuses.WISHES.search(said):
        return True
    return bool(slot_words.EXCUSE.search(f"{said} ")) and not _is_free(said)


def tells_of_work(said: str) -> bool:
    """Return True for a part by which somebody is occupied at what it names; of nothing else they may be free then."""
    return bool(engaged.OCCUPIES.search(said)) and not (excuses.WISHES.search(said) or _ONLY.search(said))


def _is_free(said: str) -> bool:
    """Return True for words that only say when somebody is free: "tenho a quarta livre", "quarta estou em casa"."""
    parsed = grammar.parse(excuses.AT_HAND.sub(" ", said))
    if _WORKS.search(said) and not _ONLY.search(said):
        return False
    return bool(parsed.mentions) and _AVAILABLE.issuperset(parsed.rest)
