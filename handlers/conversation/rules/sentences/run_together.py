"""Words of an order to stop that are written without the spaces between them: "nãomandamais"."""

import re

from handlers.conversation.rules.phrases.notation import Phrases

_HEAD = (
    r"(?:nao|parem?|para|tir(?:a|em?|ar)|remov(?:am?|er?)|apag(?:a|uem?|ar)|exclu(?:am?|ir?)|sair?|chega"
    r"|basta|quero|me)"
)
_WORD = (
    r"(?:nao|quero|queremos|receber|mand(?:ar|em?|a)|envi(?:ar|em?|a)|lig(?:ar|uem?|a)|cham(?:ar|em?|a)|escrev(?:er|am?)"
    r"|procur(?:ar|em?|a)|perturb(?:ar|em?|a)|tir(?:ar|em?|a)|apag(?:ar|uem?|a)|sair?|nunca|mais|nada|isso|mensagens|mensagem"
    r"|msg|email|contato|numero|nome|lista|daqui|meu|eu|me|nos|dessa|desta|da|de)"
)
_LEAST, _MOST = 2, 8
_RUN = Phrases(rf"\b(?:(?=[a-z]{{9,60}}\b){_HEAD}{_WORD}{{{_LEAST},{_MOST}}}|nao{_WORD})\b")
_FIRST = Phrases(rf"{_HEAD}(?={_WORD}+$)")
_NEXT = Phrases(rf"{_WORD}(?={_WORD}*$)")


def apart(said: str) -> str:
    """Return a result of ``portuguese.words`` with such words apart.

    No other word is made of three of theirs, or of "nao" and one.
    """
    return _RUN.sub(_spaced, said)


def _spaced(run: re.Match[str]) -> str:
    head = _FIRST.search(run[0])
    return " ".join([head[0], *_NEXT.findall(run[0][head.end() :])]) if head else run[0]
