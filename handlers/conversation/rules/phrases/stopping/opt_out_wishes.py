"""The English wishes, and the nouns of the law, that come down to an order to stop."""

from handlers.conversation.rules.phrases.notation import group, one_of
from handlers.conversation.rules.phrases.parts import END

_THE_MESSAGES = group(r"""
    (?:your|the|these|those|all|any) (?:messages?|email|mails?|texts?|calls?|contact|reminders?|outreach|spam
        |mailings?)
""")
_STATED = group(r"""
    (?![^.!?]{0,200}[?])
""")
_ERASED = group(r"""
    (?:destroyed|deleted|erased|removed|wiped|purged|scrubbed)\b
""")
_DONT = group(r"""
    (?:don t|dont|do not)
""")
_WRITE = group(r"""
    (?:call|ring|te?xt|message|write|email|phone|contact)\b
""")

WISHES_ABROAD = one_of(rf"""
    (?:want|like|need|wish) (?:these|those|them|{_THE_MESSAGES}|(?:this|it|that)(?= (?:to|estou) \w+(?: (?:please
        |now))?{END}))(?: all
        )? ?(?:to|estou) (?:stop|end|cease)\b{_STATED}
    {_THE_MESSAGES} (?:can|may|should|must) (?:all |now )?(?:stop|end|cease)\b{_STATED}
    (?<![a-z0-9] )(?:(?:this|is|consider|an?|my|formal|gdpr) )*(?:(?:request|demand) for (?:erasure|deletion)
        |(?:erasure|deletion|(?:article|art) 17) request|right (?:to|estou) (?:erasure|be forgotten))\b(?! (?:form
        |feature|module|tool
        |process))(?! [^.!?]{{0,60}}\b(?:customers?|clients?|users?)\b){_STATED}
    (?:my right|ask\w*|want|wish|demand|answer is|like) (?:to|estou) be forgotten\b{_STATED}
    (?:whatever|everything|anything|all|data|details|information) (?:that )?you(?: \w+){{1,6}} {_ERASED}{_STATED}
    (?:scratch|scrub|strike|wipe|erase|drop) (?:me|us)(?: (?:too|also|as well|entirely|completely|altogether))*{END}
    (?:scratch|scrub|strike|wipe|erase) (?:me|us) (?:off|out of)(?: (?:it|wherever|everything|your)\b|{END})
    (?:want|need) (?:it|them|everything|(?:all (?:of )?)?(?:my|our) (?:\w+ )?(?:details|data|information|records?
        |number
        |email|address)) {_ERASED}{_STATED}
    no (?:to|estou) hearing from you\b|silence ,? (?:permanently|for good|forever)\b
    consider (?:this|my|our) (?:\w+ )?(?:address|number|email|mailbox|inbox|line|contact) (?:dead|closed|gone
        |off limits
        |inactive|retired|barred)\b
    (?:radio silence|crickets) (?:from (?:now|here|you)|please)|from (?:now|today|here) on (?:\w+ )?(?:silence
        |crickets)\b
    {_DONT} {_WRITE}(?: (?:me|us))? ?(?:[.,] |and |or )*{_DONT} {_WRITE}(?! (?:until|before)\b)(?![^.!?]*\b(?:instead
        |only|just)\b)
    (?:best|better|good|great|glad|happy|grateful|appreciate|appreciate it) if you (?:didn t|don t|wouldn t|never
        |stopped
        |no longer) (?:\w+ )?(?:writ|wrote|contact|text|messag|email|send)\w*
    (?:same word|my answer|my reply)(?: which)? (?:is|was|sim) stop(?= ?(?:$|[.!]))
""")
"""Wishes and noun phrases that come down to an order to stop, none of them plain."""
