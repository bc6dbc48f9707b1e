"""`make bench`: what the functions cost, measured on the embedded cloud beside the floor.

One module for each thing that is measured (``ingest``, ``release``, ``sending``, ``cold_import``), all of them on one
``stage``; ``printing`` shows the figures. Requests are counted where they leave for AWS (``requests``).
"""
