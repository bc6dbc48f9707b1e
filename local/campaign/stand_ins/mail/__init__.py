"""Stand-in for the world of e-mail behind Amazon SES.

The embedded cloud's own SES takes what the functions send (``local.cloud.emulated_mail``). ``mailbox`` reads it there,
lets people answer, and reports as SES does. ``reading`` checks an e-mail as a mail program would, ``writing`` writes
answers as people's programs do, and ``events`` are the events of SES.
"""
