"""Stand-in for WhatsApp Cloud: Meta's Graph API, the people at the other end, and signed webhooks.

``api`` answers requests with the help of ``bodies`` (their shape), ``templates`` (the approved ones), ``limits`` (the
24-hour window and the pair rate) and ``errors`` (the refusals). ``people`` plays who reads the messages, ``payloads``
are the contents of webhooks, and ``webhooks`` delivers them.

Source: Meta's documentation of the Cloud API, "Messages", "Templates", "Error codes" and "Webhooks", 2026.
"""
