"""Phrases that are a whole reply: courtesies, yes and no, idioms."""
