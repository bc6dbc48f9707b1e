"""Reading a turn of several messages, of which nobody knows where its sentences end: as lines, and as one sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.replies import Reading
from handlers.conversation.rules.understanding import ASKED_BACK
from handlers.meetings.rules.times import Slot

_SLIP = r"o+ps+|errei|digo|quer dizer|corrigindo|correcao"
_CORRECTS = Phrases(rf"(?:{_SLIP}|opa|alias|desculp\w+|perdao|melhor|nao) ")
"""The beginning of a message that takes back the one before."""
_SLIPS = Phrases(rf"(?:{_SLIP}|opa|alias|desculp\w+|perdao|pera|perai|espera|calma)(?: ai)? ?[!.,]*")
"""A message that only takes back the one before."""
_CORRECTION = re.compile(r"^\s*(?:(?:o+ps+|opa|errei|digo|ali[aá]s|n[aã]o)\s*[,.!…:;-]+\s*)+", re.IGNORECASE)
"""The words of the correction alone, each with a mark behind it, so that "não a 2" keeps its "não"."""
_CORRECTS_A_WORD = Phrases(rf"(?:{_SLIP}) ")
"""The beginning of one that may take back no more than a word of it."""
_ASKS = Phrases(
    r"(?:e |mas |and |but |y )?(?:com |por |de |em |para |a )?(?:quem|qual|quais|quantos?|quando|onde|como|o que|que"
    r"|posso|podemos|tem|da para|precisa|sera|what|who|how|where|when|which|can|is it|do|does|quien|cual|cuanto|donde"
    r"|puedo|hay)\b"
)
"""The beginning of a question that no message before it is the first words of."""
_BARE_NO = re.compile(r"^\s*n[aã]o\s+", re.IGNORECASE)
_REFUSES = Phrases(r"\b(?:nao|nem|nunca|impossivel|no (?:puedo|podre|me|voy|tengo|estoy)|cant|cannot)\b")

_GREETS = Phrases(
    r"(?>(?:o+i+e*|ola|opa|hey|hi|hello|hola|bom dia|boa (?:tarde|noite)|e ai|tudo (?:bem|bom|certo)) ?[?!.,]* ?)+"
)
_THANKS = Phrases(
    r"(?:muito )?(?:obrigad[oa]|valeu|grat[oa]|agradecid[oa]|thanks|thank you|gracias|abs|abraco) ?[!.]*"
)
_ASSENTS = Phrases(
    r"(?:ok|beleza|combinado|fechado|fechou|isso(?: mesmo)?|certo|show|perfeito|otimo|bora|joinha|sim|esta bom|tudo bem"
    r"|pode ser"
    r"|pode (?:marcar|confirmar|agendar)|marca(?: ai)?|confirmado|fico com ess[ae]|essa mesmo|quero ess[ae]) ?[!.]*"
)
_THINKS = Phrases(
    r"(?:deixa (?:eu )?(?:ver|olhar|conferir|pensar)(?: aqui| ai)?"
    r"|(?:so )?(?:um )?(?:pera|perai|espera|calma|momento|minuto|minutinho|segundo)(?: ai| la)?"
    r"|vi aqui|h+u*m+|olhei aqui|entao) ?[!.,]*"
)


def read(
    said: Sequence[str], classify: Callable[[str], Reading], chosen: Callable[[str], Slot | None]
) -> Reading:
    """Return the reading of a turn on which its lines and its sentence agree; ``said``: its messages, in order.

    "não" / "consigo" / "terça" chooses Tuesday as lines, "não" / "quero" / "cancelar" cancels: neither does as a
    sentence. Where the readings differ, an order to stop is merely likely, a slot is chosen only where a third reading
    bears it out, and all else is as the sentence says it, merely likely where it ends something. A choice that the last
    message corrects by another is that one; the correction of a refusal ("não consigo quarta" / "ops, terça") is none.
    A message that is a command to stop is one whatever the others say. An absence beside a message that is none is
    merely likely: nobody would see the other words. ``chosen``: the slot that a text chooses by the closed grammar
    alone.
    """
    agreed = _agreed(said, classify, chosen)
    if agreed.intent is Intent.OUT_OF_OFFICE and not _commands(said):
        is_all = all(classify(each).intent is Intent.OUT_OF_OFFICE for each in said)
        return agreed if is_all else replace(agreed, certain=False)
    if not (agreed.intent is Intent.OPT_OUT and agreed.certain) and _commands(said):
        return Reading(Intent.OPT_OUT, certain=_commands_for_certain(said, classify))
    if agreed.intent is Intent.UNKNOWN:
        return _corrected(said, classify) or _plain(said, classify, chosen) or agreed
    if agreed.intent is Intent.QUESTION:
        return _chosen_before_a_question(said, classify, chosen) or agreed
    if agreed.intent is not Intent.SLOT_CHOICE:
        return agreed
    doubtful = _corrects_a_refusal(said, classify) or _refuses_or_corrects(said, classify)
    return Reading(Intent.UNKNOWN, is_open_choice=True) if doubtful else agreed


def spoken(said: Sequence[str], classify: Callable[[str], Reading]) -> tuple[str, ...]:
    """Return the messages of a turn without the notices of a program, which answers while the person types.

    All of them where nothing else is said. What speaks of the person's own absence is no such notice.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.phrases.telling import absence

    def is_notice(text: str) -> bool:
        words = portuguese.words(text)
        if not absence.OUT_OF_OFFICE.search(words) or absence.GONE.search(words):
            return False
        return classify(text).intent is Intent.OUT_OF_OFFICE

    return tuple(each for each in said if not is_notice(each)) or tuple(said)


