"""The words by which a reply to an offer joins its segments, and by which a segment takes or refuses a slot."""

from handlers.conversation.rules.phrases.choosing import segments_abroad as abroad
from handlers.conversation.rules.phrases.choosing.excuses import DAY
from handlers.conversation.rules.phrases.choosing.plans import KIN
from handlers.conversation.rules.phrases.notation import any_of, pattern

RIGHT_AT = r" (?:n[ao]s?|cedo|de manha|depois|apos|pel[ao]|em|antes|que)\b"
"""The words behind a "logo" that is "right", and not "therefore": "logo no primeiro horário"."""

ENDS = pattern(rf"""
    \s*([.,!?]|\b(?:mas|porem|so que|entretanto|contudo|but|pero)\b)\s*
    \s*\b((?:por isso |entao |ou seja |o sea |asi |pelo |de modo |so |acho |diria |creo |[oa] |(?:disse|respond\w+
        |falou
        |inform\w+|avis\w+|digo|dizer|diz|pediu|comunic\w+|dice|dijo|decir\w*) )?que(?! vem\b)|por que|because
        |ya que|ja que|visto que|uma vez que|pois)\b\s*
    (?<!nao)(?<!nem)\s+(?=(?:entao(?! ?(?:$|[.,!?]))|portanto|logo(?!{RIGHT_AT})|so (?:the|let|{abroad.SO}|{DAY})
        |entonces|hence|then(?! ?(?:$|[.,!?]))|which leaves|dai|deu|bora
        |fico com(?! {KIN}\b)|vamos? de|vou de|bota|poe|marca|pode ser)\b)
    \s+(e|y|and)\s+(?=(?:ja |pode |por favor |please |me |nos )*(?:mand[ae]|envi[ae]|send)(?:me|nos|r|n)?\b
        |(?:(?:eu|me|a|o|na|no|de|da|do|el|la|on|aquele|aquela|posso|consigo) )*(?:{DAY}|fico
        |depois|poe|bota|deixa|deixe|mantem|mantenho)\b)
""")
"""The end of a segment; its groups are the mark or word that joins it to the next one."""

REASONS = frozenset({"que", "por que", "because", "ya que", "ja que", "visto que", "uma vez que", "pois"})
"""The words before a reason, which chooses nothing."""
CONCLUSIONS = frozenset({"por isso que", "entao que", "de modo que", "asi que", "o sea que", "pelo que"})
"""The words before what follows from a reason."""
AND = frozenset({"e", "y", "and"})
"""The words that join two days of which one thing is said."""
CONTRARY = frozenset({"mas", "porem", "so que", "entretanto", "contudo", "but", "pero"})
"""The words before what restricts a choice or speaks against it."""
CONTRASTS = pattern(r"""
    ^(?:e )?(?:nao|nem|not|no|never)\b
""")
"""A refusal that begins with its negation, beside which the day before it is the one that is taken."""

CONCLUDES = pattern(rf"""
    ^(?:e )?(?:entao|portanto|logo(?!{RIGHT_AT})|so (?:the|let|a|na)? ?{DAY}|so {abroad.SO}|asi que|entonces|hence|then
        |which leaves|dai|deu|(?:so )?(?:resta|sobr[ao]u?)|fica|melhor)\b
    \bentao$
""")
"""A segment that says what the ones before it come down to."""

ONLY_THEN = pattern(rf"""
    ^so (?:n?[ao] )?{DAY}(?: feira)?$
""")
"""A day alone, before which nothing would do."""

PROVIDED = pattern(r"""
    ^(?:e )?(?:so )?(?:se|caso|desde que|if) (?:for|fosse|seja|it (?:is|s))\b
""")
"""The beginning of a condition on the time."""

THEREFORE = pattern(r"""
    ^(?:por isso|portanto|por eso|therefore)\b
""")
"""The words of a conclusion that a reason's word introduces all the same."""

