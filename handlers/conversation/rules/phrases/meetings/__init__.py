"""Phrases about a meeting: given up, moved, kept, named."""
