"""Sentences about others who leave, stop or are removed, with the words of an order to stop."""

from handlers.conversation.rules.phrases.notation import any_of
from handlers.conversation.rules.phrases.parts import SEND

OF_OTHERS = any_of(rf"""
    (?<![a-z0-9] )(?:how )?(?:can|do|may|could) (?:my|our|the|your) \w+ (?:unsubscribe|opt out)\b
    (?:last|other|another|previous|former) (?:company|vendor|supplier|provider|lot|firm
        |agency)(?: \w+){{0,2}} (?:asked|told)\b
    (?:told|asked|begged|made|got) (?:the |my |our |an? )*(?:last|other|another|previous
        |former) (?:company|vendor|supplier|provider|lot|guys|people|firm|agency)\b
    (?:clientes?|pacientes?|alun[oa]s?|usuari[oa]s?|leads?|membros?|assinantes?|hospedes?|socios?|inscritos?
        |customers?|users?
        |patients?|municip[ei]\w*|titular(?:es)? d[aeo]s?)(?! se op)(?: \w+){{0,7}} (?:sair|saem|sai|par(?:a|ar|em)
        |ped(?:e
        |em|ir|iu)
        |respond\w+
        |exclu\w+|remov\w+|receb\w+|unsubscribe|opt out|descadastr\w+|stop|cancel\w*)\b
    (?:customers?|clients?|guests?|users?|patients?|members?|people|some(?:one|body))(?: \w+){{0,3}} (?:revok
        |withdr)\w+
    (?:they|people|every(?:one|body)|o (?:povo|pessoal)|todo mundo)(?: (?:de|ll|will|would|all|just|might|may|could
        |can|se|vai|iria))* (?:unsubscribe|opt out|block|descadastr\w+|bloque\w+)\b
    (?:exclu\w+|elimin\w+|apag\w+|remo\w+|delet\w+|descadastr\w+
        |par\w+ de receb\w+)(?! (?:o |a )?(?:ess[ea]|est[ea]|meu) \w+ que\b)(?: \w+){{0,5}} (?:(?:d[aeo]s?|um|uma|meus?
        |minhas?|nossos?|nossas?|[ao]s?) )+(?:funcionari[oa]s?|clientes?|pacientes?
        |alun[oa]s?|filh[oa]s?|tutores|munic\w+|usuari[oa]s?)\b
    (?:par\w+|nao) (?:de )?(?:mais )?{SEND}(?: mais)? para (?:o )?(?:me[iu]|minha) (?:soci[oa]|chefe|marido
        |esposa
        |colega|filh[oa])\b
    (?<!d[aeo] )(?:n?[oa]|seu|sua|your|the|this|el|su) (?:tool|system|product|platform|software|sistema
        |ferramenta|plataforma|app|aplicativo|plano(?: \w+)?|disparo)(?: (?!e |y |and )\w+){{0,6}} (?:unsubscrib\w+
        |opt outs?|descadastr\w+|remov\w+|exclu\w+|apag\w+|bloque\w+)\b
    (?:mand|envi|dispar)(?:ar|o|amos|aria)(?: \w+){{0,3}} para (?:a |uma |minha |toda a )?(?:lista|muit\w+
        |varios|varias|todos|milhares
        |base|gente que)\b
    (?:pede|pec(?:a|am)|avis(?:a|e|em)|fal(?:a|e|em)|diz|dig(?:a|am)) (?:para|ao?s?|o)(?: (?:o|a|seu|sua|pessoal|setor
        |equipe|time|sistema|colega|d[aeo]s?))* (?:cobrancas?|financeiro|boletos?|faturamento|logistica
        |entregas?)\b(?=[^.!?]* par(?:a|ar|em) de)
    (?:outr[ao] (?:empresa|firma|operadora|loja|agencia|fornecedor|sistema)|concorrente|concorrencia
        |empresa anterior|la)(?! (?:de|d[ao]) (?:voces?|seu))(?: \w+){{0,2}} (?:pedi|mandei|falei
        |solicitei)(?: \w+){{0,2}} (?:sair
        |parar|cancel\w+)\b
    (?:pedi|mandei|falei|solicitei)(?: \w+)? (?:(?:para|a|ao|o) )+(?:outr[ao] (?:empresa|firma|operadora|loja
        |agencia
        |fornecedor)|concorrente|concorrencia)(?: (?!sua|voces?)\w+){{0,3}} (?:par\w+|sair|deixar)\b
    (?:me[iu]|minha|meus) (?:sogr[oa]|tia|tio|prim[oa]|cunhad[oa]|vizinh[oa]|soci[oa]|colega) (?:pediu|quer
        |disse)\b
""")
"""Sentences about what others may do, whoever they write to: "se o paciente pedir para sair"."""