TAKES = any_of(rf"""
    (?:make it|see you(?! (?:later|around|soon|guys))|taking (?:the |la )?(?:{DAY}|as \d|\d|primeir|terceir|ultim)\w*
        |(?:i ll|ill|i d|i de|id|lets|we ll) say|yes|better|ideal|spot on|agreeable|accepted|alright|just right
        |frees? up|wide open|is what i me(?:an|ant)|leave me|put (?=(?:the )?{DAY})|so {abroad.SO}|has for be
        |(?<!not )(?<!n t )available(?= (?:on|at|as|for|n[ao]|the|{DAY}|dia|\d)\b)
        |(?:glad|happy|pleased|delighted) (?:for|estou) (?:meet|talk|speak|see|chat)
        |(?:i|we) (?:can )?(?:talk|speak|meet)(?= ?$| (?:for|estou|with) you)
        |(?:yes|so|ok|then|please) (?:for )?that(?: one| day)?(?= ?$)
        |marc[aeo]\w{{0,4}}|bot[ae]\w?|po[em]\w?|coloc\w+|fic(?:o|a|ou|amos)|fique\w*|fech(?:o|ad[oa]|amos|ou
        |a com)
        |serve|resta|restou|sobr[ao]u?|prefir\w+|prefer\w+|melhor|vou de|vam\w+ de|vai ser|bora|opt[oa]\w*
        |confirm\w*|block(?! of)|put (?:me|us|the)|para (?:falar|conversar) com (?:voces?|[ao] senhora?)|para (?:te
        |lhe) (?:ouvir|atender|receber|escutar)
        |escolh\w+|agarro(?! (?:carretera|camino|el (?:avion|bus)|vuelo))
        |agarramos|tomo|tomamos|quedo|quedamos|uso|elijo|elegimos|keep|reserv\w+|anota\w*
        |valendo|jog[ae]|segue|deix\w+|livre|disponivel|agend\w+|certo|bom|boa|si
        |e ess[ea]|encaixa|convem|conveniente|sim|combin\w+|put me|works|suits|fine|best|good|great|go with
        |poneme
        |dejemos
        |queda|sirve|mejor|perfect\w+|perfeito|otimo|acerto|so (?:tenho|posso|consigo|da
        |(?:[ao] |na? )?{DAY})
        |book|take|pick|choose|select|lovely|grand|okay|free|gets my vote|suit|convenient|i go for
        |do that|count me in|lets|(?:it|that) is$
        |apunt[ae]\w*|pon(?:me|le|ganos|gamos\w*|nos|go)?|qued(?:amos|emos|aria)|escoj\w*|escogemos|acomoda|encaja
        |favorece|conviene|cuadra
        |(?:me|nos|les?|va|viene|vienen) (?:bien|genial|barbar[oa]|estupend\w+|de perlas|de lujo)
        |vamos con|vamonos con|{abroad.TAKES}|dale|vale|venga
        |(?:tendra|tiene) que ser|que sea|ahi mismo
        |garant\w+|me (?:esper|aguard)[ae]|sou tod[oa] (?:seu|sua|de voces|ouvidos)|presente|comparec\w+
        |particip\w+(?! (?:d[aeo]|n?uma?) )
        |te esperando|esperando (?:voces?|a (?:chamada|ligacao|reuniao|call)|o link)|esvazia|as moscas
        |sem (?:movimento|barulho|zoada|fila)|a gente se (?:fala|encontra|reune)(?! (?:sobre|para|depois|mais)\b)
        |(?:dou (?:um )?jeito|me viro)(?! n[ao]| de| com)
        |(?:top|aceit|concord|aprov)ou|unic[ao]|conseg\w+|aceit\w+|tranquil\w+
        |bloque(?:ia|ie|io|ar|ado(?! por)|ei)|leaves|atende)\b
""")
"""The words that take what their segment mentions."""

MAY_TAKE = any_of(rf"""
    (?:(?:convers|fal)(?:o|a|amos) com (?:voces?|[ao] senhora?)|(?<!so )quero|quer|pode|podem|podemos|posso|consig\w+
        |consegue|topo|ok|faz(?! um| calor| frio| \d)|vou(?! (?:a|ao
        |para o|para a) [a-z]{{3}})|vamos?|vai (?:(?:na|no|de|a) |(?={DAY}))|vemos|can
        |will(?! (?:only |not )?(?:be|remain|stay) (?:back|out|away|off|in|on|at|closed|shut)\b)|puedo|i m in(?= ?$)
        |{abroad.MAY_TAKE}
        |por(?! (?:causa|isso|que|mi|lo|favor|auditoria|audiencias?|vacaciones|viaje|trabajo)\b))\b
""")
"""The words that take it where no excuse stands beside them."""

