"""The cost of each unit of work in requests and in DynamoDB's units, recorded from the functions themselves.

``python -m local.bench.recording`` runs them on the embedded cloud (``units``), hears every request that they make
(``recorder``), reckons the units that AWS would count for it (``capacity``), and writes ``ops/scale/recorded.json``,
from which ``python -m ops scale`` answers.
"""
