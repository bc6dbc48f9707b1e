"""The words by which a slot that is named is not to be booked yet, or is not the only one."""

from handlers.conversation.rules.phrases.calendar_names import ANY_WEEKDAY
from handlers.conversation.rules.phrases.notation import any_of, group

_DAY = rf"(?:{ANY_WEEKDAY})"
_WORD_OF = (
    r"(?:ok|okay|go ahead|go|confirmation|approval|green light|sign off|word|answer|reply|permission)\b"
)
_INVITE = r"(?:invit\w+|link|calendar|convite|enlace|confirm\w+|details|address)\b"
_SEE_TO = group(r"""
    (?:ver|resolver|acertar|arrumar|arreglar|organizar|encontrar|achar|conseguir|confirmar|consultar|falar|hablar
        |perguntar|preguntar|chec\w+|revisar)
""")
HELD_BACK = any_of(rf"""
    (?:don ?t|do not|no need for|not for) (?:book|confirm|schedule|lock|fix|block|reserve)(?: (?:it|me|us
        |anything|that|this|in))* (?:yet|until|till|just yet|for now|before)\b
    wait (?:for|on) (?:my|our|his|her) (?:[a-z]+ ){{0,2}}?{_WORD_OF}
    (?:i|we)(?: m| am| re| are| ll| will)? (?:wait|waiting) (?:for|on) (?!you)(?:[a-z]+ ){{1,3}}?{_WORD_OF}
    before (?:i|we) (?:can )?(?:promise|commit|confirm|decide|agree|say (?:yes|anything))\b
    dont (?:hold|quote) (?:me|us)\b|don t quote (?:me|us)\b
    (?:is|are|s|looks?|seems?) (?:prob|probs|prolly|likely)\b(?! not)
    (?:need|needs|have|has|got|must|gotta)(?: (?:for|to|estou))* (?:find|arrange|sort|get|clear|organi[sz]e|move
        |free)\b[^.!?]{{1,40}} first(?= ?(?:$|[.,!]))
    (?:aunque|pero|mas|porem|so que) (?:(?:antes|primeir[oa]|eu|yo|a gente|ainda|todavia) )*(?:tengo|tenemos|tenho|temos
        |preciso|precisamos|necesito|debo)(?: (?:que|de))? {_SEE_TO}\b
    if (?:you|u) (?:can |could )?(?:get|send|give|share|bring|provide|lower|drop
        |reduce) (?!(?:[a-z]+ ){{0,3}}?{_INVITE})
    (?:is|s) (?:that|this|it)(?: (?:in|at))? (?:[a-z]+ )?time or\b
    (?:2|two) of (?:the|these|those|your) (?:dates|slots|options|times|days)\b
    (?<!for )(?<!on )your (?:pick|choice|call)(?= ?(?:$|[.,!]))
    (?:marc|agend|reserv|bot|coloc)\w+ 2 [.,:] (?=.*\b(?:{_DAY}|dia \d).* (?:e|y) .*\b(?:{_DAY}|dia \d))
    every {_DAY}\b
""")
"""A choice that waits for something, or is left to us: "don't book yet", "if you send me the prices", "your pick"."""
