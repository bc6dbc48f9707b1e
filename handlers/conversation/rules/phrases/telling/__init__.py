"""Phrases by which somebody tells of themselves: interest, doubt, absence, custom."""
