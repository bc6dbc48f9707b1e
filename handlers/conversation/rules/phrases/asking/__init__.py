"""Phrases that ask, wish or tell beside something else."""
