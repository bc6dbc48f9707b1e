"""The words of a mail that a program may have put below the person's own, and what is certain in spite of them.

What no rule knows for a footer may still be one: a link without its address, an advertisement. So an order that stands
below other words is certain only where somebody is heard in it, be it by courtesy or by what it is about.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.common.rules.model import Intent
from handlers.conversation.rules.replies import Reading

DOUBTED = frozenset({Intent.OPT_OUT, Intent.CANCEL})
"""The intents that the words below a mail may seem to order."""
_WIDTH = 66
"""Characters of a line from which on a program, and not its writer, may have broken it."""
_GREETING = re.compile(
    r"(?:(?:ol[áa]|oie?|bom dia|boa tarde|boa noite|prezad[oa]s?|car[oa]s?|senhor(?:a|as|es)?|sr[ae]?s?\.?|pessoal|"
    r"hello|hi|hey|dear|good (?:morning|afternoon|evening)|hola|buen[oa]s?(?: d[íi]as?| tardes?| noches?)?|"
    r"estimad[oa]s?)\b[^.!?\n]{0,50}[.,!?:;…]*\s*(?:tudo bem|tudo bom|como vai|how are you|qu[ée] tal|"
    r"todo bien)?[?,.!]*"
    r"|(?!(?i:obrigad|grat|thank|gracias|at[te]|abra|ok|cert|combin|sim|perfeit|confirm|cordial|atencios))"
    r"[^\W\d_]+(?: [^\W\d_]+){0,2}[,:])\s*",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:por favor|favor|gentileza|obrigad[oa]s?|grat[oa]s?|agrade[çc]\w+|desculp\w+|peço|pe[çd]imos|solicit\w+|"
    r"preciso|precisamos|precisei|gostar[ií]a(?:mos)?|infelizmente|tive|tivemos|surgiu|estou|estamos|vou|vamos|recebi|"
    r"recebemos|j[áa] (?:pedi|falei|disse|tenho|temos)|voc[êe]s|voc[êe] (?:me|poderia)|vcs|please|pls|thanks|thank you|"
    r"sorry|unfortunately|i(?:['’]m| am| have|['’]ve|['’]ll| need| will|['’]d)|we(?:['’]re| are| have| need)?|"
    r"gracias|disculp\w+|lamentablemente|necesito|necesitamos|pido|quisiera|ustedes|"
    r"reuni[ãa]o|reuni[óo]n|meeting|call|conversa|encontro|hor[áa]rio|lgpd)\b",
    re.IGNORECASE,
)
"""Words of a person to a person, which no link has."""
_INSTRUCTED = re.compile(r"\W*(?:SAIR|PARAR|STOP)\W*")
"""The commands as our own messages teach them."""


def doubted(text: str, reading: Reading, classify: Callable[[str], Reading]) -> Reading:
    """Return the reading of a mail's words, merely likely where what it orders may have been put below them."""
    if not reading.certain or reading.intent not in DOUBTED:
        return reading
    own = without(text)
    if own == text:
        return reading
    first = classify(own)
    return reading if first.certain and first.intent is reading.intent else replace(reading, certain=False)


def without(text: str) -> str:
    """Return the words with which a mail begins, and those below in which somebody is heard."""
    kept: list[str] = []
    is_begun = False
    for block in _blocks(text):
        if not is_begun or _HEARD.search(block) or _INSTRUCTED.fullmatch(block):
            kept.append(block)
        is_begun = is_begun or not _GREETING.fullmatch(block)
    return "\n\n".join(kept) if len(kept) < len(_blocks(text)) else text


def _blocks(text: str) -> list[str]:
    """Return the runs of lines that their writer has set apart: by a blank line, or by a break before the margin."""
    blocks: list[str] = []
    above = ""
    for line in text.split("\n"):
        if not line.strip():
            above = ""
            continue
        word = line.split()[0]
        is_broken = len(above) + 1 + len(word) >= _WIDTH
        if above and (is_broken or above.endswith(",")):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
        above = line
    return blocks