TAKES_WEAKLY = any_of(r"""
    (?:(?<!da )(?<!esta )(?<!muito )(?:bom|boa|melhor|otim[oa])(?! para (?:mim|nos|a gente|gente|o pessoal))
        |fica|ficou|fico|deix\w+|v(?:ou|ai|amos)(?: de)?
        |sobr\w+|tranquil\w*|segue|por|conto)\b
""")
"""Those of them that tell of much else as well."""

REFUSES = pattern(rf"""
    \b(?:e|esta|fica|ficou) (?:(?:muito|meio|bem|um pouco) )?(?:cedo|tarde)(?: demais)?(?: para (?:mim|gente|nos))?$
    \b(?:e|esta|fica|ficou) (?:(?:muito|meio|bem) )?em cima(?: d[ao] (?:hora|laco))?$
    \bera (?:a |o )?(?:melhor|ideal|perfeit|otim|boa\b|bom\b)
    \bja (?:caiu|era|foi ocupad|ocuparam|tomaram|preencheram)
    \b(?:deix[ae]|liber[ae]|ced[ae]|pass[ae]) [^.,!?]{{1,20}} para (?:[ao] )?(?:outr[oa]|proxim[ao] ?(?:$|[a-z])
        |quem|alguem)\b
    \b(?:fic(?:a|ou|aria)|e|esta) (?:(?:muito|meio|bem|um pouco) )?(?:inviavel|puxad|dificil|complicad|ruim|pesad
        |apertad
        |corrid)\w*
    \b(?:nao|nem|nunca|sem|impossivel|jamais|negativo|(?:can|don|won) t|cant|cannot|no puedo|cancel\w+|tir\w+
        |exclu\w+
        |apag\w+|remov\w+|(?<!por )elimin\w+|risc\w+|sai(?! d[aeo] (?:reuniao|aula|consulta|loja|trabalho|casa)\b)|parei
        |desmarc\w+|descart\w+|desconsider\w+|desist\w+ d[aeo]|cort[ae]
        |^(?:pode )?(?:liber|solt|ced)(?:a|e|ar|er)\b|abr[aeiou]\w* mao
        |(?<!ja )(?:saca|saqu[e]n?)(?:me|nos|lo|la| el| la| dia| del?)\b|ni modo\b
        |tach[ae]\w*|skip|drop|scratch|borr[ae]\w*|quit[ae](?:me|lo|la| el| la| lo)|pul[ae]|esquec[ae]|esqueca
        |deix[ae] para la
        |olvid\w+|pulo|dispenso|risco
        |(?:menos|excep?to|tirando|fora|salvo|except) (?:[ao]s? |n[ao] |d[ae]s? |the |el |la )*(?:{DAY}|\d
        |primeir|terceir|ultim\w)
        |not(?! ask\b)|take (?:me|us) off|leave out|strike|delete|cross (?:out|off)|rules? out|take out
        |take (?:\w+ ){{1,4}}off\b|(?:is|s) off (?:the|your) (?:list|table)|won t work
        |no use
        |no (?:good|way|chance|go|can do)|no$|clash\w*|collides?|write off|rule out
        |ningun\w*|imposible|impossible
        |ni (?:(?:el|la|de|por|opcao) )*(?:loc[oa]|{DAY}|\d|primeir|terceir|ultim)\w*
        |no (?:me|nos|le|les) (?:va|viene|sirve|queda|cuadra|conviene|acomoda|es posible|da|dan)
        |no (?:podemos|podre|podria|podremos|alcanzo|llego|llegamos|estoy|estare|estamos)
        |no hay(?! de| problema| drama| lio)|{abroad.REFUSES})\b
    ^no\b(?! (?:dia|\d|horario|ultimo|primeiro|segundo|terceiro|meio|comeco|inicio|fim|final|mes|mesmo|periodo
        |fimdomes|mesquevem|blackfriday))
""")
"""The words that refuse what their segment mentions."""

