"""The option that stands by itself before a question of something else: "2, e quanto custa?", "3. qual o valor?".

"2 pessoas podem?", "2, qual é mesmo?" and "2, tem mais tarde?" are no choice: what follows has to begin as a question
does, and to ask for what no slot answers.
"""

import re

from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.sentences import requests
from handlers.conversation.rules.slots import grammar, notation, vocabulary

_KEYCAP = re.compile(r"^\s*([1-3])\ufe0f?\u20e3")
_IS = re.compile(r"^\W*(?:(?:n?[ao]|op[cç][aã]o) )*\w+ (?:é|eh)\b", re.IGNORECASE)
"""The "é" that is said of an option, which reads as "and" without its accent."""
_JOINS = r"(?:e|mas|so que|and|but|y|pero)"
_OPTION = Phrases(
    r"^((?:n?[ao] )?(?:opcao |numero )?[1-3]a?|(?:[ao] )?(?:primeir|terceir|ultim)[ao](?: opcao)?"
    rf"|[ao] segunda opcao)(?:(?: [.,])+(?: {_JOINS}\b)?| {_JOINS}\b) "
)
_BEGINS = Phrases(
    rf"(?:(?:{_JOINS}|por|para|com|de|em) )*(?:quem|qual|quais|quant[oa]s?|onde|como|o que|posso|podemos|precis[oa]"
    r"|tem|vai|vao|voces?|e|seria|sera|aceita\w*|atende\w*|da para|(?:queria|gostaria de|quero) saber|me (?:diz|fala)"
    r"|(?:o )?(?:preco|valor|custo|link|endereco)|what|who|how|where|do|does|is|can|cuanto|quien|donde|puedo)\b"
)
_COURTESY = Phrases(
    r"(?:muito )?(?:obrigad[oa]|valeu|grat[oa]|thanks|gracias|abs|bom dia|boa (?:tarde|noite)) ?[.!]?"
)


def option(text: str) -> str | None:
    """Return the words of the option, as ``vocabulary.known``; ``None`` where it does not stand so."""
    if _IS.search(text):
        return None
    known = vocabulary.known(notation.in_sentences(_KEYCAP.sub(r"\1. ", text)))
    found = _OPTION.match(known, 0)
    if found is None:
        return None
    sentences = [each.strip(" ,") for each in SENTENCE.findall(known[found.end() :])]
    asked = [each for each in sentences if each.strip(" .!?") and not _COURTESY.fullmatch(each)]
    return found[1] if asked and all(map(_asks_of_something_else, asked)) else None


def _asks_of_something_else(sentence: str) -> bool:
    names_a_time = grammar.parse(sentence).mentions
    return bool(_BEGINS.match(sentence, 0)) and not names_a_time and requests.is_made(sentence)
