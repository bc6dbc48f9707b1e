"""The words by which a choice is said to be of an earlier offer: "da lista anterior", "de antes", "lá de cima"."""

from handlers.conversation.rules.phrases.notation import any_of, group

_OFFER = group(r"""
    (?:lista|mensagem|msg|oferta|proposta|email|remessa|leva|rodada|vez|opcoes|datas|horarios|sugestoes|alternativas)
""")
_EARLIER = group(r"""
    (?:anterior(?:es)?|antig[oa]s?|passad[oa]s?|de antes|la de cima|de cima)
""")

_NAMED = (
    r"(?:(?<=\d )|(?<=[ao] )|(?<=as )|(?<=os )|(?<=eira )|(?<=unda )|(?<=tima )|(?<=opcao )|(?<=terca )|(?<=uarta )"
    r"|(?<=uinta )|(?<=exta ))"
)
"""Behind an article, or the name of an option: a "cliente antigo" is no offer."""

OF_AN_EARLIER = any_of(rf"""
    (?:d?[ao]s?|d?aquel[ae]s?|n[ao]s?|de) (?:(?:sua|minha) )?{_OFFER} {_EARLIER}\b
    (?:d|n)[ao]s? primeir[oa]s? {_OFFER}\b
    (?:que )?(?:(?:voces?|me|tinham?|havia[m]?|ja) ){{0,4}}(?:mand|envi|oferec|ofert|propos|suger|pass)\w+ (?:antes
        |primeiro)\b
    {_NAMED}(?:de antes\b(?! d[aeo]s?\b| que\b)|(?:de |da )?la (?:de|em) cima\b|(?:anterior|antig[oa])(?:e?s)?\b)
""")
"""The words that say that a choice is of an earlier offer, and of which."""
