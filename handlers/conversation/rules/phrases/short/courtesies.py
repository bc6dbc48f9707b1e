"""The phrases of courtesy: a closed list, for what is answered by nothing and for what stands beside a yes."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.short import consoling
from handlers.conversation.rules.phrases.short import courtesies_abroad as abroad
from handlers.conversation.rules.phrases.telling.bearing import THANKED_FOR, WISHED

EMOJI = frozenset(
    "🙏❤♥💙💚🧡💛💜🤍💖💕💗💓💞😘🥰😍😊☺🙂😃😄😁😀😉🤗🤝👏🙌✨🌹💐🌷🌸🌻🌟⭐🚀🎉🥳👊💪🫶🫡🙇👍👌✅✔☑🆗"
)
"""The emoji of thanks, good wishes and assent."""

_TO = group(r"""
    (?: (?:para|a|ai|com|n[ao]s?|o|os|voces?|ti|tod[oa]s|sempre|mesmo|empresa|negocios|trabalho|projetos?|seus?|suas?
        |vida|equipe|familia|senhora?|tambem)(?![a-z]))*
""")
_GOOD = group(r"""
    (?:b(?:om|oa)s?|buen[oa]s?|otim[oa]s?|excelente|lind[oa]|feliz|abencoad[oa]|maravilhos[oa]|good|great|nice)
""")
_OF = group(r"""
    (?:pel[ao]s?|por|as?|os?|for|de|d[ao]s?|suas?|seus?|tua|teu|tod[oa]|the|your|la|el|su|e|boa|otim[oa])
""")
_MUCH = group(r"""
    (?:demais|mesmo|muito|viu|mais uma vez|de coracao|desde ja|novamente|so much|very much|a lot|voces?
        |voce tambem)(?![a-z])
""")
_WORD_OF_THANKS = group(r"""
    (?:obrigad(?:[oa]s?|ao|ona|inh[oa])|brigad(?:ao|inh[oa])|valeu|gratidao|grat[oa]s?|agradecid[oa]s?|agradec(?:o|emos)
        |gracias|thank you|thanks?|thx|tks|ty|merci|tmj|tamo junto)
""")
_KINDNESS = group(r"""
    (?:avisar|entender|compreender|lembrar|tudo|responder|esclarecer|informar|perguntar)
""")
_FOR = rf"(?:(?: {_OF})* {THANKED_FOR}|(?: de)? voces?\b| por {_KINDNESS}| for (?:understanding|everything))"
_THANKS = one_of(rf"""
    {abroad.THANKS}
    (?:(?:muit[oa]|mais uma vez|eu que|eu|nos|desde ja|super|many) ){{0,3}}{_WORD_OF_THANKS}(?: {_MUCH})*{_FOR}*
""")
_WISHES = one_of(rf"""
    {abroad.WISHES}
    (?:(?:tenham?|desej(?:o|amos)|um|uma) ){{0,3}}{_GOOD} (?:{WISHED}|trabalho|sorte|vendas|negocios|natal
        |ano(?: novo)?|festas|continuacao)(?: e {_GOOD} (?:{WISHED}|trabalho|vendas|ano novo))?{_TO}
    (?:(?:desej(?:o|amos)|muit[oa]) ){{0,2}}(?:sucesso|sorte|felicidades?|prosperidade){_TO}
    (?:desej(?:o|amos) )?tudo de (?:bom|melhor|otimo){_TO}|all the best|best of luck|good luck|best wishes
    (?:fi(?:ca|que)m?|va|vai|vao) com deus|deus (?:te |lhe |os |vos )?aben[cs]o\w+{_TO}|amem
    (?:(?:um|1|grande|forte|outro) ){{0,2}}(?:abs|abracao)|beij(?:os?|ao|inhos?)|bj[os]*|att|atenciosamente
    cordialmente|saudacoes|cumprimentos|saludos|(?:kind |best )?regards
    ate (?:mais|a proxima)|tchau(?:zinho)?|xau|falou|adeus|bye(?: bye)?|ciao|hasta luego|take care
    se cuid(?:a|e|em)|cuid(?:e|em) se
""")
_OVER = group(r"""
    (?:transtornos?|incomodos?|demora|confusao|inconvenientes?|coisa|trabalho|bagunca|mal entendido)
""")
_APOLOGIES = one_of(rf"""
    (?:(?:me|mil|peco) ){{0,2}}(?:desculp\w+|perdao|perdoem?)(?: (?:por|pel[ao]s?|qualquer|os?|as?|algum|alguma
        |eventu\w+))* {_OVER}(?: (?:viu|causad\w+))*
""")
_NOTED = one_of(rf"""
    ok|certo|certinho|beleza|combinado|perfeito|otimo|show(?: de bola)?|maravilha|legal|joia|joinha|excelente|tranquilo
    esta (?:bom|bem|certo|otimo|joia|tranquilo|entendido)|tudo (?:bem|bom|certo|joia|tranquilo)
    entend(?:i|ido|emos)|ciente|anotado|recebido|fechado|sem problemas?|nao tem problema
    imagina|magina|(?:de|por) nada|disponha|nao (?:ha|tem) de que|igualmente|idem|desejo o mesmo
    (?:para )?(?:voces?|ti) tambem|ate (?:la|logo|breve)|{consoling.CONSOLES}
    {abroad.NOTED}
