"""Stand-ins for the messaging and calendar partners, and for the people at the other end of the line.

One child process serves three loopback HTTP services with the API of the real ones. ``bodies`` says what a
request must look like, ``ledger`` remembers what was accepted, ``personas`` plays the contacts, ``replies``
hands their answers to handle-replies, ``server`` is the HTTP, and ``process`` is the runner's side.
"""
