"""The phrases that leave more than one slot of an offer: any of them, some by their numbers, all but one."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of

ANY = any_of(r"""
    qualquer (?:um|uma|dia|data|horario|hora|opcao)\b(?! (?:outr|duvida|coisa))
    tanto faz\b|da no mesmo\b|whichever\b|cualquiera\b
    any of (?:them|these|those)\b|either (?:one|works|is fine)\b
    (?:tod[ao]s|[ao]s 3)(?: [ao]s (?:3|opcoes|horarios|datas))? (?:(?:me |nos )?(?:serve|atende|funciona|agrada|da
        |esta|sao|sirve|convien|va)\w*|pode\w* ser|de boa|ok|bo(?:n|a)s)\b
    ^l?[ao]s (?:2|3)(?= ?[.!]*$)|^tod[ao]s(?= ?[.!]*$)|all (?:3|of them) (?:work|are fine|suit)
    [ao] que (?:for|ficar|achar|preferir|der|voces? (?:preferir|achar)\w*)\b.{0,24}\b(?:melhor|facil|voces?|senhora?)\b
    voces? (?:que )?(?:escolh|decid|mand)\w+|(?:escolh[ae]m?|decid[ae]m?) (?:voces?|ai)\b
""")
"""Any slot at all, or whichever of those that are named."""

ALL_BUT = any_of(r"""
    (?:menos|exceto|excepto|salvo|fora|tirando|except|(?:all|any(?: one)?|anything|everything) but)\b
    (?:nao|nem|nunca|not|no|cant|can t|don t|unable|impossivel|complicad[oa]|dificil|ruim)\b
""")
"""A slot that is refused or excepted."""

_SEVERAL = Phrases(
    r"^(?:opcao |opcoes |[ao]s? )*([1-3])((?> (?:e|ou|o|u|y|or|and|,|/|opcao|[ao]s?)+)+ [1-3])+(?= ?[.!]*$)"
)
_COUNTED_ABROAD = Phrases(r"^l(?=[ao]s [23] ?[.!]*$)")


def in_words(known: str) -> str:
    """Return numbers of options that stand alone as options: "1 ou 3"; "las tres" counts them."""
    known = _COUNTED_ABROAD.sub("", known)
    return _SEVERAL.sub(lambda found: " ".join(f"opcao {each}" for each in found[0] if each.isdigit()), known)
