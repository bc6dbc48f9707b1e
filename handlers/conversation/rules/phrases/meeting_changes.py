"""The phrases by which a contact moves or cancels a meeting."""

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, MEETING, NOT

RESCHEDULE = any_of(rf"""
    (?:remarc(?:ar|armos|acao|amos)|reagend(?:ar|armos|amento|amos)|adiar|adiarmos|postergar|antecipar
        |adiantar)\b
    (?:mudar|trocar|alterar|mudarmos|transferir|mover)(?: \w+){{0,3}} (?:horario|dia|data
        |reuniao|hora|encontro|call|conversa)\b
    (?:mudar|transferir|passar|jogar|empurrar|mover)(?: \w+){{0,2}} para (?:outr[oa]|a?\s?semana|segunda|terca
        |quarta|quinta|sexta|amanha|depois|mais|dia|o dia|as)\b
    outr[oa]s? (?:horarios?|dias?|datas?|opcao|opcoes|semana)\b
    nenhum[a]? (?:d[eao]|dess[ea]s?|dest[ea]s?|d[ao]s|del[ea]s|horario|opcao|data|dia|serve|da|funciona
        |me atende|fica|e bom|e boa|bate|encaixa)\b
    (?:tem|pode ser|poderia ser) outr[oa]s?\b
    {NOT} (?:quero|queremos) (?:mais )?ness[ea]s? (?:horarios?|datas?|dias?)\b
    {NOT} (?:quero|queremos) (?:mais )?(?:ess[ea]s?|nenhum[a]?|o|a|est[ea]s?) (?:horarios?|datas?|dias?|opcao
        |opcoes)\b
    nem um[a]? (?:dess[ea]s|dest[ea]s|d[ao]s)\b
    {NOT} (?:posso|consigo|da|tenho|poderei|serve|servem|funciona|funcionam|rola|vai dar|vou conseguir
        |vou poder|conseguirei|encaixa
        |batem?|temos|podemos|conseguimos|estou disponivel|estarei disponivel)(?: \w+){{0,3}} (?:ness[ea]s
        |dess[ea]s|est[ea]s|ess[ea]s|nest[ea]s|nesse horario|horarios|datas|dias|opcoes)\b
    (?:ess[ea]s|est[ea]s|os|as) (?:horarios|dias|datas|opcoes) (?:nao|sao ruins|ficam ruins|estao ruins)\b
    (?:tem|teria|teriam|haveria|ha|existe) (?:mais |algum |outro |alguma )+(?:horario|dia|data|opcao|opcoes
        |horarios)
    (?:tem|teria) (?:na|no|para|algo|alguma coisa) (?:a |o )?(?:semana|dia|outr[oa]|segunda|terca|quarta|quinta
        |sexta|inicio|fim|final)
    (?:tem|teria|pode ser|poderia ser|da para ser|da para|podemos|so posso|so consigo|so tenho|prefiro
        |consegue)(?: \w+){{0,2}} (?:mais tarde|mais cedo|depois das|a partir das|antes das|no fim da tarde
        |no final da tarde|a noite|de noite)\b
""")
"""The wish for another time."""

RESCHEDULE_OFFER = any_of(rf"""
    nenhum[a]?{END}
    outra hora\b
    (?:so|apenas|somente) (?:posso|consigo|tenho|na|no|semana|a partir|depois|mes|de|a)\b
    (?:na|pode ser|so|para a|melhor)? ?(?:proxima semana|semana que vem|outra semana)\b
    (?<![a-z] )(?:eu |infelizmente |poxa |que pena )*{NOT} (?:posso|consigo|vou poder|vou conseguir|estarei
        |tenho agenda|tenho disponibilidade){END}
""")
"""The wish for another time, in words that mean it only while slots are on offer."""

_CANCEL_VERB = group(r"""
    (?:cancelar|cancelo|cancelamos|cancelamento|cancelad[oa]|desmarcar|desmarco|desmarcamos)
""")

CANCEL = any_of(rf"""
    {_CANCEL_VERB}(?: \w+){{0,4}} {MEETING}
    (?:desist(?:i|o|imos|ir)|abro mao|abri mao) d[aoe](?: \w+)? ?{MEETING}
""")
"""The cancellation of a meeting that is named as one."""

CANCEL_STANDING = any_of(rf"""
    {_CANCEL_VERB}(?: (?:tudo|isso|ai|para mim|de (?:hoje|amanha|segunda|terca|quarta|quinta|sexta)|ela
        |a de (?:hoje|amanha|segunda|terca|quarta|quinta|sexta)|hoje|entao|mesmo))?{END}
    desist(?:i|o|imos|ir){END}
""")
"""A cancellation without the word "meeting", which needs a meeting to cancel."""

CANCEL_REFUSALS = any_of(rf"""
    {NOT} (?:quero|queremos|desejo|tenho interesse|vou querer|vamos querer|preciso
        |precisamos)(?: \w+){{0,4}} {MEETING}
    {NOT} (?:vai|vamos|vou) (?:mais )?(?:ter|haver|fazer|precisar)(?: \w+){{0,3}} {MEETING}
""")
"""Refusals of a meeting, with their negation."""

CANCEL_ABSENCE = any_of(rf"""
    {NOT} (?:vou|vamos|poderei|posso|consigo|conseguirei|poderemos|conseguiremos)(?: mais)?(?: poder
        | conseguir)?(?: mais)? (?:comparecer|participar|ir|estar presente)\b
""")
"""The announcement of not coming, which cancels a meeting that is agreed on."""