KEEPS = any_of(r"""
    is the only (?:one|day|time|horario|opcao|date)\b(?!(?: \w+){0,3} (?:can t|cannot|cant|won t|busy|out|away|off|full
        |booked|taken)\b)
    (?:nao|nem) (?:me |se )?(?:cancel\w+|tir\w+|exclu\w+|apag\w+|desmarc\w+|remov\w+|sai)
""")
"""Refusals to let a slot go, and the only one that will do."""

ALTERNATIVE = any_of(r"""
    (?:ou|or)\b(?! seja)
    [1-3] (?:e|y|and) (?:[ao] )?[1-3]\b(?! ?(?:h|:|/))
""")
"""The word between two alternatives."""

CALLED_OFF = any_of(r"""
    (?:cancelad|suspens|desmarcad)[ao]s?\b
""")
"""The words of what is called off, which leaves nothing of the offer."""

SETS_WEEKS_APART = any_of(r"""
    (?:n?ess[ae]|n?est[ae]|dessa|desta)(?: semana)?(?: aqui)? (?:eu |ja |aqui )*(?:esta|nao|estou|e|foi|sem|tenho
        |lot\w+
        |impossivel|inviavel)\b
    (?:melhor|prefir\w+|preferimos|deix[ae]\w*(?! para)|tir[ae])\b
    esta semana (?:is|i m|i am|we re|we are)\b(?! (?:good|fine|great|better|best|ok|free))
    (?:can t|cant|not|no good) (?:do |make |in |during )?esta semana\b
""")
"""Words that speak against the one week, or for the other."""

ANY_WEEK = any_of(r"""
    (?:em|uma|alguma|tem|teria|de|por) (?:outra|proxima) semana|semana (?:que vem )?tem|(?:tem|teria|opcoes
        |horarios)\b
    (?:nenhum\w*|n?esses|n?essas|n?estas|n?estes|algum\w*)\b|\?
""")
"""Words that ask for a slot in a week, beside those on offer."""

NO_GOOD = pattern(r"""
    (?:mas )?(?:eu )?(?:nao (?:da|posso|consigo|rola|vai dar|serve|vou poder)(?: nao)?|no puedo|can t|nao
        |(?:e |esta |es )?(?:impossivel|imposible|inviavel)|sem (?:chance|condicao|condicoes)|nem pensar|ni hablar
        |ni modo|sin chance|descartad[ao]s?(?: por [a-z]+)?)
""")
"""A segment, to be matched in full, that refuses what stands before it."""

THAT_ONE = pattern(r"""
    (?:bota |pode ser |e |quero |fico com |marca |bora |vamos |so |entao |fechado |quedo con )*(?:n?essa
        |n?esse
        |that one|esa|ese)(?: mesm[oa]| ai)?
    (?:so |then |yes |yeah |ok |please |and |put (?:me|us) (?:down |in )?(?:for )?|book (?:me |us )?(?:in )?(?:for )?
        |lets |do |take |go (?:with|for) |give me |make it |i ll take |we ll take |i ll go with )*that(?: one| day
        | horario)?(?: (?:then|please|pls|it is|works|for (?:me|us)))*
    (?:ta |esta )?(?:fechado|fechou|combinado|marcado|marca|agenda|confirmado|pode (?:marcar|confirmar
        |agendar|ligar|chamar|vir)|manda ver|manda bala|marca ai|pode ser
        |bora)
""")
"""A segment, to be matched in full, that takes what stands before it."""

BOTH = pattern(r"""
    \bamb[oa]s\b(?![^.!?]*\b(?:nao|nem|no)\b)
""")
"""Two slots, neither of which is refused."""

TOO = any_of(r"""
    (?:tambem|tampoco|neither|idem)\b
""")
"""The word for the same again."""

NAMES_A_DAY = any_of(r"""
    (?:terca|quarta|quinta|sexta)\b
""")
"""A weekday that is no ordinal, so that "segunda" beside it is one too."""

BARE_MONDAY = any_of(r"""
    segunda\b(?! (?:feira|opcao|alternativa|data|sugestao|proposta|hipotese))
""")
"""Monday, or the second."""
