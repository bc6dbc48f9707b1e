"""The words that mean something only together with what was said before them."""
