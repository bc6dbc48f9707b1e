"""The objections and pains in a contact's replies, each with the words that show it.

They are found by word lists over ``portuguese.words``, and quoted so that the reader can judge.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handlers.briefing.rules.facts import ReplyLine
from handlers.briefing.rules.markdown import quote


@dataclass(frozen=True)
class Finding:
    """An objection or a pain."""

    name: str
    advice: str
    """The recommendation that follows from it."""
    quote: str
    """The reply that shows it first, as one plain line."""


def objections(replies: Iterable[ReplyLine]) -> list[Finding]:
    """Return the contact's objections, each topic once with the first reply that shows it."""
    return _findings(_OBJECTIONS, [(reply, reply.said) for reply in replies])


def pains(replies: Iterable[ReplyLine]) -> list[Finding]:
    """Return the contact's pains, each topic once; a denied one ("não tenho problema") is none."""
    return _findings(_PAINS, [(reply, reply.said) for reply in replies], skip_denied=True)


def is_denied(said: str, match: re.Match[str]) -> bool:
    """Return True if a negation stands up to two words before the match in ``said``."""
    return _NEGATED.search(said[: match.start()]) is not None


def any_of(words: str) -> re.Pattern[str]:
    """Return the pattern of any of the words, separated by ``|``, as whole words."""
    return re.compile(rf"\b(?:{words})\b")


_NEGATED = re.compile(r"\b(?:nao|nem|sem|nunca)(?: \w+){0,2} ?$")


class _Topic(NamedTuple):
    name: str
    advice: str
    words: re.Pattern[str]


def _findings(
    topics: Iterable[_Topic], replies: Sequence[tuple[ReplyLine, str]], *, skip_denied: bool = False
) -> list[Finding]:
    found: list[Finding] = []
    for topic in topics:
        showing = (
            reply
            for reply, said in replies
            if any(not (skip_denied and is_denied(said, match)) for match in topic.words.finditer(said))
        )
        if first := next(showing, None):
            found.append(Finding(topic.name, topic.advice, quote(first.text)))
    return found


_OBJECTIONS: tuple[_Topic, ...] = (
    _Topic(
        "Preço",
        "Leve o retorno esperado e as condições de pagamento: o preço já foi tema.",
        any_of(
            r"car[oa]s?|preco alto|valor alto|fora do orcamento|sem (?:verba|orcamento|dinheiro|grana)|"
            r"nao (?:tenho|temos) (?:verba|orcamento|dinheiro|grana)|quanto custa|"
            r"qual (?:e )?o (?:valor|preco|custo)|desconto"
        ),
    ),
    _Topic(
        "Já tem fornecedor",
        "Pergunte o que falta na solução atual antes de comparar.",
        any_of(
            r"ja (?:tenho|temos|uso|usamos|contratei|contratamos|trabalho|trabalhamos)|"
            r"outr[oa] (?:fornecedor|empresa|"
            r"sistema|solucao)|satisfeit[oa]s?"
        ),
    ),
    _Topic(
        "Falta de tempo",
        "Seja breve: proponha uma conversa curta e com pauta.",
        any_of(
            r"(?:sem|falta de|pouco) tempo|nao (?:tenho|temos) tempo|corrid[oa]|correria|"
            r"muito ocupad[oa]|agenda cheia"
        ),
    ),
    _Topic(
        "Momento",
        "Confirme o prazo de decisão e combine uma data para retomar.",
        any_of(
            r"nao e o momento|agora nao|no momento nao|mais para frente|(?:mes|ano|semestre) que vem|"
            r"por enquanto nao|depois"
        ),
    ),
    _Topic(
        "Não decide sozinho",
        "Convide quem decide para a reunião.",
        any_of(
            r"(?:falar|conversar|ver|consultar)(?: \w+)? (?:com )?(?:o |a )?(?:meu|minha|socio|socia|"
            r"chefe|diretor\w*|gerente)|"
            r"(?:meu|minha) (?:socio|socia|chefe|gerente|diretor|diretora)|quem (?:decide|cuida|resolve)"
        ),
    ),
    _Topic(
        "Desconfiança",
        "Apresente a empresa e diga de onde veio o contato.",
        any_of(
            r"golpe|spam|robo|quem (?:e voce|passou|deu)|(?:como|onde) \w+ (?:meu|o meu) (?:numero|"
            r"contato|email)|nao conheco"
        ),
    ),
)

_PAINS: tuple[_Topic, ...] = (
    _Topic(
        "Perda de vendas ou clientes",
        "Mostre como recuperar vendas, com um caso do mesmo segmento.",
        any_of(
            r"perd(?:endo|emos|er|i|o) (?:\w+ )?(?:vendas?|clientes?|negocios?|oportunidades?)|"
            r"vendas? (?:caindo|fracas?|baixas?)|"
            r"poucos clientes|falta de clientes?|(?:nao|dificil) (?:consigo |conseguimos )?vender"
        ),
    ),
    _Topic(
        "Trabalho manual",
        "Mostre quanto do trabalho manual deixa de existir.",
        any_of(
            r"manual(?:mente)?|planilhas?|no papel|na mao|retrabalho|caderno|excel|digit(?:ar|amos|"
            r"ando) tudo"
        ),
    ),
    _Topic(
        "Demora",
        "Traga números de prazo: antes e depois.",
        any_of(r"demor(?:a|ado|ada|ando|amos)|lent[oa]|lentidao|atras(?:o|os|ado|ada|ando|amos)|fila"),
    ),
    _Topic(
        "Custo alto hoje",
        "Compare o custo atual com o da proposta.",
        any_of(
            r"(?:gast(?:o|amos|ando)|pag(?:o|amos|ando)) (?:muito|demais|caro)|custos? (?:alto|altos|"
            r"elevad[oa]s?)|prejuizo"
        ),
    ),
    _Topic(
        "Falta de gente ou de controle",
        "Mostre o acompanhamento e os relatórios.",
        any_of(
            r"falta de (?:gente|pessoal|equipe|mao de obra|controle|organizacao)|sem (?:equipe|"
            r"controle)|desorganizad[oa]|"
            r"perdid[oa]s?|bagunca|sobrecarregad[oa]s?"
        ),
    ),
    _Topic(
        "Problemas com a solução atual",
        "Pergunte pelo problema em detalhe e responda a ele primeiro.",
        any_of(
            r"(?:sistema|fornecedor|software|ferramenta|atendimento|suporte) (?:\w+ )?(?:ruim|pessimo|"
            r"fraco|cai|trava|falha|"
            r"nao funciona|nao atende)|problemas?|dificuldades?|dor de cabeca|insatisfeit[oa]s?"
        ),
    ),
)
