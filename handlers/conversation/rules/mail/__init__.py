"""E-mails as they come in: their parts, their writer, and the words that are the person's own."""
