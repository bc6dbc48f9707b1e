"""The lines of phrases for orders that are no orders in their sentence: "cancelar a reunião nem pensar".

Some are denied behind, some were never said, and some give up something else for the meeting's sake.
"""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import group, one_of
from handlers.conversation.rules.phrases.parts import END, MEETING, NOT

_ENDING = group(r"""
    (?:cancelar|desmarcar|desistir|anular|sair|parar|tirar|remover|excluir|descadastrar|cancel|cancelling|canceling)
""")
_OBJECT = r"(?: (?!(?:nao|nem|que|e|mas|por|not|but|and|no|y|ni|pero|nunca|jamais|nada|mais)\b)\w+){0,5}"
_NEVER = one_of(rf"""
    (?:jamais|jamas|nunca|never)(?: jamais)?(?: na vida)?{END}
    n(?:em|i) (?:pensar|a pau|mort[oa]|ferrando|sonhando|brincando|lascando|fodendo|em sonho|loc[oa]s?|hablar|en broma
        |en suenos|de broma|pensarlo)(?: nisso)?{END}
    de (?:jeito|maneira|forma|modo) (?:nenhum[a]?|algum[a]?){END}|de ninguna (?:manera|forma){END}|em hipotese \w+{END}
    (?:sem|sin) (?:chance|cogitacao|condicoes|condicao|chances){END}|no way{END}|not? (?:a )?chance{END}
    (?:esta |e |fica |is |esta totalmente )?(?:fora de (?:questao|cogitacao)|out of the question)\b
    (?:seria|sera|ia ser|iria ser|would be|sera)(?: (?:um|uma|a|an|muito|tao|mesmo|uma grande|um grande))* (?:pena|erro
        |mancada|pecado|absurdo|pessim[oa]|horrivel|terrivel|ruim|chato|triste|desperdicio|sacanagem|bobagem|besteira
        |loucura|burrice|tolice|lastima|error|shame|pity|mistake|waste|madness)\b
    (?:e|es|is) (?:a ultima coisa|the last thing|lo ultimo)\b
    que nada\b
""")

NEVER = rf"""
    {_ENDING}{_OBJECT} ?[,?!]? {_NEVER}
"""
"""Denials that are certain."""

DOUBTED = rf"""
    {_ENDING}{_OBJECT} (?:nao|no) (?:esta|passa|passou|e|es|faz|tem|precisa|cogit\w+|pretendo|penso|pens\w+)\b
    {_ENDING}{_OBJECT} nao (?:quero|queremos|vou|vamos|posso)(?= ?(?:$|[.,!?]))
    {_ENDING}{_OBJECT} (?:e|es|is) (?:not|uma?|so (?:se|em)|besteira|bobagem|loucura|burrice|erro)\b
    {_ENDING}{_OBJECT} ?[,?!]? (?:capaz|imagina|magina|ta louc[oa]|esta louc[oa]|deus me livre|quem dera|eu nao){END}
"""
"""Words that may deny it, or give its reason."""

_LATER = group(r"""
    (?:amanha|manana|mais tarde|mas tarde|depois|despues|luego|later|tomorrow|ate|hasta|assim que|en cuanto|quando
        |cuando|se|si|em breve|pronto|logo)
""")
CONFIRMS_NOW = group(rf"""
    (?<!nao )(?<!no )(?<!te )(?<!le )(?<!les )(?<!lhe )(?<!te l[ao] )(?<!se l[ao] )(?<!amanha )(?<!cedo )(?<!tarde )
        (?<!depois )(?<!manha )(?<!manana )(?<!luego )(?<!ya )confirmo(?! {_LATER}\b(?! (?:as?|a las?) \d))
        |(?:te|le|les|lhe) confirmo (?:que (?:sim|vou|voy|iremos|estarei|estare)|(?:(?:a|la|noss[ao]|nuestra) )+\w+
        |presenca|asistencia|sim)
""")
"""A confirmation, and no promise of one: "confirmo", but not "mañana te lo confirmo"."""

_CANCELLING = r"(?:cancel|desmarc|anul|suspend|desist|mover|remarc|reagend|reprogram)\w*"
_SAYING = group(r"""
    (?: (?:[ao]|d[aeo]|eu|te|le|les|lhe|se|lo|l[ao]|que|what|i|everything|aquel[ae]|aquilo|ess[ae]|papo|historia
        |conversa|tema|dije|dij[eo]|escribi|pedi|mande|comente|disse|falei|escrevi
        |mandei|said|wrote|asked|told you|caso a))*
""")
FORGOTTEN = one_of(rf"""
    (?:olvid\w+|esquec\w+|ignor\w+|desconsider\w+|forget|disregard|ignore|no (?:me )?hag[ao]n?s?){_SAYING} (?:de|sobre
        |about|do|da) {_CANCELLING}
    lo de {_CANCELLING}(?: (?:l[ao]|ya))* (?:fue|olvid\w+|no va|no corre|no cuenta|queda en nada)\b
""")
"""An order of before that is to be forgotten: "olvidá lo que te dije de cancelar"."""

