"""The grammar of days, hours and options: what a reply can say about an offered slot, in three languages."""
