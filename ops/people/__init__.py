"""Persons behind contacts: found wherever they are known, shown, exported and erased."""