_TO_ATTEND = one_of(r"""
    (?:para|estou|a fim de|so (?:that )?(?:i|we) can)(?: (?:que|eu|a gente|nos|nao|poder|podermos|conseguir|conseguirmos
        |poder|not|be able estou|no))* (?:ir|irmos|perder|faltar|participar|participarmos|estar|comparecer|entrar
        |chegar|assistir|atender|llegar|asistir|make|attend|join|miss|be)\b
    por (?:causa|conta)\b
""")
_OURS = group(rf"""
    (?: (?:a|na|da|de|ao|no|en|at|in|on|para|d?ess[ae]|n?ess[ae]|d?est[ae]|n?est[ae]|noss[ao]|com voces?|livre|la
        |nuestra|the|our|this))* (?:{MEETING}|reunion|llamada|cita|meeting|session)(?! (?:d[aeo]s?|del|com|with)
        (?!voces?\b|hoje|amanha|{WORKDAYS}|dia|\d))
""")
_ELSE = group(rf"""
    (?:cancel\w*|desmarc\w*|desist\w+|anul\w+)(?: (?:com|d[aeo]s?|del|[oa]s?|el|l[ao]s|uma?|una?|meus?|minhas?|mis?
        |noss[ao]s?|ess[ae]s?|est[ae]s?|outr[ao]s?|otr[ao]s?|the|my|our|another|an))+ (?!(?:reuni|conversa|call|encontro
        |papo|meeting|voces?|isso|tudo|hoje|amanha|{WORKDAYS}|gente|senhor|llamada))\w+
        (?: (?!para\b|e\b|mas\b|por\b)\w+){{0,4}} ?,?
""")

FOR_THE_MEETING = rf"""
    {_ELSE} {_TO_ATTEND}{_OURS}
"""
"""Something else that is given up in order to come: "vou desmarcar com o dentista para não perder a reunião"."""

MAYBE_FOR_THE_MEETING = rf"""
    (?:cancel\w*|desmarc\w*|desist\w+|anul\w+)[^.!?]{{0,40}} {_TO_ATTEND}{_OURS}
"""
"""The same where it is not said what is given up."""

_SAID = group(r"""
    (?:disse|dissemos|fal(?:ei|amos|ou)|afirmei|escrevi|respondi|mencionei|(?:quero|quis|quer|quisemos) dizer|significa
        |pense[m]?|pensa|ache[m]?|imagine[m]?|entenda[m]?|(?:estou|estamos) (?:dizendo|falando)|dije|dijimos
        |quiero decir|quise decir|quiere decir|significa|said|say|saying|mean|meant|told you)
""")
NOT_SAID = rf"""
    {NOT} (?:(?:e|era|foi|seja) )?(?:bem |exatamente |tanto )?que (?:eu |a gente |nos |voces? )?{NOT}\b
    (?:{NOT}|quem) (?:(?:e|era|te|lhe) )?{_SAID}(?: isso| nada| aqui)? (?:que )?(?:eu |a gente )?{NOT}\b
    (?:no|nunca|jamas) (?:(?:es|era) )?(?:{_SAID} )?que (?:yo )?(?:no|nao)\b
    (?:(?:does|do|did) ?n t|does not|did not|do not|doesnt|didnt) (?:mean|equal|signal) (?:a |that it s a )?no\b
    (?:not|never|n t|isn t|s not|didn t|don t) (?:{_SAID} )?(?:that )?(?:i|we)(?: am| are|m| m| re)? (?:not|don t|didn t
        |won t)\b
"""
"""A refusal that was not said, or is not meant: "não é que não tenho interesse"."""

_ORDERED = r"(?:ped|mand|solicit|cancel|desmarc|escrev|quis|quer|dis|fal)\w+"
_NOT_I = r"(?:nao|no) (?:fui|foi|fomos) (?:eu|yo|nos|a gente|ninguem)(?: aqui| daqui)?"
NOT_BY_ME = rf"""
    {_NOT_I}(?: nao)? ?,? (?:(?:el|la|[ao]) )?(?:que|quem|quien) (?:(?:te|lhe|se|me) )?{_ORDERED}[^.,!?]*
    (?:quem|quien) {_ORDERED}[^.!?]{{0,40}} {_NOT_I}\b
    (?:it |that )?wasn t (?:me|us) (?:who|that)\b[^.,!?]*
"""
"""An order that somebody else has given: "não fui eu que pedi pra cancelar"."""

OF_ANOTHER = r"""
    (?:meu|minha|mi|my) (?:marido|esposa|mulher|namorad[oa]|noiv[oa]|pai|mae|filh[oa]|irma[o]?|soci[oa]|colega|amig[oa]
        |vizinh[oa]|husband|wife|partner|brother|sister|esposo|mujer|herman[oa])(?: \w+){0,2} (?:disse|falou
        |diz|fala|acha|respondeu|said|says|thinks|dice|dijo)(?: para mim| aqui)? (?:que )?(?:el[ea] |s?he )?(?:nao|no
        |isn|doesn)\b[^.,!?]*
"""
"""A refusal that somebody else has told of."""
