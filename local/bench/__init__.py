"""`make bench`: the cost of the functions, measured on the embedded cloud and compared with the least possible.

One module for each thing that is measured (``ingest``, ``release``, ``sending``, ``cold_import``), all of them on one
``rig``; ``printing`` shows the figures. Requests are counted where they leave for AWS (``requests``).
"""
