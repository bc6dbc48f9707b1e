"""Phrases beside a slot: deciding, holding back, setting apart, planning."""
