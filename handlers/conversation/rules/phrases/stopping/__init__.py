"""Phrases that stop messages, and those that only speak of stopping."""