def _commands(said: Sequence[str]) -> bool:
    """Return True if the last message is a command to stop, or any other that is set in capitals.

    "parar" / "pra pensar" goes on.
    """
    # A cold start that deals with reports alone is spared the phrases.
    from handlers.conversation.rules.intents import commands

    *before, last = said
    return any(commands.is_command(each, stands=True) for each in (*filter(str.isupper, before), last))


def _commands_for_certain(said: Sequence[str], classify: Callable[[str], Reading]) -> bool:
    """Return True for a last message in the capitals of our own notice ("SAIR"), below what is understood without it.

    "vou" / "sair" may be a sentence, and "o que é" / "SAIR" a question.
    """
    *before, last = said
    earlier = "\n".join(before)
    if not last.isupper() or any(map(str.isupper, before)) or _REFUSES.search(portuguese.words(earlier)):
        return False
    return classify(earlier).intent not in (Intent.UNKNOWN, Intent.QUESTION)


def _agreed(
    said: Sequence[str], classify: Callable[[str], Reading], chosen: Callable[[str], Slot | None]
) -> Reading:
    apart, together = classify("\n".join(said)), classify(" ".join(said))
    if apart.intent is together.intent and apart.slot == together.slot:
        return replace(together, urgent=apart.urgent or together.urgent)
    if Intent.OPT_OUT in (apart.intent, together.intent):
        return Reading(Intent.OPT_OUT)
    if Intent.SLOT_CHOICE in (apart.intent, together.intent):
        return _chosen(said, apart, together, classify, chosen) or apart.unclear_beside(together)
    if apart.intent in ASKED_BACK and together.intent is Intent.INTERESTED:
        return replace(apart, certain=False)
    return replace(together, certain=False) if together.intent in ASKED_BACK else together


def _chosen(
    said: Sequence[str],
    apart: Reading,
    together: Reading,
    classify: Callable[[str], Reading],
    chosen: Callable[[str], Slot | None],
) -> Reading | None:
    """The choice of the sentence that its end repeats ("a" / "2"), else the lines' if the grammar has it.

    That is where all but the last message are a sentence: "não" / "consigo" / "terça" / "só quarta".
    """
    ends = (" ".join(said[start:]) for start in (-1, -2))
    if together.slot is not None and any(classify(end).slot == together.slot for end in ends):
        return together
    *before, last = said
    found = chosen(f"{' '.join(before)}\n{last}")
    return apart if found is not None and found == apart.slot else None


def _chosen_before_a_question(
    said: Sequence[str], classify: Callable[[str], Reading], chosen: Callable[[str], Slot | None]
) -> Reading | None:
    """The choice of a message behind which nothing but questions begin: "2" / "com quem é?".

    "2" / "pessoas podem?" is a question.
    """
    slot, asked = chosen(said[0]), said[1:]
    opens = all(_ASKS.match(portuguese.words(each), 0) for each in asked)
    if slot is None or classify(said[0]).slot != slot or not opens:
        return None
    if any(classify(each).intent is not Intent.QUESTION for each in asked):
        return None
    return Reading(Intent.SLOT_CHOICE, slot)


def _plain(
    said: Sequence[str], classify: Callable[[str], Reading], chosen: Callable[[str], Slot | None]
) -> Reading | None:
    """The choice of the messages between greeting and thanks, and between thinking aloud and an assent.

    Where nothing assents, "deixa eu ver" / "sexta" has chosen nothing yet.
    """
    words = [portuguese.words(each).strip() for each in said]
    kept = [
        place for place, each in enumerate(words) if not (_GREETS.fullmatch(each) or _THANKS.fullmatch(each))
    ]
    if len(kept) > 1 and _ASSENTS.fullmatch(words[kept[-1]]):
        kept = [place for place in kept[:-1] if not _THINKS.fullmatch(words[place])]
    if not kept or len(kept) == len(said):
        return None
    rest = [said[place] for place in kept]
    read_so = read(rest, classify, chosen) if len(rest) > 1 else Reading(Intent.SLOT_CHOICE, chosen(rest[0]))
    return read_so if read_so.slot is not None else None


def _corrected(said: Sequence[str], classify: Callable[[str], Reading]) -> Reading | None:
    """The choice in the last message, where it corrects one before: "a 1" / "ops, não, a 2", "a 1" / "pera" / "a 2"."""
    *before, last = said
    is_corrected = _CORRECTS.match(portuguese.words(last), 0) is not None
    while len(before) > 1 and _SLIPS.fullmatch(portuguese.words(before[-1])):
        is_corrected = bool(before.pop())
    if not is_corrected:
        return None
    corrected, anew = classify("\n".join(before)), classify(last)
    if anew.intent is Intent.UNKNOWN:
        anew = classify(_CORRECTION.sub("", last))
    chooses = corrected.intent is anew.intent is Intent.SLOT_CHOICE
    return anew if chooses and corrected.slot != anew.slot else None


def _corrects_a_refusal(said: Sequence[str], classify: Callable[[str], Reading]) -> bool:
    *before, last = said
    earlier = "\n".join(before)
    refuses = _REFUSES.search(portuguese.words(earlier)) is not None
    corrects = refuses and _CORRECTS_A_WORD.match(portuguese.words(last), 0) is not None
    return corrects and classify(earlier).intent is not Intent.SLOT_CHOICE


def _refuses_or_corrects(said: Sequence[str], classify: Callable[[str], Reading]) -> bool:
    """Return True for "a 1" / "não a 2", which keeps the first or takes the second."""
    *before, last = said
    rest = _BARE_NO.sub("", last)
    if rest == last or not before:
        return False
    kept, instead = classify("\n".join(before)).slot, classify(rest).slot
    return kept is not None and instead is not None and kept != instead
