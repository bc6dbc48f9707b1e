"""The times that the parts of a reply name, and what becomes of each beside the others: wanted, or refused."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handlers.conversation.rules.slots.mentions import Aspect, Mention


class Said(NamedTuple):
    """The mentions of a part of a reply."""

    mentions: tuple[Mention, ...]
    refuses: bool
    is_alternative: bool
    may_be_far: bool
    """False for a sentence that may tell of something else in a month to come: "o contrato vence em janeiro"."""
    is_bare: bool = False
    """True for a time that is only named, which a "não posso" before it may refuse."""
    tells: bool = False
    """True for a time at which somebody is said to be at work, which is refused where another one is wanted."""

    @property
    def aspects(self) -> frozenset[Aspect]:
        return frozenset(mention.aspect for mention in self.mentions)

    @property
    def of(self) -> frozenset[Aspect]:
        """The aspects that it names: days, hours, or both; the parts of a day are of its hours."""
        return frozenset(Aspect.HOUR if each is Aspect.PERIOD else each for each in self.aspects)


def turned_down(parts: Iterable[Said]) -> Iterator[Said]:
    """Yield the parts, refused where they tell of work and another time is wanted: "só de manhã, de tarde atendo"."""
    found = [*parts]
    wanted = {each.of for each in found if not (each.refuses or each.tells)}
    for each in found:
        yield each._replace(refuses=each.refuses or (each.tells and each.of in wanted))


def wanted(parts: Iterable[Said]) -> list[tuple[Mention, ...]]:
    """The mentions of each alternative: "segunda ou terça, à tarde" is two, both in the afternoon."""
    found: list[Said] = []
    for part in parts:
        others = [each for each in found if not each.aspects & part.aspects]
        if part.is_alternative or len(others) < len(found) or not found:
            found.append(part)
        else:
            found = [each._replace(mentions=each.mentions + part.mentions) for each in found]
    return [each.mentions for each in found]
