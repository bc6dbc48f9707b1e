"""Rules, what they report, and how they are run, by the engine or without it."""
