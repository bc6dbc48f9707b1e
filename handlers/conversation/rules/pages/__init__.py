"""The pages behind the links of e-mails, and the requests that ask for them."""
