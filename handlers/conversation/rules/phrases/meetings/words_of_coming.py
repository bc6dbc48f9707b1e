"""The whole replies of somebody who comes to a meeting that is agreed, whatever else they might resemble.

They name no day: that may be another one than the agreed one.
"""

from handlers.conversation.rules.phrases.notation import any_of, group, one_of

_MISS = r"(?:perder|faltar|furar|cancelar|desmarcar|remarcar|desistir|fugir|adiar)"
_IT = group(r"""
    (?: (?:isso|essa|ess[ae] (?:reuniao|conversa|call|papo|encontro)|a (?:reuniao|conversa|call)|dessa|com voces?))?
""")
_NEVER = group(r"""
    (?:jamais|nunca|imagin[ae]|nem pensar|nem morta?|de jeito nenhum|de forma (?:alguma|nenhuma)|que (?:nada|isso)
        |nao|eu nao|por nada|never|no way|ni loc[oa])
""")
_NOBODY_MEANT_IT = rf"""
    (?:eu )?{_MISS}{_IT} \? (?:eu )?{_NEVER}(?: (?:nao|mesmo|ne))?
    (?:e )?(?:eu )?(?:la )?(?:ia|iria|vou) {_MISS}{_IT} \?(?: {_NEVER})?
    (?:quem|alguem) (?:disse|falou) que (?:eu )?(?:ia|iria|vou) {_MISS}{_IT} \?
    (?:nem )?(?:pense|pensa|pensar|sonhe|sonha) em {_MISS}{_IT}
"""
NOBODY_MEANT_IT = any_of(rf"""
    {_NOBODY_MEANT_IT}
    sair \? eu quero e entrar(?: n?ess[ae] (?:reuniao|conversa|call))?
""")
"""A step that is named to laugh it off: "cancelar? jamais", "e eu ia perder isso?"."""

_WHO = group(r"""
    (?:el[ea]s?|(?:[ao]s? )(?:dra?|dout(?:or|ora)|sra?|senhora?|prof|professora?|diretora?|chefe|patrao
        |patroa)(?: \.)?
        (?: (?!nao|nunca|nem|so|talvez|ja)[a-z]+)??)
""")
_GOES = group(r"""
    (?:vai|ira|vem|vira|confirmou(?: (?:a )?(?:presenca|participacao))?|confirma (?:a )?(?:presenca|participacao)
        |esta confirmad[oa]|estara (?:la|ai|presente))
""")
_PLAN = r"(?:viagem|voo|compromisso|consulta|evento|medico|dentista|trip|flight|cita|viaje|vuelo)"
_GO = r"(?:ir|participar|estar (?:la|ai|com voces?)|comparecer|entrar)"
_EAGER = group(r"""
    (?:(?:super|muito|bem) )?(?:ansios[oa]|animad[oa]|empolgad[oa]|contando os dias|dentro|firme(?: e forte)?)
""")
_TO_IT = r"(?: (?:pel[ao]|para (?:a|o)|com (?:a|o)) (?:nossa? )?(?:reuniao|conversa|call|papo|encontro))?"

COMES = one_of(rf"""
    {_NOBODY_MEANT_IT}
    {_WHO} {_GOES}(?: sim)?|(?:a|minha) secretaria (?:disse|falou|confirmou) que {_WHO} {_GOES}
    (?:pode[m]? )?cont(?:ar?|em?) com (?:a )?(?:minha|nossa) presenca
    (?:eu )?vou(?: sim)? ?,? (?:nao se preocup(?:e|em|a)|pode[m]? ficar tranquil[oa]s?|fi(?:ca
        |que[m]?) tranquil[oa]s?)
    (?:eu )?nao (?:vou|irei|iria|posso) (?:perder|faltar|furar){_IT}(?: (?:nao|por nada|de jeito nenhum|mesmo))?
    (?:eu )?nao (?:falto|furo|perco)(?:{_IT}| por nada)(?: nao)?
    (?:ja )?desisti(?:mos)? de {_MISS}{_IT}
    (?:(?:por )?favor ?,? )?(?:desconsider|ignor|esquec)(?:a|e|em|am|er|ar)? (?:[ao]|meu|minha) (?:pedido (?:de|do) )?
        (?:cancelamento|remarcacao|desmarcacao|adiamento)(?: anterior)?
    (?:[ao]|meu|minha) {_PLAN} (?:foi|ficou) (?:cancelad|adiad)[oa] ?,? (?:entao|por isso|e|agora
        |ai) (?:eu )?(?:(?:vou|posso
        |consigo|vou poder|vou conseguir)(?: {_GO})?|estarei (?:la|ai|presente)|vai dar)(?: sim)?
    (?:adiei|cancelei|remarquei|desmarquei) (?:[ao]|meu|minha) {_PLAN} (?:so )?para (?:poder |conseguir )?{_GO}
    (?:achei|pensei) que nao (?:ia|iria) (?:dar|conseguir|poder) ?,? mas (?:vai dar|deu|deu certo
        |vou (?:conseguir|poder)
        |consegui|consigo)(?: (?:ir|sim))?
    (?:nos )?mal (?:posso|podemos|vejo a hora)(?: de)?(?: esperar)?
    (?:eu )?(?:ja )?(?:salvei|anotei|marquei|coloquei)(?: (?:aqui|n?a (?:minha )?agenda|no (?:meu )?calendario))+
    (?:(?:estou|estamos) )?{_EAGER}{_TO_IT}
    (?:aceit[oa]|accepted|aceptad[oa]) (?:reuniao|convite|meeting|invitation|invitacion
        |reunion)(?: (?:comercial|de apresentacao
        |inicial|marcada?))?
    (?:great |perfect |sounds good )?(?:,)? ?see (?:you|u|ya) (?:then|there|soon)
    (?:but )?(?:(?:i|we) )?(?:can|will be able (?:to|estou)|ll be able (?:to|estou)) (?:make it|come|attend
        |join)(?: after all)?
    (?:you can )?count (?:me|us) in|(?:i m|i am|we re|we are) (?:still )?(?:in|on)|still on
    (?:(?:i|we) )?(?:can t|cannot) wait(?: (?:to|estou) (?:meet|talk|see|speak|chat)(?: (?:with )?you)?)?
    (?:i m |we re )?looking forward (?:to|estou) (?:meeting|seeing|talking|speaking)(?: (?:to|estou
        |with))?(?: you| him| her| [a-z]{{3,}})?
    my {_PLAN} (?:was|got|has been) (?:cancell?ed|moved|postponed) ?,? so (?:i|we) (?:can|will|ll) (?:come
        |make it|attend
        |be there)
    al final (?:si )?(?:puedo|podemos|voy|vamos)(?: (?:ir|asistir))?|no (?:faltare|faltaremos|fallare|falto)
    (?:cuent[ae]n?) con(?:migo| nosotros)|(?:seguro|claro|obvio)(?: que)?(?: si)? (?:voy|vamos|ire|iremos|asisto)
""")
"""A reply, to be matched in full, of who comes: "vou, não se preocupe", "count me in", "al final sí puedo"."""
