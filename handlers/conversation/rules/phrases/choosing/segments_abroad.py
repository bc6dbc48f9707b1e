"""The English and Spanish words by which a segment of a reply to an offer takes or refuses a slot."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import one_of

SO = one_of(rf"""
    (?:ill|i ll|i d|i de|we ll) (?:say|take|pick|choose|go (?:for|with))
    (?:it|that)(?: ?ll| will| has| would| de| can only)(?: only)?(?: have)?(?: for)? be
    (?:make it|put (?:me|us)|put(?= (?:the )?(?:{WORKDAYS}))|book|give (?:me|us)|lets|please
        |yes|yeah|proxima semana)
""")
"""The English words by which a reply goes on from its reasons to its choice."""

TAKES = one_of(r"""
    (?:voy|vamos) por
    pon(?:ga|gan|ed)(?:me|nos|lo)?
    acept[oae]\w*
    (?:tom|cerr|hag|fij)(?:emos|amoslo)
    (?:cojo|cogemos|cojamos)
    (?:met|apunt|anot)(?:ame|eme|adme|adnos|enos|anos)
    (?:[oa]s|l[oae]s?) atiendo(?! a (?!usted|vosotr|ti\b|vos\b))
    acog(?:e|emos|er)
    (?:reunimos|reunamos|hablamos)(?! con)
    voto por
    (?:anoto|apunto|sumo) (?:en|a|al|para)
    (?<!dia )libre
    disponible
    de acuerdo con (?:la|el|lo)
    es la buena
    como anillo al dedo
    de maravilla
    adelante con
    ahi (?:si )?(?:l[aoe]s?|os|te) atiendo
    quedemos asi
    le (?:hacemos|hago|damos|doy|entro|entramos|meto|metemos)(?! (?:[a-z]+ )?(?:mantenimiento|una?|el|la|l[ao]s|a))
    (?:hagamos|haga|demos|entremos|meta)le
""")
"""The Spanish words that take what their segment mentions."""

TAKEN = r"(?:tom|acept|confirm|agend|reserv|apunt|agarr|elij|eleg|escoj|escog|hag|hac)\w*(?:o|mos)\b"
"""The verbs of somebody who takes a slot: "la del martes sí la tomamos"."""

MAY_TAKE = one_of(r"""
    ya (?:estoy|estare|estamos|estaremos) (?:de (?:vuelta|regreso)|aqui|aca|ahi|(?:en|por) (?:la |el |mi )?(?:oficina
        |casa|pueblo|ciudad|predio|taller|local|tienda))
""")
"""The words that take it where no excuse stands beside them."""

REFUSES = one_of(r"""
    (?:ya|todavia|aun) no (?:trabaj|pued|pod|est|hay|habra|habre|alcanz|lleg)\w*
""")
"""The words that refuse it."""
