"""Stand-ins for the messaging and calendar partners, and for the people at the other end of the line.

One child process serves three loopback HTTP services with the API of the real ones. ``bodies`` checks requests,
``messaging`` and ``calendar`` handle them, ``ledger`` records what was accepted, ``personas`` plays the contacts,
``replies`` delivers their answers to handle-replies, ``server`` is the HTTP, and ``process`` is the runner's side.
"""
