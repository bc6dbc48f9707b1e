"""`make bench`: what the functions cost, measured on the embedded cloud beside the floor."""
