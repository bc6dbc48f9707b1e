"""The sentences of a reply, whatever it answers: whose words they are, what is denied, courtesies, requests."""
