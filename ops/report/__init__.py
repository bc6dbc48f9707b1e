"""The report to look at: one HTML page on what a stack has done, which asks for nothing beyond itself.

``data`` is what the page tells, ``page.render`` writes it without knowing AWS, ``collecting.collect`` reads it from a
stack.
"""
