"""A campaign from the contact file to the reminders, on a deployed stack, through the interfaces that customers use.

The file goes into the intake bucket and the bucket's notification starts the rest. The runner only seeds (``seeding``),
hands over lists (``intake``), watches (``following``), and calls the reminders' runs of the hours to come, as the
schedule would (``reminding``). It plays for the ``tenants`` of the samples on a ``stage``, against the ``stand_ins`` of
the partners, to which ``access`` has the keys. ``gathering`` collects the ``evidence``, ``accounts`` and
``reconciliation`` check it,
``report`` and ``summary`` show it.
"""
