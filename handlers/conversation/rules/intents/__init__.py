"""The steps that a reply asks for: stopping, cancelling, refusing, moving, wanting; and what only sounds like one."""
