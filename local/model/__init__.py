"""The model of replies: its corpus, its training in an environment of its own, and the report on it (`make model`)."""
