"""The notices of absence: from when, until when, and what counts beside them."""