""")
_ANOTHER = group(r"""
    (?:(?:um|uma|a|o) )?(?:outr[oa]|proxim[oa])(?: (?:vez|oportunidade|ocasiao|momento))?
""")
_I = group(r"""
    (?:eu|a gente|nos|houver|tiver(?:mos)?|precis\w+|mud\w+|de ideia|interesse|algo|alguma coisa|for o caso|te|lhe)
""")
_SHALL_CALL = group(r"""
    (?:cham(?:o|amos)|avis(?:o|amos)|procur(?:o|amos)|falo|ligo|retorno|entr(?:o|amos) em contato|grito)
""")
_KEEP = group(r"""
    (?:fi(?:co|camos|quei)(?: com)?|guard(?:o|ei)|vou (?:guardar|ficar com)|salvei|anotei|tenho)
""")
_ENDINGS = one_of(rf"""
    {abroad.ENDINGS}
    (?:(?:entao|fica|ficamos|deixa|deixamos|quem sabe) ){{0,2}}(?:para|numa?|n[ao]|em) {_ANOTHER}
    (?:(?:se|caso|quando|qualquer coisa|qq coisa|no futuro) ){{1,2}}(?:{_I} )*{_SHALL_CALL}(?: (?:voces?|aqui))*
    {_KEEP} (?:(?:o|ja|seu|teu) )*(?:contato|numero|telefone)(?: (?:salvo|de voces|aqui|guardado|anotado))*
""")
_KEEP_WAITING = r"(?:(?:eu|ja|entao|aqui|fico|ficamos|ficarei|estou|estamos|vou|vamos|sigo|seguimos) ){0,4}"
_AWAITED = group(r"""
    (?: (?:o|a|os|as|seu|sua|um|uma|pel[ao]|por|de|voces?|aqui|entao|retorno|contato|resposta|posicao|link|convite
        |material|proposta|orcamento|valor(?:es)?|precos?|tabela|catalogo|informac(?:ao|oes)|endereco|email
        |ligacao|documentos?|contrato)(?![a-z]))*
""")
_WAITING = one_of(rf"""
    {_KEEP_WAITING}(?:(?:n?o |ao )?aguardo|(?:aguard|esper)(?:amos|ando|ar|arei)|espero|n?a espera){_AWAITED}
    {consoling.WAITS}|sem (?:pressa|urgencia)
    quando (?:puder(?:em)?|der)|(?:fico|ficamos|estou) (?:a|ao) (?:disposicao|dispor)
    (?:i ll|i will|will) (?:wait|be waiting)|waiting|take your time|looking forward to it
    (?:quedo|estoy|estare)? ?(?:a la espera|atent[oa])(?: (?:de|su|tu|la|respuesta))*|vale
""")
_SORRY = group(r"""
    (?:desculp\w+|foi mal|perdao|sinto muito|(?:(?:i m|i am|so|very) ){0,2}sorry(?: (?:about|for) (?:that|it|this
        |the \w+))?|(?:mil )?disculp\w+(?: por (?:la|las|el|los) \w+)?|(?:lo )?(?:siento|lamento)(?: mucho)?
        |perdon(?: por (?:la|las|el|los) (?:molestias?|confusion|inconvenientes?))?|my (?:apologies|bad)|apologies)
""")

_END = r"(?![a-z0-9])"
COURTESIES = Phrases(rf"\b(?:{_THANKS}|{_WISHES}|{_APOLOGIES}|{_NOTED}){_END}")
"""Thanks, good wishes, apologies for what is over, and what takes note or returns a courtesy."""
WITH_WAITING = Phrases(rf"\b(?:{_WAITING}|{_THANKS}|{_WISHES}|{_APOLOGIES}|{_NOTED}){_END}")
"""The same with words that wait for an answer that is to come, beside which an offer is still to be decided about."""
FOR_AN_OFFER = Phrases(rf"\b(?:{_WAITING}|{_THANKS}|{_NOTED}){_END}")
"""Those that are said to an offer and neither choose nor part."""
WITH_ENDINGS = Phrases(rf"\b(?:{_ENDINGS}|{_THANKS}|{_WISHES}|{_APOLOGIES}|{_SORRY}|{_NOTED}){_END}")
"""The same with words that end a conversation, and would refuse or put off a meeting that stands."""
BESIDE_A_YES = Phrases(rf"\b(?:{_ENDINGS}|{_THANKS}|{_WISHES}|{_APOLOGIES}|{_SORRY}){_END}")
"""The courtesies that stand beside a yes and add nothing to it."""
BESIDE_A_REFUSAL = Phrases(rf"\b(?:{_THANKS}|{_WISHES}|{_APOLOGIES}|{_SORRY}){_END}")
"""Those that stand beside the refusal of a time and put nothing off."""
APOLOGY = Phrases(rf"\b(?:{_APOLOGIES}|{_SORRY}){_END}")
"""The apologies alone."""
_FILLER = group(r"""
    (?:e|viu|entao|ai|hein|gente|pessoal|querid[oa]|amig[oa]|moc[oa]|senhora?|meu|minha|k+|(?:rs)+|(?:ha)+|(?:he)+
        |por aqui|demais|mesmo|[.,!])
""")
FILLERS = Phrases(rf"(?: *{_FILLER}(?![a-z]))* *")
"""Words that may be left where courtesies are taken out, to be matched in full."""
