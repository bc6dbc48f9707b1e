"""The English words by which a slot is somebody else's to choose, or is taken unless something comes up."""

from handlers.conversation.rules.phrases.notation import any_of, group

_NOT_US = r"(?!(?:me|us|you|for|about|if|what|that|my question)\b)"
_SOMEBODYS = group(r"""
    (?:his|her|their|not (?:mine|my|our)|(?:my|our|the) (?!final|ultima|last|own|best|only|first)[a-z]+ (?:is|s|sim))
""")
_SHOULD = group(r"""
    (?:(?:please|kindly|better|best|first|you|we|i|d|de|should|would|must|need|have|to|estou|for|just) )*
""")
_ASK = group(r"""
    (?:ask|consult|(?:check|confirm|clear it|speak|talk|discuss)(?: it)? (?:with|to|for|estou)|run it (?:by|past))
""")
_DECISION = r"(?:(?:final|last|ultima) (?:decisions?|word|say|call)|decisions?)\b"
DECIDE = any_of(rf"""
    (?:but|though|however) {_SHOULD}{_ASK} {_NOT_US}[a-z]+
    (?<!i m the one )(?<!i am the one )(?<!i m )(?<!i am )(?<!me )who decides
    (?!who\b)[a-z]+ decides
    (?!i\b|we\b|ve\b|ll\b|that\b|one\b)[a-z]+ (?:makes?|has|have|takes?|got|gets) (?:all )?the {_DECISION}
    (?:final|last|ultima) (?:say|word|decision) (?:is|s|sim|lies|rests|belongs) (?:with|to|estou|for) (?!me\b|us\b)
    (?:it|that)(?: is| s| sim) {_SOMEBODYS} (?:call|decision|choice)\b
    (?:is|s|sim) (?:all )?up (?:to|for|estou) (?:him|her|them|(?:my|our) [a-z]+|the (?:boss|team|board|director
        |manager))\b
""")
"""The decision is somebody else's: "I'd say Wednesday, but ask Tobias, he decides"."""

UNLESS = any_of(r"""
    unless (?!(?:i|we|you) (?:hear|tell|say|object)\b|otherwise\b|told\b)
""")
"""The condition that nothing comes up, of which a calendar knows nothing."""

KNOWN_LATER = any_of(r"""
    (?:and |but |as )?(?:i|we) (?:ll|will|should) (?:only )?know (?:more|if|whether|for (?:sure|certain)|by|on|in|until
        |after|once|amanha|hoje|late)\b[^.!?]*
""")
"""The time at which it will be known, which is none of the meeting's."""
