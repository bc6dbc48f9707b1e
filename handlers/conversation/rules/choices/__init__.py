"""The slot that a reply chooses of an offer, and what only looks like a choice."""
