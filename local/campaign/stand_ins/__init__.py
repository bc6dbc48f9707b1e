"""Stand-ins for the partners, and for the people at the other end of the line.

One child process serves loopback HTTP services with the APIs of the real ones. ``server`` is the HTTP, ``api`` what
every partner is to it, ``ledger`` the record of what was accepted, ``personas`` the contacts, ``courier`` brings what
they do to the system, and ``process`` is the runner's side.

``gateway`` is the given contract: ``bodies`` checks requests, ``messaging`` and ``calendar`` handle them, ``replies``
delivers the answers to handle-replies. ``providers`` are the real ones: ``whatsapp``, ``mail`` and ``google_calendar``.
"""
